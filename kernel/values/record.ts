/**
 * Records with fixed fields. Each record type owns a host class whose instances carry the fields as `f0 … fn` (a
 * subtype continues after its parent's fields), so compiled code can read a field as `x.f3` after one `instanceof`.
 */
export abstract class RecordInstance {
  declare readonly type: RecordType;
}

export type RecordClass = new (...fields: unknown[]) => RecordInstance;

export class RecordType {
  readonly guestType = 'record-type';
  readonly fields: readonly string[];
  readonly cls: RecordClass;

  constructor(
    readonly name: string,
    ownFields: readonly string[],
    readonly parent: RecordType | null = null,
  ) {
    this.fields = parent ? [...parent.fields, ...ownFields] : [...ownFields];
    this.cls = defineClass(parent ? parent.cls : null, this.fields.length);
    Object.defineProperty(this.cls.prototype, 'type', { value: this });
  }
}

type Fields = Record<string, unknown>;

/**
 * Where code may be generated from strings, each class gets a constructor of its own with one assignment per field, as
 * if written by hand; `new` is then as cheap as the host makes it. Both forms give every instance of a type the same
 * hidden class and turn missing fields into nil.
 */
function defineClass(parent: RecordClass | null, count: number): RecordClass {
  const cls = (count > 0 && count <= GENERATED_LIMIT && generated(count)) || generic(count);
  // Not `extends`: the constructor fills inherited fields itself and needs no `super` call.
  cls.prototype = Object.create((parent ?? RecordInstance).prototype, {
    constructor: { value: cls, writable: true, configurable: true },
  });
  return cls;
}

/** Beyond this, an instance would not fit the host's in-object slots anyway. */
const GENERATED_LIMIT = 60;

let generation = true;

function generated(count: number): RecordClass | null {
  if (!generation) return null;
  const params = Array.from({ length: count }, (_, i) => `f${i} = null`);
  const body = Array.from({ length: count }, (_, i) => `this.f${i} = f${i};`);
  try {
    return new Function(`return function Record(${params.join(', ')}) { ${body.join(' ')} };`)() as RecordClass;
  } catch (e) {
    if (!(e instanceof EvalError)) throw e;
    generation = false;
    return null;
  }
}

function generic(count: number): RecordClass {
  const names = Array.from({ length: count }, (_, i) => `f${i}`);
  return function Record(this: Fields, ...fields: unknown[]) {
    for (let i = 0; i < names.length; i++) {
      const v = fields[i];
      this[names[i] as string] = v === undefined ? null : v;
    }
  } as unknown as RecordClass;
}

/**
 * Field access for code that knows the index and has checked the type. One property access per index, since a property
 * name computed at run time costs the host a search.
 */
export function recordField(r: RecordInstance, index: number): unknown {
  const f = r as unknown as Fields;
  switch (index) {
    case 0:
      return f.f0;
    case 1:
      return f.f1;
    case 2:
      return f.f2;
    case 3:
      return f.f3;
    case 4:
      return f.f4;
    case 5:
      return f.f5;
    case 6:
      return f.f6;
    case 7:
      return f.f7;
    case 8:
      return f.f8;
    case 9:
      return f.f9;
    case 10:
      return f.f10;
    case 11:
      return f.f11;
    default:
      return f[`f${index}`];
  }
}

export function setRecordField(r: RecordInstance, index: number, value: unknown): void {
  const f = r as unknown as Fields;
  switch (index) {
    case 0:
      f.f0 = value;
      return;
    case 1:
      f.f1 = value;
      return;
    case 2:
      f.f2 = value;
      return;
    case 3:
      f.f3 = value;
      return;
    case 4:
      f.f4 = value;
      return;
    case 5:
      f.f5 = value;
      return;
    case 6:
      f.f6 = value;
      return;
    case 7:
      f.f7 = value;
      return;
    case 8:
      f.f8 = value;
      return;
    case 9:
      f.f9 = value;
      return;
    case 10:
      f.f10 = value;
      return;
    case 11:
      f.f11 = value;
      return;
    default:
      f[`f${index}`] = value;
  }
}

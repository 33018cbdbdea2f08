/**
 * Records with fixed fields. Each record type owns a host class whose instances carry the fields as `f0 … fn` (a
 * subtype continues after its parent's fields), so compiled code can read a field as `x.f3` after one `instanceof`.
 */
export abstract class RecordInstance {
  declare readonly type: RecordType;
}

export type RecordClass = new (...fields: unknown[]) => RecordInstance;

export class RecordType {
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

/** Type-unsafe field access for code that knows the index. */
export function recordField(r: RecordInstance, index: number): unknown {
  return (r as unknown as Fields)[`f${index}`];
}

export function setRecordField(r: RecordInstance, index: number, value: unknown): void {
  (r as unknown as Fields)[`f${index}`] = value;
}

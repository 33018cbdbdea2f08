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
    this.cls = defineClass(parent ? parent.cls : null, parent ? parent.fields.length : 0, ownFields.length);
    Object.defineProperty(this.cls.prototype, 'type', { value: this });
  }
}

type Fields = Record<string, unknown>;

function defineClass(parent: RecordClass | null, base: number, own: number): RecordClass {
  const Base = (parent ?? RecordInstance) as RecordClass;
  // Assigning in one fixed order gives every instance the same hidden class.
  const names = Array.from({ length: own }, (_, i) => `f${base + i}`);
  return class extends Base {
    constructor(...fields: unknown[]) {
      super(...fields);
      const self = this as unknown as Fields;
      for (let i = 0; i < names.length; i++) {
        const v = fields[base + i];
        self[names[i] as string] = v === undefined ? null : v;
      }
    }
  };
}

/** Type-unsafe field access for code that knows the index. */
export function recordField(r: RecordInstance, index: number): unknown {
  return (r as unknown as Fields)[`f${index}`];
}

export function setRecordField(r: RecordInstance, index: number, value: unknown): void {
  (r as unknown as Fields)[`f${index}`] = value;
}

/** `type-of`: the guest's name for the type of any value. */
import { Char } from './char.ts';
import { Condition } from './condition.ts';
import { Generator } from './generator.ts';
import { List } from './list.ts';
import type { Value } from './procedure.ts';
import { RecordInstance } from './record.ts';
import { Keyword, Sym } from './symbol.ts';

export function typeName(v: Value): string {
  switch (typeof v) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'bigint':
      return typeof v;
    case 'function':
      return 'procedure';
    case 'object':
      if (v === null) return 'nil';
      if (v instanceof List) return 'list';
      if (Array.isArray(v)) return 'vector';
      if (v instanceof Map) return 'dict';
      if (v instanceof Sym) return 'symbol';
      if (v instanceof Keyword) return 'keyword';
      if (v instanceof RecordInstance) return 'record';
      if (v instanceof Char) return 'char';
      if (v instanceof Condition) return 'condition';
      if (v instanceof Generator) return 'generator';
      // Opaque types say their name themselves.
      return typeof v.guestType === 'string' ? v.guestType : 'host-object';
    default:
      return 'undefined';
  }
}

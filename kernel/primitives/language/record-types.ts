/**
 * What `define-record-type` expands to: types, constructors, predicates, accessors, modifiers. The procedures carry a
 * `record` operation, so that compiled code can do their work in place.
 */
import { arityError } from '../../values/arity.ts';
import type { Procedure, RecordOperation, Value } from '../../values/procedure.ts';
import { RecordInstance, RecordType, recordField, setRecordField } from '../../values/record.ts';
import { elements, failRange, failType, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

function recordType(v: Value, who: string): RecordType {
  return v instanceof RecordType ? v : failType(who, 'record type', v);
}

function operation(fn: Procedure, name: Value, arity: number, record: RecordOperation): Procedure {
  const guestName = str(name, 'define-record-type');
  const checked: Procedure =
    arity === 1
      ? function (a) {
          return arguments.length === 1 ? fn(a) : arityError(guestName, 1, 1, arguments.length);
        }
      : arity === 2
        ? function (a, b) {
            return arguments.length === 2 ? fn(a, b) : arityError(guestName, 2, 2, arguments.length);
          }
        : (...args) => (args.length === arity ? fn(...args) : arityError(guestName, arity, arity, args.length));
  checked.guestName = guestName;
  if (record.index >= 0) checked.record = record;
  return checked;
}

/** Index of a field in instances; a subtype's own field hides a parent's of the same name. */
function fieldIndex(type: RecordType, field: Value): number {
  const i = type.fields.lastIndexOf(str(field, 'define-record-type'));
  return i >= 0 ? i : failRange('define-record-type', `${type.name} has no field ${field}`, [field]);
}

function makeConstructor(type: RecordType, fields: Value, name: Value): Procedure {
  const count = type.fields.length;
  const indices =
    fields === null ? type.fields.map((_, i) => i) : elements(fields, 'define-record-type').map(f => fieldIndex(type, f));
  const inOrder = indices.length === count && indices.every((x, i) => x === i);
  const make: Procedure = inOrder
    ? (...args) => new type.cls(...args)
    : (...args) => {
        const all = new Array<Value>(count).fill(null);
        for (let i = 0; i < indices.length; i++) all[indices[i] as number] = args[i];
        return new type.cls(...all);
      };
  return operation(make, name, indices.length, { type, op: 'make', index: inOrder ? count : -1 });
}

export const recordTypes: PrimitiveFamily = () => [
  ...pure('%make-record-type', 3, 3, '`(%make-record-type name parent fields)`: a record type', (name, parent, fields) => {
    const own = elements(fields, 'define-record-type') as string[];
    return new RecordType(
      str(name, 'define-record-type'),
      own,
      parent === null ? null : recordType(parent, 'define-record-type'),
    );
  }),
  ...pure(
    '%record-constructor',
    3,
    3,
    '`(%record-constructor type fields name)`: a constructor of the listed fields',
    (type, fields, name) => makeConstructor(recordType(type, 'define-record-type'), fields, name),
  ),
  ...pure('%record-predicate', 2, 2, '`(%record-predicate type name)`: whether a value is an instance', (t, name) => {
    const type = recordType(t, 'define-record-type');
    return operation(x => x instanceof type.cls, name, 1, { type, op: 'pred', index: 0 });
  }),
  ...pure('%record-accessor', 3, 3, '`(%record-accessor type field name)`: reads a field', (t, field, name) => {
    const type = recordType(t, 'define-record-type');
    const index = fieldIndex(type, field);
    const get: Procedure = x => (x instanceof type.cls ? recordField(x, index) : failType(name, type.name, x));
    return operation(get, name, 1, { type, op: 'get', index });
  }),
  ...pure(
    '%record-modifier',
    3,
    3,
    '`(%record-modifier type field name)`: writes a field and answers the value',
    (t, field, name) => {
      const type = recordType(t, 'define-record-type');
      const index = fieldIndex(type, field);
      const set: Procedure = (x, v) => {
        if (!(x instanceof type.cls)) return failType(name, type.name, x);
        setRecordField(x, index, v);
        return v;
      };
      return operation(set, name, 2, { type, op: 'set', index });
    },
  ),
  ...pure('%record-field', 2, 2, '`(%record-field r i)`: field by index', (r, i) =>
    r instanceof RecordInstance ? recordField(r, i) : failType('match', 'record', r),
  ),
];

/** Looking into records of any type. Constructors, predicates and accessors come from `define-record-type`. */
import type { Value } from '../../values/procedure.ts';
import { RecordInstance, recordField } from '../../values/record.ts';
import { failRange, failType, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

function record(v: Value, who: string): RecordInstance {
  return v instanceof RecordInstance ? v : failType(who, 'record', v);
}

/** Index of a field by name, or -1. */
export function fieldIndex(r: RecordInstance, name: string): number {
  return r.type.fields.indexOf(name);
}

export const records: PrimitiveFamily = () => [
  ...pure('record-type-name', 1, 1, '`(record-type-name r)`: a string', r => record(r, 'record-type-name').type.name),
  ...pure('record->fields', 1, 1, '`(record->fields r)`: dict from field names to values, in declared order', r => {
    const { type } = record(r, 'record->fields');
    return new Map(type.fields.map((f, i) => [f, recordField(r, i)]));
  }),
  ...pure('record-field', 2, 2, '`(record-field r name)`: a field by its name', (r, name) => {
    const i = fieldIndex(record(r, 'record-field'), str(name, 'record-field'));
    return i >= 0 ? recordField(r, i) : failRange('record-field', `no field ${name} in ${r.type.name}`, [name]);
  }),
];

/** Conditions: reading what `error` and failing primitives raise, and making conditions without raising them. */
import { CONDITION_KINDS, Condition, type ConditionKind } from '../../values/condition.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { strText } from '../../values/writer.ts';
import { elements, failRange, failType, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

const KINDS = Object.keys(CONDITION_KINDS) as ConditionKind[];

function condition(v: Value, who: string): Condition {
  return v instanceof Condition ? v : failType(who, 'condition', v);
}

function kindOf(v: Value): ConditionKind {
  const name = str(v, 'make-condition');
  return KINDS.find(k => k === name) ?? failRange('make-condition', `unknown kind "${name}"`, [name]);
}

export const conditions: PrimitiveFamily = () => [
  ...pure(
    ['condition-message', 'error-message', 'error-object-message'],
    1,
    1,
    '`(condition-message c)`',
    c => condition(c, 'condition-message').message,
  ),
  ...pure(['condition-irritants', 'error-object-irritants'], 1, 1, '`(condition-irritants c)`: a list', c =>
    List.of([...condition(c, 'condition-irritants').irritants]),
  ),
  ...pure(
    'condition-kind',
    1,
    1,
    `\`(condition-kind c)\`: one of ${KINDS.map(k => `"${k}"`).join(' ')}`,
    c => condition(c, 'condition-kind').kind,
  ),
  ...pure(
    'condition-where',
    1,
    1,
    '`(condition-where c)`: `file:line:column`, or an empty string',
    c => condition(c, 'condition-where').where,
  ),
  ...pure(
    'make-condition',
    1,
    3,
    '`(make-condition message irritants? kind?)`: a condition, not raised',
    (message, irritants, kind) => {
      return new Condition(
        strText(message),
        irritants === undefined ? [] : [...elements(irritants, 'make-condition')],
        kind === undefined ? 'error' : kindOf(kind),
      );
    },
  ),
  ...pure('error-object?', 1, 1, '`(error-object? x)`: same as `condition?`', c => c instanceof Condition),
  ...pure('file-error?', 1, 1, '`(file-error? x)`: a condition of kind "io"', c => c instanceof Condition && c.kind === 'io'),
  ...pure(
    'read-error?',
    1,
    1,
    '`(read-error? x)`: a condition of kind "syntax"',
    c => c instanceof Condition && c.kind === 'syntax',
  ),
];

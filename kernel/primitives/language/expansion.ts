/** Internal procedures (`%name`) that the expander's output calls; not meant to be called by hand. */
import { raised } from '../../control/continuable.ts';
import { syntaxRules } from '../../expander/syntax-rules.ts';
import { fail } from '../../values/condition.ts';
import { List } from '../../values/list.ts';
import { list, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, pure } from '../rows.ts';

export const expansion: PrimitiveFamily = kernel => [
  ...effect('%define-macro', 3, 3, 'defines a macro in a namespace', (namespace, name, transformer) => {
    kernel.namespace(namespace).defineMacro(name, transformer);
    return null;
  }),
  ...effect('%define-value', 3, 3, 'defines a value in a namespace', (namespace, name, value) => {
    kernel.namespace(namespace).define(name, value);
    return value;
  }),
  ...pure('%syntax-rules', 2, 2, 'a macro transformer from rules, for a namespace', (spec, namespace) =>
    syntaxRules(list(spec, 'syntax-rules'), kernel.namespace(str(namespace, 'syntax-rules'))),
  ),
  ...pure('%count-fits?', 3, 3, 'whether a number of arguments fits', (args, min, max) => {
    const { length } = list(args, 'case-lambda');
    return length >= min && (max < 0 || length <= max);
  }),
  ...pure('%case-lambda-failed', 1, 1, 'raises: no clause takes so many arguments', args =>
    fail(`case-lambda: no clause takes ${list(args, 'case-lambda').length} arguments`, [args], 'arity'),
  ),
  ...pure('%list-of-length?', 2, 2, 'whether a value is a list of n elements', (v, n) => v instanceof List && v.length === n),
  ...pure(
    '%list-at-least?',
    2,
    2,
    'whether a value is a list of at least n elements',
    (v, n) => v instanceof List && v.length >= n,
  ),
  ...pure('%raised', 1, 1, 'what a guard without else has caught', raised),
  ...pure('%match-failed', 1, 1, 'raises: no pattern fits', v => fail(`match: no clause matches ${kernel.inspect(v)}`, [v])),
];

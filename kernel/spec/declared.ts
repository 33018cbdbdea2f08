/** Counts the tests that a text declares, without evaluating anything, so that a test that never ran cannot go unnoticed. */
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Sym } from '../values/symbol.ts';

/** Forms whose operands are looked into. */
const TRANSPARENT = new Set(['defsuite', 'begin', 'do', 'let', 'let*', 'when']);

export function countDeclared(datum: Value): number {
  if (!(datum instanceof List) || !(datum.at(0) instanceof Sym)) return 0;
  const head = (datum.at(0) as Sym).name;
  if (head === 'deftest') return 1;
  if (!TRANSPARENT.has(head)) return 0;
  let count = 0;
  for (const part of datum.drop(1)) count += countDeclared(part);
  return count;
}

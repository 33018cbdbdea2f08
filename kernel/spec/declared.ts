/** The tests that a text declares, found without evaluating anything, so that a test that never ran cannot go unnoticed. */
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Sym } from '../values/symbol.ts';

export interface Declaration {
  /** Path of the suites around it, joined by ` > `. */
  suite: string;
  test: string;
  /** Offset of the form in the text. */
  pos: number;
}

/** Forms whose operands are looked into. */
const TRANSPARENT = new Set(['begin', 'do', 'let', 'let*', 'when']);

export function declaredTests(data: readonly Value[]): Declaration[] {
  const found: Declaration[] = [];
  const visit = (datum: Value, suites: readonly string[]): void => {
    if (!(datum instanceof List) || !(datum.at(0) instanceof Sym)) return;
    const head = (datum.at(0) as Sym).name;
    if (head === 'deftest') found.push({ suite: suites.join(' > '), test: nameOf(datum.at(1)), pos: datum.pos });
    else if (head === 'defsuite') for (const part of datum.drop(2)) visit(part, [...suites, nameOf(datum.at(1))]);
    else if (TRANSPARENT.has(head)) for (const part of datum.drop(1)) visit(part, suites);
  };
  for (const datum of data) visit(datum, []);
  return found;
}

function nameOf(name: Value): string {
  return name instanceof Sym ? name.name : String(name);
}

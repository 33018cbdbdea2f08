/** Text and data: printing, reading, source positions. */

import type { Kernel } from '../../instance/kernel.ts';
import { literalData } from '../../reader/literal-data.ts';
import { ReadError, readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { Condition, fail, Raise } from '../../values/condition.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { SymbolTable } from '../../values/symbol.ts';
import { displayString, inspect } from '../../values/writer.ts';
import { count, int, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, pure } from '../rows.ts';
import { readChars } from './ports.ts';

/** All data of a text; what the reader refuses is a condition of kind "syntax" that knows its place. */
function read(s: Value, name: Value, symbols: SymbolTable, who: string): Value[] {
  const source = new SourceText(name === undefined ? 'string' : str(name, who), str(s, who));
  try {
    return readAll(source, symbols);
  } catch (e) {
    if (!(e instanceof ReadError)) throw e;
    const condition = new Condition(`${who}: ${e.reason}${e.hint ? ` (${e.hint})` : ''}`, [e.code], 'syntax');
    condition.where = source.locate(e.offset);
    throw new Raise(condition);
  }
}

function withPos(datum: Value, offset: Value): Value {
  // Atoms carry no position; asking to place one is harmless, which keeps tree builders simple.
  if (datum instanceof List) datum.pos = int(offset, 'with-pos');
  return datum;
}

function lineAndColumn(text: Value, offset: Value): List {
  const { line, column } = new SourceText('', str(text, 'text-position')).position(count(offset, 'text-position'));
  return List.of([line, column]);
}

/** Printing announces the text that it makes. */
const charging = (kernel: Kernel) => (bytes: number) => kernel.charge(bytes);

export const text: PrimitiveFamily = kernel => [
  ...pure(
    ['inspect', 'write-to-string', 'serialize', 'sx-serialize'],
    1,
    2,
    '`(inspect x budget?)`: text that reads back equal; at most so many parts',
    (x, budget) =>
      inspect(x, { ...(budget === undefined ? {} : { budget: count(budget, 'inspect') }), charge: charging(kernel) }),
  ),
  ...pure(['display-string', 'display-to-string'], 1, 1, '`(display-string x)`: text for people, strings and chars raw', x =>
    displayString(x, { charge: charging(kernel) }),
  ),
  ...pure(
    ['read-string', 'sx-parse', 'parse'],
    1,
    2,
    '`(read-string text name?)`: list of all data, as code: `{…}` is a `(dict-literal …)` list; `(read-string n port?)`: at most n characters of a port, or the end-of-file object',
    (s, name) => (typeof s === 'number' ? readChars(kernel, s, name) : List.of(read(s, name, kernel.symbols, 'read-string'))),
  ),
  ...pure('read-data', 1, 2, '`(read-data text name?)`: the first datum with its dict literals as dicts', (s, name) => {
    const data = read(s, name, kernel.symbols, 'read-data');
    return data.length > 0 ? literalData(data[0]) : fail('read-data: nothing to read', [], 'syntax');
  }),
  ...pure(
    'literal-data',
    1,
    1,
    '`(literal-data datum)`: a copy in which dict literals are dicts, as `quote` makes it',
    literalData,
  ),
  ...effect('with-pos', 2, 2, '`(with-pos datum offset)`: sets the source offset of a list; answers the datum', withPos),
  ...pure('pos-of', 1, 1, '`(pos-of datum)`: source offset of a list, or -1', d => (d instanceof List ? d.pos : -1)),
  ...pure('text-position', 2, 2, '`(text-position text offset)`: list of line and column, from 1', lineAndColumn),
];

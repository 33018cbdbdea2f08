/** Symbols and keywords. They are interned in the kernel the family is made for. */

import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import { failType, str, sym } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, member, pure } from '../rows.ts';

function keywordName(k: Value): string {
  // A keyword that was evaluated is its name already.
  if (typeof k === 'string') return k;
  return k instanceof Keyword ? k.name : failType('keyword-name', 'keyword', k);
}

export const symbols: PrimitiveFamily = kernel => [
  ...pure(
    ['symbol->string', 'symbol-name'],
    1,
    1,
    '`(symbol->string s)`',
    s => sym(s, 'symbol->string').name,
    ([a], slow) => `(${a} instanceof Sym ? ${member(a!)}.name : ${slow}(${a}))`,
  ),
  ...pure(['string->symbol', 'make-symbol', 'intern'], 1, 1, '`(string->symbol text)`: the symbol of that name', s =>
    s instanceof Sym ? s : kernel.symbols.symbol(str(s, 'string->symbol')),
  ),
  ...pure('keyword-name', 1, 1, '`(keyword-name k)`: its name; a string is answered as it is', keywordName),
  ...pure(['string->keyword', 'make-keyword'], 1, 1, '`(string->keyword text)`: the keyword, as in quoted data', s =>
    kernel.symbols.keyword(str(s, 'string->keyword')),
  ),
  ...effect('gensym', 0, 1, '`(gensym prefix?)`: a fresh symbol, equal to no other', prefix => {
    if (prefix === undefined) return kernel.symbols.gensym();
    return kernel.symbols.gensym(prefix instanceof Sym ? prefix.name : str(prefix, 'gensym'));
  }),
  ...pure('symbol=?', 1, -1, '`(symbol=? a b …)`', (...args) => args.every(s => sym(s, 'symbol=?') === args[0])),
  ...pure('symbol<?', 2, 2, '`(symbol<? a b)`: order of the names', (a, b) => sym(a, 'symbol<?').name < sym(b, 'symbol<?').name),
];

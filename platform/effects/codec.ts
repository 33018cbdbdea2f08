/** SX data as texts that can be read back, for what outlives the kernel. Refuses what is no data: procedures, records, cycles. */
import { literalData } from '../../kernel/reader/literal-data.ts';
import { readAll } from '../../kernel/reader/reader.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { Bytes } from '../../kernel/values/bytes.ts';
import { Char } from '../../kernel/values/char.ts';
import { List } from '../../kernel/values/list.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { Keyword, Sym, type SymbolTable } from '../../kernel/values/symbol.ts';
import { typeName } from '../../kernel/values/type-name.ts';
import { inspect } from '../../kernel/values/writer.ts';
import { failEffect } from './failure.ts';

const DEEPEST = 200;

export function encode(value: Value): string {
  demandData(value, 0);
  return inspect(value);
}

export function decode(text: string, symbols: SymbolTable): Value {
  return literalData(readAll(new SourceText('stored', text), symbols)[0]);
}

function demandData(v: Value, depth: number): void {
  if (v === null || typeof v !== 'object') {
    if (typeof v === 'function') failEffect('invalid', 'a procedure cannot be stored');
    return;
  }
  if (depth > DEEPEST) failEffect('limit', `data may be nested ${DEEPEST} deep, and not be part of themselves`);
  if (v instanceof Map) {
    for (const x of v.values()) demandData(x, depth + 1);
  } else if (v instanceof List) {
    // Such a list would be read as a dict.
    const head = v.at(0);
    if (head instanceof Sym && head.name === 'dict-literal')
      failEffect('invalid', 'a list that begins with dict-literal cannot be stored');
    for (const x of v) demandData(x, depth + 1);
  } else if (Array.isArray(v)) {
    for (const x of v) demandData(x, depth + 1);
  } else if (!(v instanceof Sym || v instanceof Keyword || v instanceof Char || v instanceof Bytes)) {
    failEffect('invalid', `a ${typeName(v)} cannot be stored`);
  }
}

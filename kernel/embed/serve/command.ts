/** Commands of the line protocol as data: one line of text in, commands or complaints out. */
import { ReadError, readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym, type SymbolTable } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';

export type Command =
  | { name: 'epoch'; epoch: number }
  | { name: 'ping' }
  | { name: 'reset' }
  | { name: 'load'; path: string }
  | { name: 'load-source'; source: string }
  | { name: 'eval'; source: string }
  | { name: 'io-response'; epoch: number | null; id: number | null; value: Value }
  | { name: 'io-error'; epoch: number | null; id: number | null; message: string }
  | { name: 'malformed'; complaint: string };

const SHAPES: Readonly<Record<string, string>> = {
  epoch: '(epoch N)',
  ping: '(ping)',
  reset: '(reset)',
  load: '(load "path")',
  'load-source': '(load-source "text")',
  eval: '(eval "text")',
  'io-response': '(io-response value) or (io-response EPOCH ID value)',
  'io-error': '(io-error "message") or (io-error EPOCH ID "message")',
};

/** The commands of a line; none for a blank line or a comment. */
export function parseLine(line: string, symbols: SymbolTable): Command[] {
  try {
    return readAll(new SourceText('line', line), symbols).map(parse);
  } catch (e) {
    if (!(e instanceof ReadError)) throw e;
    const hint = e.code === 'READ_UNCLOSED' ? 'a command is one line' : e.hint;
    return [{ name: 'malformed', complaint: `column ${e.column}: ${e.reason}${hint === '' ? '' : ` (${hint})`}` }];
  }
}

function parse(datum: Value): Command {
  const head = datum instanceof List ? datum.at(0) : undefined;
  if (!(head instanceof Sym)) return malformed(`expected a command in parentheses, got ${inspect(datum, { budget: 20 })}`);
  const shape = SHAPES[head.name];
  if (shape === undefined) return malformed(`unknown command ${head.name}; known are ${Object.keys(SHAPES).join(' ')}`);
  return (
    build(head.name, (datum as List).drop(1).toArray()) ?? malformed(`expected ${shape}, got ${inspect(datum, { budget: 20 })}`)
  );
}

function build(name: string, operands: Value[]): Command | undefined {
  const [a, b, c] = operands;
  const count = operands.length;
  switch (name) {
    case 'ping':
    case 'reset':
      return count === 0 ? { name } : undefined;
    case 'epoch':
      return count === 1 && isCount(a) ? { name, epoch: a } : undefined;
    case 'load':
      return count === 1 && typeof a === 'string' ? { name, path: a } : undefined;
    case 'load-source':
    case 'eval':
      return count === 1 && typeof a === 'string' ? { name, source: a } : undefined;
    case 'io-response':
      if (count === 1) return { name, epoch: null, id: null, value: a };
      return count === 3 && isCount(a) && isCount(b) ? { name, epoch: a, id: b, value: c } : undefined;
    case 'io-error':
      if (count === 1 && typeof a === 'string') return { name, epoch: null, id: null, message: a };
      return count === 3 && isCount(a) && isCount(b) && typeof c === 'string' ? { name, epoch: a, id: b, message: c } : undefined;
    default:
      return undefined;
  }
}

function isCount(v: Value): v is number {
  return Number.isInteger(v) && v >= 0;
}

function malformed(complaint: string): Command {
  return { name: 'malformed', complaint };
}

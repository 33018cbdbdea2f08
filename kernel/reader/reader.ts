/**
 * The reader: text in, data out, one datum per `next()`. Lists carry the offset of their opening parenthesis (or quote
 * mark) in `pos`. Open constructs are kept on an explicit stack, so nesting is limited by memory only. `{k v}` reads as
 * the list `(dict-literal k v)`, since its values may need evaluation. Everything malformed is a `ReadError` that says
 * where, and where the construct it belongs to began.
 */
import { Bytes } from '../values/bytes.ts';
import { type EndOfFile, EOF } from '../values/eof.ts';
import { isSpace, parseNumber, parsePrefixed, startsNumber, tokenEnd } from '../values/lexical.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { DOT, type Sym, type SymbolTable } from '../values/symbol.ts';
import { blockCommentEnd, type Literal, readCharLiteral, readNumberLiteral, readStringLiteral } from './literals.ts';
import { ReadError, type ReadErrorCode } from './read-error.ts';
import type { SourceText } from './source.ts';

export { EOF, ReadError };

enum Open {
  List,
  Dict,
  Vector,
  Bytes,
  /** One datum follows and is wrapped as `(head datum)`. */
  Prefix,
  /** One datum follows and is dropped (`#;`). */
  Discard,
}

const DOT_HINT = 'it stands once in a list, before the datum that is its rest';

/** What a frame is called in messages. */
const WHAT = ['list', 'dict literal', 'vector', 'byte vector', 'prefix', 'datum comment'] as const;

interface Frame {
  readonly open: Open;
  readonly pos: number;
  readonly items: Value[];
  /** Code of the closing bracket; 0 for prefixes. */
  readonly close: number;
  /** Index of the dot among the items; -1: there is none. */
  dot: number;
}

export class Reader {
  private readonly text: string;
  private i = 0;
  private frames: Frame[] = [];
  private readonly quote: Sym;
  private readonly quasiquote: Sym;
  private readonly unquote: Sym;
  private readonly splice: Sym;
  private readonly dictLiteral: Sym;

  constructor(
    private readonly source: SourceText,
    private readonly symbols: SymbolTable,
  ) {
    this.text = source.text;
    this.quote = symbols.symbol('quote');
    this.quasiquote = symbols.symbol('quasiquote');
    this.unquote = symbols.symbol('unquote');
    this.splice = symbols.symbol('splice-unquote');
    this.dictLiteral = symbols.symbol('dict-literal');
    if (this.text.startsWith('#!')) this.skipLine();
  }

  /** Offset just after the last datum read. */
  get offset(): number {
    return this.i;
  }

  next(): Value | EndOfFile {
    const { text } = this;
    for (;;) {
      if (this.i >= text.length) {
        const open = this.frames.at(-1);
        if (open) this.failUnclosed(open);
        return EOF;
      }
      const at = this.i;
      const c = text.charCodeAt(at);
      let value: Value;
      switch (c) {
        case 40: // (
          this.open(Open.List, at, at + 1, 41, []);
          continue;
        case 91: // [
          this.open(Open.List, at, at + 1, 93, []);
          continue;
        case 123: // {
          this.open(Open.Dict, at, at + 1, 125, [this.dictLiteral]);
          continue;
        case 41: // )
        case 93: // ]
        case 125: // }
          value = this.close(c);
          break;
        case 39: // '
          this.open(Open.Prefix, at, at + 1, 0, [this.quote]);
          continue;
        case 96: // `
          this.open(Open.Prefix, at, at + 1, 0, [this.quasiquote]);
          continue;
        case 44: {
          // ,
          const splice = text.charCodeAt(at + 1) === 64;
          this.open(Open.Prefix, at, splice ? at + 2 : at + 1, 0, [splice ? this.splice : this.unquote]);
          continue;
        }
        case 59: // ;
          this.skipLine();
          continue;
        case 34:
          value = this.take(readStringLiteral(this.source, at));
          break;
        case 35: // #
          value = this.hash();
          if (value === undefined) continue;
          break;
        default:
          if (isSpace(c)) {
            this.i++;
            continue;
          }
          value = this.atom(c);
      }
      if (this.frames.length === 0) return value;
      value = this.deliver(value);
      if (value !== undefined) return value;
    }
  }

  /** Hands a datum to what is open; answers it (with its prefixes) if nothing is, else the host's undefined. */
  private deliver(datum: Value): Value | undefined {
    let value = datum;
    for (;;) {
      const frame = this.frames.at(-1);
      if (frame === undefined) return value;
      if (frame.open === Open.Prefix) {
        this.frames.pop();
        frame.items.push(value);
        const list = List.of(frame.items);
        list.pos = frame.pos;
        value = list;
      } else {
        if (frame.open === Open.Discard) this.frames.pop();
        else frame.items.push(value);
        return undefined;
      }
    }
  }

  private open(open: Open, pos: number, after: number, close: number, items: Value[]): void {
    this.frames.push({ open, pos, close, items, dot: -1 });
    this.i = after;
  }

  private close(c: number): Value {
    const frame = this.frames.pop();
    const found = String.fromCharCode(c);
    if (frame === undefined) return this.fail('READ_UNEXPECTED_CLOSE', `unexpected "${found}"`, this.i, 'nothing is open here');
    if (frame.close !== c) {
      if (frame.close === 0)
        this.fail(
          'READ_MISSING_DATUM',
          `expected a datum, found "${found}"`,
          this.i,
          `after the prefix at ${this.source.place(frame.pos)}`,
        );
      this.fail(
        'READ_MISMATCHED_CLOSE',
        `expected "${String.fromCharCode(frame.close)}", found "${found}"`,
        this.i,
        `closing what was opened at ${this.source.place(frame.pos)}`,
      );
    }
    this.i++;
    if (frame.open === Open.Vector) return frame.items;
    if (frame.open === Open.Bytes) {
      if (!frame.items.every(b => Number.isInteger(b) && b >= 0 && b < 256))
        this.fail('READ_BAD_SYNTAX', 'expected bytes 0 to 255', frame.pos);
      return new Bytes(Uint8Array.from(frame.items));
    }
    if (frame.open === Open.Dict && frame.items.length % 2 === 0)
      this.fail('READ_ODD_DICT', 'dict literal has a key without a value', frame.pos);
    const list = List.of(frame.dot < 0 ? frame.items : this.undotted(frame));
    list.pos = frame.pos;
    return list;
  }

  /**
   * `(a . (b c))` is `(a b c)`. With anything else behind it the dot stays, for parameter lists and patterns; whoever takes the list as
   * data or evaluates it refuses it.
   */
  private undotted({ items, dot }: Frame): Value[] {
    if (items.length !== dot + 2) this.fail('READ_BAD_DOT', 'a dot in a list stands before its last datum', this.i - 1, DOT_HINT);
    const tail = items[dot + 1];
    if (tail === null) return items.slice(0, dot);
    if (!(tail instanceof List) || tail.at(0) === this.dictLiteral) return items;
    return items.slice(0, dot).concat(tail.toArray());
  }

  /** A dot by itself. */
  private dot(at: number): Value {
    const frame = this.frames.at(-1);
    if (frame === undefined || frame.open !== Open.List || frame.dot >= 0)
      return this.fail('READ_BAD_DOT', 'unexpected dot', at, DOT_HINT);
    frame.dot = frame.items.length;
    return DOT;
  }

  /** A token that starts with neither a bracket, a quote nor `#`. */
  private atom(c: number): Value {
    const { text } = this;
    const start = this.i;
    if ((c >= 48 && c <= 57) || ((c === 43 || c === 45 || c === 46) && startsNumber(text, start)))
      return this.take(readNumberLiteral(this.source, start));
    const end = tokenEnd(text, start);
    this.i = end;
    if (c === 58) {
      if (end === start + 1) this.fail('READ_BAD_NAME', 'keyword without a name', start);
      return this.symbols.keyword(text.slice(start + 1, end));
    }
    if (c === 36 || c === 37 || c === 94 || c === 124) {
      this.fail('READ_BAD_NAME', `"${text[start]}" cannot start a name`, start, 'names do not begin with $ % ^ or |');
    }
    const token = text.slice(start, end);
    switch (token) {
      case '.':
        return this.dot(start);
      case 'nil':
        return null;
      case 'true':
        return true;
      case 'false':
        return false;
    }
    // A sign in front may begin `+inf.0` and its like; no other word is a number.
    const special = (c === 43 || c === 45) && token.endsWith('.0') ? parseNumber(token) : undefined;
    return special ?? this.symbols.symbol(token);
  }

  /** After `#`. Answers undefined when a frame was opened or a comment skipped. */
  private hash(): Value | undefined {
    const { text } = this;
    const start = this.i;
    const next = text[start + 1];
    switch (next) {
      case '(':
        this.open(Open.Vector, start, start + 2, 41, []);
        return undefined;
      case ';':
        this.open(Open.Discard, start, start + 2, 0, []);
        return undefined;
      case '|':
        this.i = blockCommentEnd(this.source, start);
        return undefined;
      case '\\':
        return this.take(readCharLiteral(this.source, start));
      case '<':
        return this.fail('READ_BAD_SYNTAX', 'this printed form cannot be read back', start);
    }
    const end = tokenEnd(text, start + 1);
    const word = text.slice(start + 1, end);
    this.i = end;
    switch (word) {
      case 't':
      case 'true':
        return true;
      case 'f':
      case 'false':
        return false;
      case 'u8':
        if (text[end] === '(') {
          this.open(Open.Bytes, start, end + 1, 41, []);
          return undefined;
        }
        break;
      case 'symbol':
      case 'keyword': {
        const quote = text.indexOf('"', end);
        if (quote < 0 || text.slice(end, quote).trim() !== '') break;
        const name = this.take(readStringLiteral(this.source, quote));
        return word === 'symbol' ? this.symbols.symbol(name) : this.symbols.keyword(name);
      }
    }
    // `#x1F`, `#e#xFF`.
    const n = parsePrefixed(text.slice(start, end));
    if (n !== undefined) return n;
    if (!/^[\p{L}_]/u.test(word)) this.fail('READ_BAD_SYNTAX', `unknown syntax "#${word || (next ?? '')}"`, start);
    // `#name datum`: a reader macro, applied by whoever evaluates the result.
    this.open(Open.Prefix, start, end, 0, [this.symbols.symbol(`${word}-translate`)]);
    this.open(Open.Prefix, start, end, 0, [this.quote]);
    return undefined;
  }

  private take<T>(literal: Literal<T>): T {
    this.i = literal.end;
    return literal.value;
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.i);
    this.i = end < 0 ? this.text.length : end + 1;
  }

  private failUnclosed(frame: Frame): never {
    const what = WHAT[frame.open];
    const hint =
      frame.close === 0
        ? `nothing follows the ${what} at ${this.source.place(frame.pos)}`
        : `${what} opened at ${this.source.place(frame.pos)} is never closed`;
    return this.fail('READ_UNCLOSED', 'unexpected end of text', this.text.length, hint);
  }

  private fail(code: ReadErrorCode, message: string, offset: number, hint = ''): never {
    throw new ReadError(code, message, this.source, offset, hint);
  }
}

/** All data of a text. */
export function readAll(source: SourceText, symbols: SymbolTable): Value[] {
  const reader = new Reader(source, symbols);
  const data: Value[] = [];
  for (let d = reader.next(); d !== EOF; d = reader.next()) data.push(d);
  return data;
}

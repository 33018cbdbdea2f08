/** Literals whose text is more than a name: numbers, strings, characters; and block comments. */
import { CHAR_NAMES, Char } from '../values/char.ts';
import { isNameUnit, parseNumber, tokenEnd } from '../values/lexical.ts';
import { ReadError } from './read-error.ts';
import type { SourceText } from './source.ts';

/** A literal's value and the offset just after it. */
export interface Literal<T> {
  value: T;
  end: number;
}

/** The number that starts at `start`. A comma ends it, unlike a name. */
export function readNumberLiteral(source: SourceText, start: number): Literal<number | bigint> {
  const { text } = source;
  let end = start;
  let c = text.charCodeAt(end);
  // Short unsigned integers, by far the most frequent, need no conversion from text.
  let n = 0;
  while (c >= 48 && c <= 57 && end - start < 15) {
    n = n * 10 + (c - 48);
    c = text.charCodeAt(++end);
  }
  if (end > start && (end >= text.length || c === 44 || !isNameUnit(c))) return { value: n, end };
  while (end < text.length && c !== 44 && isNameUnit(c)) c = text.charCodeAt(++end);
  const token = text.slice(start, end);
  const value = parseNumber(token);
  if (value === undefined) throw new ReadError('READ_BAD_NUMBER', `malformed number "${token}"`, source, start, '');
  return { value, end };
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0', '"': '"', '\\': '\\' };

/** The string whose opening quote is at `start`. Runs of plain text are copied whole. */
export function readStringLiteral(source: SourceText, start: number): Literal<string> {
  const { text } = source;
  let value = '';
  let from = start + 1;
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) return { value: value === '' ? text.slice(from, i) : value + text.slice(from, i), end: i + 1 };
    if (c !== 92) continue;
    value += text.slice(from, i);
    const e = text[++i] ?? '';
    const plain = ESCAPES[e];
    if (plain !== undefined) {
      value += plain;
    } else if (e === 'u') {
      const hex = text.slice(i + 1, i + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(hex))
        throw new ReadError('READ_BAD_STRING', '\\u needs four hexadecimal digits', source, i - 1, '');
      value += String.fromCharCode(Number.parseInt(hex, 16));
      i += 4;
    } else if (e !== '') {
      throw new ReadError(
        'READ_BAD_STRING',
        `unknown escape "\\${e}"`,
        source,
        i - 1,
        'known are \\" \\\\ \\n \\r \\t \\0 \\uXXXX',
      );
    }
    from = i + 1;
  }
  throw new ReadError(
    'READ_UNCLOSED',
    'unexpected end of text',
    source,
    text.length,
    `string opened at ${source.place(start)} is never closed`,
  );
}

const NAMED_CHARS = new Map(CHAR_NAMES);

/** The character whose `#` is at `start`: one code point, a name, or `x` and hexadecimal digits. */
export function readCharLiteral(source: SourceText, start: number): Literal<Char> {
  const { text } = source;
  const first = text.codePointAt(start + 2);
  if (first === undefined) throw new ReadError('READ_BAD_CHAR', 'expected a character after #\\', source, start, '');
  const single = start + 2 + (first > 0xffff ? 2 : 1);
  const end = isNameUnit(text.charCodeAt(start + 2)) ? tokenEnd(text, single) : single;
  if (end === single) return { value: Char.of(first), end };
  const name = text.slice(start + 2, end);
  const code = NAMED_CHARS.get(name) ?? (/^x[0-9a-fA-F]{1,6}$/.test(name) ? Number.parseInt(name.slice(1), 16) : -1);
  if (code < 0 || code > 0x10ffff) throw new ReadError('READ_BAD_CHAR', `unknown character name "${name}"`, source, start, '');
  return { value: Char.of(code), end };
}

/** Offset after the block comment (which may hold others) that opens at `start`. */
export function blockCommentEnd(source: SourceText, start: number): number {
  const mark = /#\||\|#/g;
  mark.lastIndex = start;
  for (let depth = 0; ; ) {
    const m = mark.exec(source.text);
    if (m === null)
      throw new ReadError(
        'READ_UNCLOSED',
        'unexpected end of text',
        source,
        source.text.length,
        `block comment opened at ${source.place(start)} is never closed`,
      );
    depth += m[0] === '#|' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
}

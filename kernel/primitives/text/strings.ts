/** Strings as sequences of UTF-16 code units: access, search, cutting and joining. Indices count code units. */
import { Char } from '../../values/char.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { strText } from '../../values/writer.ts';
import { char, count, elements, failIndex, failRange, int, isIndex, num, range, relativeRange, str, vec } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { indexTest, member, onStrings, pure } from '../rows.ts';

/** A text argument where a character does as well. */
export function text(v: Value, who: string): string {
  return v instanceof Char ? v.text : str(v, who);
}

const inside = (s: string, i: string): string => `typeof ${s} === "string" && ${indexTest(i, `${member(s)}.length`)}`;

function unitAt(s: Value, i: Value): number {
  const t = str(s, 'char-code-at');
  return isIndex(i, t.length) ? t.charCodeAt(i) : failIndex('char-code-at', i, t.length);
}

function unitOrNone(s: Value, i: Value): number {
  const t = str(s, 'code-at');
  const at = num(i, 'code-at');
  return isIndex(at, t.length) ? t.charCodeAt(at) : -1;
}

function codePoint(s: Value, i: Value): number {
  const t = str(s, 'code-point-at');
  return isIndex(i, t.length) ? (t.codePointAt(i) as number) : failIndex('code-point-at', i, t.length);
}

function concat(...parts: Value[]): string {
  if (parts.length === 2) return text(parts[0], 'string-append') + text(parts[1], 'string-append');
  let out = '';
  for (const p of parts) out += text(p, 'string-append');
  return out;
}

function display(...parts: Value[]): string {
  let out = '';
  for (const p of parts) out += typeof p === 'string' ? p : strText(p);
  return out;
}

function indexOf(s: Value, needle: Value, from: Value): number {
  return str(s, 'string-index-of').indexOf(
    text(needle, 'string-index-of'),
    from === undefined ? 0 : int(from, 'string-index-of'),
  );
}

function lastIndexOf(s: Value, needle: Value, from: Value): number {
  return str(s, 'string-last-index-of').lastIndexOf(
    text(needle, 'string-last-index-of'),
    from === undefined ? Infinity : int(from, 'string-last-index-of'),
  );
}

/** `(string-join list sep?)`; the separator may also come first. */
function join(a: Value, b: Value): string {
  const separatorFirst = typeof a === 'string' || a instanceof Char;
  const separator = separatorFirst ? a : (b ?? '');
  return elements(separatorFirst ? (b ?? null) : a, 'string-join')
    .map(strText)
    .join(text(separator, 'string-join'));
}

function split(s: Value, separator: Value): List {
  const t = str(s, 'string-split');
  if (separator !== undefined && separator !== null) return List.of(t.split(text(separator, 'string-split')));
  return List.of(t.trim() === '' ? [] : t.trim().split(/\s+/));
}

function repeat(s: Value, n: Value): string {
  const t = text(s, 'string-repeat');
  const times = count(n, 'string-repeat');
  // The host's limit is a bare RangeError; state it as ours.
  return t.length * times < 2 ** 29 - 24 ? t.repeat(times) : failRange('string-repeat', 'result too long', [n]);
}

function pad(who: string, place: 'padStart' | 'padEnd') {
  return (s: Value, n: Value, fill: Value): string =>
    str(s, who)[place](count(n, who), fill === undefined ? ' ' : text(fill, who));
}

function fromUnits(...codes: Value[]): string {
  if (codes.length === 1) return String.fromCharCode(num(codes[0], 'from-char-code'));
  let out = '';
  for (const c of codes) out += String.fromCharCode(num(c, 'from-char-code'));
  return out;
}

function fromCodePoints(...codes: Value[]): string {
  let out = '';
  for (const c of codes) {
    const code = c instanceof Char ? c.code : int(c, 'from-code-point');
    if (code < 0 || code > 0x10ffff) failRange('from-code-point', `no code point ${code}`, [code]);
    out += String.fromCodePoint(code);
  }
  return out;
}

function charAt(s: Value, i: Value): Char {
  const t = str(s, 'string-ref');
  return isIndex(i, t.length) ? Char.of(t.codePointAt(i) as number) : failIndex('string-ref', i, t.length);
}

export const strings: PrimitiveFamily = () => [
  ...pure(
    'str',
    0,
    -1,
    '`(str x …)`: the texts of all arguments joined; strings and chars raw, nil empty, the rest readable',
    display,
    onStrings((a, b) => `${a} + ${b}`),
    2,
  ),
  ...pure(
    'string-append',
    0,
    -1,
    '`(string-append s …)`: strings or chars joined',
    concat,
    onStrings((a, b) => `${a} + ${b}`),
    2,
  ),
  ...pure(
    'string-length',
    1,
    1,
    '`(string-length s)`: in code units',
    s => str(s, 'string-length').length,
    ([a], slow) => `(typeof ${a} === "string" ? ${member(a!)}.length : ${slow}(${a}))`,
  ),
  ...pure('string-ref', 2, 2, '`(string-ref s i)`: the char that starts at code unit i', charAt),
  ...pure('substring', 2, 3, '`(substring s start end?)`: bounds must lie inside s', (s, a, b) => {
    const t = str(s, 'substring');
    const [start, end] = range(a, b, t.length, 'substring');
    return t.slice(start, end);
  }),
  ...pure(
    'string-slice',
    2,
    3,
    '`(string-slice s start end?)`: negative bounds count from the end, bounds outside are cut',
    (s, a, b) => {
      const t = str(s, 'string-slice');
      const [start, end] = relativeRange(a, b, t.length, 'string-slice');
      return t.slice(start, end);
    },
  ),
  ...pure('string-copy', 1, 3, '`(string-copy s start? end?)`', (s, a, b) => {
    const t = str(s, 'string-copy');
    const [start, end] = range(a, b, t.length, 'string-copy');
    return t.slice(start, end);
  }),
  ...pure(
    'char-code-at',
    2,
    2,
    '`(char-code-at s i)`: code unit i',
    unitAt,
    ([s, i], slow) => `(${inside(s!, i!)} ? ${member(s!)}.charCodeAt(${i}) : ${slow}(${s}, ${i}))`,
  ),
  ...pure(
    'code-at',
    2,
    2,
    '`(code-at s i)`: code unit i, or -1 outside the string',
    unitOrNone,
    ([s, i], slow) => `(${inside(s!, i!)} ? ${member(s!)}.charCodeAt(${i}) : ${slow}(${s}, ${i}))`,
  ),
  ...pure(
    'code-point-at',
    2,
    2,
    '`(code-point-at s i)`: code point that starts at code unit i',
    codePoint,
    ([s, i], slow) => `(${inside(s!, i!)} ? ${member(s!)}.codePointAt(${i}) : ${slow}(${s}, ${i}))`,
  ),
  ...pure(
    ['from-char-code', 'char-from-code'],
    0,
    -1,
    '`(from-char-code n …)`: string of these code units',
    fromUnits,
    ([a], slow) => `(typeof ${a} === "number" ? String.fromCharCode(${a}) : ${slow}(${a}))`,
    1,
  ),
  ...pure('from-code-point', 0, -1, '`(from-code-point n …)`: string of these code points', fromCodePoints),
  ...pure('string-index-of', 2, 3, '`(string-index-of s needle from?)`: index, or -1', indexOf),
  ...pure('string-last-index-of', 2, 3, '`(string-last-index-of s needle from?)`: index, or -1', lastIndexOf),
  ...pure(['string-starts-with?', 'starts-with?', 'string-prefix?'], 2, 3, '`(string-starts-with? s prefix from?)`', (s, p, i) =>
    str(s, 'string-starts-with?').startsWith(text(p, 'string-starts-with?'), i === undefined ? 0 : int(i, 'string-starts-with?')),
  ),
  ...pure(['string-ends-with?', 'ends-with?', 'string-suffix?'], 2, 2, '`(string-ends-with? s suffix)`', (s, p) =>
    str(s, 'string-ends-with?').endsWith(text(p, 'string-ends-with?')),
  ),
  ...pure('string-contains?', 2, 2, '`(string-contains? s needle)`', (s, p) =>
    str(s, 'string-contains?').includes(text(p, 'string-contains?')),
  ),
  ...pure(['string-join', 'join'], 1, 2, '`(string-join list sep?)`: display forms joined; the separator may come first', join),
  ...pure(
    ['string-split', 'split'],
    1,
    2,
    '`(string-split s sep?)`: list of the pieces; at white space without a separator',
    split,
  ),
  ...pure('string-repeat', 2, 2, '`(string-repeat s n)`', repeat),
  ...pure(['string-replace', 'replace'], 3, 3, '`(string-replace s old new)`: every occurrence', (s, a, b) =>
    str(s, 'string-replace').split(text(a, 'string-replace')).join(text(b, 'string-replace')),
  ),
  ...pure('string-replace-first', 3, 3, '`(string-replace-first s old new)`: the first occurrence', (s, a, b) =>
    str(s, 'string-replace-first').replace(text(a, 'string-replace-first'), () => text(b, 'string-replace-first')),
  ),
  ...pure(
    'string-pad-left',
    2,
    3,
    '`(string-pad-left s n fill?)`: filled on the left to n code units',
    pad('string-pad-left', 'padStart'),
  ),
  ...pure(
    'string-pad-right',
    2,
    3,
    '`(string-pad-right s n fill?)`: filled on the right to n code units',
    pad('string-pad-right', 'padEnd'),
  ),
  ...pure('make-string', 1, 2, '`(make-string n fill?)`', (n, fill) =>
    repeat(fill === undefined ? ' ' : text(fill, 'make-string'), n),
  ),
  ...pure('string', 0, -1, '`(string c …)`: string of these chars or strings', concat),
  ...pure('string->list', 1, 3, '`(string->list s start? end?)`: its chars', (s, a, b) => {
    const [start, end] = range(a, b, str(s, 'string->list').length, 'string->list');
    return List.of(Array.from(s.slice(start, end) as string, c => Char.of(c.codePointAt(0) as number)));
  }),
  ...pure('list->string', 1, 1, '`(list->string chars)`: chars (or strings) joined', l =>
    elements(l, 'list->string').reduce((out: string, c) => out + text(c, 'list->string'), ''),
  ),
  ...pure('string->vector', 1, 3, '`(string->vector s start? end?)`: its chars', (s, a, b) => {
    const [start, end] = range(a, b, str(s, 'string->vector').length, 'string->vector');
    return Array.from(s.slice(start, end) as string, c => Char.of(c.codePointAt(0) as number));
  }),
  ...pure('vector->string', 1, 3, '`(vector->string v start? end?)`: its chars joined', (v, a, b) => {
    const [start, end] = range(a, b, vec(v, 'vector->string').length, 'vector->string');
    return v
      .slice(start, end)
      .map((c: Value) => char(c, 'vector->string').text)
      .join('');
  }),
];

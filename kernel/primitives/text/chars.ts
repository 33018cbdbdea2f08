/** Characters: one Unicode code point each. Case and category follow Unicode's simple mappings. */
import { Char } from '../../values/char.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { Value } from '../../values/procedure.ts';
import { char, failRange, int } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { member, pure } from '../rows.ts';
import { foldChar } from './case-folding.ts';

/** Case mapping of one code point; mappings to several code points are left out, as R7RS asks. */
function mapCase(c: Char, f: (s: string) => string): Char {
  const mapped = f(c.text);
  const code = mapped.codePointAt(0) as number;
  return mapped.length === (code > 0xffff ? 2 : 1) ? Char.of(code) : c;
}

const up = (c: Char): Char => mapCase(c, s => s.toUpperCase());
const down = (c: Char): Char => mapCase(c, s => s.toLowerCase());
const fold = (c: Char): Char => mapCase(c, foldChar);

function fromInteger(n: Value): Char {
  const code = int(n, 'integer->char');
  return code >= 0 && code <= 0x10ffff ? Char.of(code) : failRange('integer->char', `no code point ${code}`, [code]);
}

function comparison(op: string, holds: (a: number, b: number) => boolean): PrimitiveSpec[] {
  const make = (name: string, key: (c: Char) => Char): PrimitiveSpec[] =>
    pure(name, 1, -1, `\`(${name} a b …)\``, (...args: Value[]) => {
      const codes = args.map(c => key(char(c, name)).code);
      return codes.every((c, i) => i === 0 || holds(codes[i - 1] as number, c));
    });
  return [...make(`char${op}?`, c => c), ...make(`char-ci${op}?`, fold)];
}

function category(name: string, doc: string, pattern: RegExp): PrimitiveSpec[] {
  return pure(name, 1, 1, `\`(${name} c)\`: ${doc}`, c => pattern.test(char(c, name).text));
}

/** Value of a decimal digit of any script, or nil. */
function digitValue(c: Char): number | null {
  if (!/^\p{Nd}$/u.test(c.text)) return null;
  // Digits of a script come in runs of ten, in order; where runs adjoin, the first still begins with a zero.
  let first = c.code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return (c.code - first) % 10;
}

export const chars: PrimitiveFamily = () => [
  ...pure(
    ['char->integer', 'char-code'],
    1,
    1,
    '`(char->integer c)`: its code point',
    c => char(c, 'char->integer').code,
    ([a], slow) => `(${a} instanceof Char ? ${member(a!)}.code : ${slow}(${a}))`,
  ),
  ...pure('integer->char', 1, 1, '`(integer->char n)`: the character of a code point', fromInteger),
  ...pure('char->string', 1, 1, '`(char->string c)`', c => char(c, 'char->string').text),
  ...pure('char-upcase', 1, 1, '`(char-upcase c)`', c => up(char(c, 'char-upcase'))),
  ...pure('char-downcase', 1, 1, '`(char-downcase c)`', c => down(char(c, 'char-downcase'))),
  ...pure('char-foldcase', 1, 1, '`(char-foldcase c)`', c => fold(char(c, 'char-foldcase'))),
  ...comparison('=', (a, b) => a === b),
  ...comparison('<', (a, b) => a < b),
  ...comparison('>', (a, b) => a > b),
  ...comparison('<=', (a, b) => a <= b),
  ...comparison('>=', (a, b) => a >= b),
  ...category('char-alphabetic?', 'a letter', /^\p{Alphabetic}$/u),
  ...category('char-numeric?', 'a decimal digit', /^\p{Nd}$/u),
  ...category('char-whitespace?', 'white space', /^\p{White_Space}$/u),
  ...category('char-upper-case?', 'an upper-case letter', /^\p{Uppercase}$/u),
  ...category('char-lower-case?', 'a lower-case letter', /^\p{Lowercase}$/u),
  ...pure('digit-value', 1, 1, '`(digit-value c)`: 0 to 9, or nil', c => digitValue(char(c, 'digit-value'))),
];

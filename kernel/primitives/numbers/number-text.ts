/** Numbers and text: parsing, formatting, radix conversion, exactness conversions. */

import { parsePrefixed } from '../../values/lexical.ts';
import { numberText } from '../../values/number-text.ts';
import type { Value } from '../../values/procedure.ts';
import { failRange, failType, int, num, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

export function radix(v: Value, who: string): number {
  const r = int(v, who);
  return r >= 2 && r <= 36 ? r : failRange(who, `radix ${r} out of range [2, 36]`, [r]);
}

function digits(v: Value, who: string, low: number): number | undefined {
  if (v === undefined || v === null) return undefined;
  const d = int(v, who);
  return d >= low && d <= 100 ? d : failRange(who, `digits ${d} out of range [${low}, 100]`, [d]);
}

function toText(n: Value, r: Value): string {
  if (typeof n === 'bigint') return n.toString(r === undefined ? 10 : radix(r, 'number->string'));
  const x = num(n, 'number->string');
  if (r === undefined || r === 10 || !Number.isFinite(x)) return numberText(x);
  // The host's digits of large integers are rounded in their radix.
  const exact = Number.isInteger(x) && !Number.isSafeInteger(x) ? BigInt(x) : x;
  return exact.toString(radix(r, 'number->string'));
}

/** A number literal of the dialect and nothing around it; nil for anything else. */
function parse(s: string, r: Value): number | null {
  const n = parsePrefixed(s, r === undefined ? 10 : radix(r, 'string->number'));
  return typeof n === 'number' ? n : null;
}

/** The leading integer of a text, as a form field or query parameter may hold it. */
function parseInteger(s: Value, fallback: Value): Value {
  if (typeof s === 'number') return Math.trunc(s);
  const m = typeof s === 'string' ? /^\s*([+-]?\d+)/.exec(s) : null;
  return m ? Number(m[1]) + 0 : (fallback ?? null);
}

function parseFloating(s: Value, fallback: Value): Value {
  if (typeof s === 'number') return s;
  const m = typeof s === 'string' ? /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(s) : null;
  return m ? Number(m[1]) : (fallback ?? null);
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function exact(x: Value): Value {
  if (typeof x === 'bigint') return x;
  return Number.isFinite(num(x, 'exact')) ? x + 0 : failRange('exact', `no exact value for ${numberText(x)}`, [x]);
}

export const numberConversions: PrimitiveFamily = () => [
  ...pure('number->string', 1, 2, '`(number->string n radix?)`: shortest text that reads back equal', toText),
  ...pure('number->radix', 2, 2, "`(number->radix n radix)`: the host's digits in radix 2 to 36, fraction included", (n, r) =>
    num(n, 'number->radix').toString(radix(r, 'number->radix')),
  ),
  ...pure('number->fixed', 2, 2, '`(number->fixed n digits)`: exactly so many decimals', (n, d) =>
    num(n, 'number->fixed').toFixed(digits(d, 'number->fixed', 0)),
  ),
  ...pure('number->exponential', 1, 2, '`(number->exponential n digits?)`', (n, d) =>
    num(n, 'number->exponential').toExponential(digits(d, 'number->exponential', 0)),
  ),
  ...pure('number->precision', 2, 2, '`(number->precision n digits)`: so many significant digits', (n, d) =>
    num(n, 'number->precision').toPrecision(digits(d, 'number->precision', 1)),
  ),
  ...pure('format-decimal', 1, 2, '`(format-decimal n places?)`: fixed decimals, 2 unless told otherwise', (n, d) =>
    num(typeof n === 'string' ? Number(n) : n, 'format-decimal').toFixed(digits(d, 'format-decimal', 0) ?? 2),
  ),
  ...pure(
    ['string->number', 'parse-number'],
    1,
    2,
    '`(string->number s radix?)`: the number a literal stands for, or nil',
    (s, r) => parse(str(s, 'string->number'), r),
  ),
  ...pure('parse-decimal', 1, 1, '`(parse-decimal s)`: value of a plain decimal literal without blanks, or nil', s =>
    DECIMAL.test(str(s, 'parse-decimal')) ? Number(s) : null,
  ),
  ...pure('parse-int', 1, 2, '`(parse-int s default?)`: the integer at the start of a text, or the default', parseInteger),
  ...pure('parse-float', 1, 2, '`(parse-float s default?)`: the number at the start of a text, or the default', parseFloating),
  ...pure(['exact', 'inexact->exact'], 1, 1, '`(exact x)`: x itself; +inf.0, -inf.0 and +nan.0 are refused', exact),
  ...pure(['inexact', 'exact->inexact'], 1, 1, '`(inexact x)`: x as a double', x =>
    typeof x === 'bigint' ? Number(x) : num(x, 'inexact'),
  ),
  ...pure('number->float-bits', 1, 1, '`(number->float-bits x)`: the 64 bits of x as a bigint', x => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, num(x, 'number->float-bits'));
    return view.getBigUint64(0);
  }),
  ...pure('float-bits->number', 1, 1, '`(float-bits->number b)`: the double with these 64 bits', b => {
    if (typeof b !== 'bigint') return failType('float-bits->number', 'bigint', b);
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt.asUintN(64, b));
    return view.getFloat64(0);
  }),
];

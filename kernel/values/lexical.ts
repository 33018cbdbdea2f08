/** Character classes and number syntax, shared by the reader and the writer so that what is written reads back. */

const SPACE = 1;
const DELIMITER = 2;

const CLASS = new Uint8Array(128);
for (let c = 0; c <= 32; c++) CLASS[c] = SPACE;
for (const c of '()[]{}";\'`') CLASS[c.charCodeAt(0)] = DELIMITER;

/** A wide code unit that separates tokens: no-break space, line separators, byte order mark and the other blanks. */
function wideSpace(c: number): boolean {
  return c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029 || (c >= 0x2000 && c <= 0x200a) || c === 0x3000;
}

export function isSpace(c: number): boolean {
  return c < 128 ? CLASS[c] === SPACE : wideSpace(c);
}

/** True inside names. A comma inside a name is part of it; at the start of a datum it is unquote. */
export function isNameUnit(c: number): boolean {
  return c < 128 ? CLASS[c] === 0 : !wideSpace(c);
}

/** End of the token that starts at `from`. */
export function tokenEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && isNameUnit(text.charCodeAt(i))) i++;
  return i;
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** True if the token at `i` can only be a number: a digit, or a sign or dot in front of one. */
export function startsNumber(text: string, i: number): boolean {
  let c = text.charCodeAt(i);
  if (isDigit(c)) return true;
  if (c === 43 || c === 45) c = text.charCodeAt(++i);
  if (c === 46) c = text.charCodeAt(i + 1);
  return isDigit(c);
}

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const BIGINT = /^[+-]?\d+n$/;

/** The radix that a letter after `#` stands for. */
const RADIX: Record<string, number> = { x: 16, o: 8, b: 2, d: 10 };

/** Value of a number token, or undefined. `1/4` is read as the double it stands for; an integer is never -0. */
export function parseNumber(token: string): number | bigint | undefined {
  if (INTEGER.test(token)) return Number(token) + 0;
  if (DECIMAL.test(token)) return Number(token);
  if (BIGINT.test(token)) return BigInt(token.charCodeAt(0) === 43 ? token.slice(1, -1) : token.slice(0, -1));
  return special(token) ?? ratio(token, 10);
}

function special(token: string): number | undefined {
  switch (token) {
    case '+inf.0':
      return Infinity;
    case '-inf.0':
      return -Infinity;
    case '+nan.0':
    case '-nan.0':
      return NaN;
  }
  return undefined;
}

/** Integer or fraction in a radix (`1F`, `-a/2`), or undefined. */
function ratio(digits: string, radix: number): number | undefined {
  const m = /^([+-]?)([0-9a-z]+)(?:\/([0-9a-z]+))?$/i.exec(digits);
  if (!m) return undefined;
  const above = integerIn(m[2] as string, radix);
  const below = m[3] === undefined ? 1 : integerIn(m[3], radix);
  if (above === undefined || below === undefined || below === 0) return undefined;
  return (m[1] === '-' ? -above : above) / below + 0;
}

function integerIn(digits: string, radix: number): number | undefined {
  // Beyond 2^53 only the digits together say which double is nearest.
  let n = 0n;
  for (const d of digits) {
    const v = Number.parseInt(d, 36);
    if (v >= radix) return undefined;
    n = n * BigInt(radix) + BigInt(v);
  }
  return Number(n);
}

/**
 * Value of a number as programs write it (R7RS 7.1.1): prefixes for radix and exactness in either order, in either case, each at most
 * once; then a number in that radix. `#e` demands an integer, since those are the exact numbers.
 */
export function parsePrefixed(text: string, fallback = 10): number | bigint | undefined {
  let [rest, radix, exactness] = [text, 0, ''];
  while (rest[0] === '#') {
    const letter = (rest[1] ?? '').toLowerCase();
    if (RADIX[letter] !== undefined && radix === 0) radix = RADIX[letter];
    else if ((letter === 'e' || letter === 'i') && exactness === '') exactness = letter;
    else return undefined;
    rest = rest.slice(2);
  }
  if (radix === 0) radix = fallback;
  const n = radix === 10 ? parseNumber(rest) : (special(rest) ?? ratio(rest, radix));
  return exactness === 'e' && !(typeof n === 'bigint' || Number.isInteger(n)) ? undefined : n;
}

const RESERVED = new Set(['nil', 'true', 'false', '+inf.0', '-inf.0', '+nan.0', '-nan.0']);
const BAD_START = new Set(['$', '%', '^', '|', ':', '#', ',']);

/** True if the name, written as it is, reads back as one token of name units. */
export function isToken(name: string): boolean {
  return name !== '' && tokenEnd(name, 0) === name.length;
}

/** True if the name, written as it is, reads back as a symbol of that name. */
export function isPlainSymbol(name: string): boolean {
  return isToken(name) && name !== '.' && !BAD_START.has(name[0] as string) && !RESERVED.has(name) && !startsNumber(name, 0);
}

/**
 * Full case folding of Unicode, which is what R7RS compares case-insensitive texts by: code point by code point, whatever stands around
 * it (lower case is not: a final sigma depends on its word). The host has no operation for it; small of capital is the same but for
 * the exceptions below.
 */

const EXCEPTIONS = new Map([
  // Dotless i has a capital, which is that of i.
  ['\u0131', '\u0131'],
  ['\u1e9e', 'ss'],
]);

/** Small Cherokee letters are the younger ones, and fold to the others. */
const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/;

export function foldCase(text: string): string {
  let out = '';
  for (const ch of text) out += foldOne(ch);
  return out;
}

function foldOne(ch: string): string {
  if (ch < '\u0080') return ch.toLowerCase();
  if (CHEROKEE.test(ch)) return ch.toUpperCase();
  return EXCEPTIONS.get(ch) ?? ch.toUpperCase().toLowerCase().replace('ς', 'σ');
}

/** Simple folding: of one code point one code point. */
export function foldChar(ch: string): string {
  const full = foldOne(ch);
  return [...full].length === 1 ? full : [...ch.toLowerCase()].length === 1 ? ch.toLowerCase() : ch;
}

/** Case folding against the host's case-insensitive regular expressions, which use simple folding. */
import { describe, expect, it } from 'vitest';
import { foldCase, foldChar } from './case-folding.ts';

describe('case folding', () => {
  it.each([
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['ẞ', 'ss'],
    ['ΑΣΣ', 'ασσ'],
    ['ας', 'ασ'],
    ['ΑΣ ΑΣ', 'ασ ασ'],
    ['ıI', 'ıi'],
    ['ﬁ', 'fi'],
    ['\u13f8\uab70\u13a0', '\u13f0\u13a0\u13a0'],
    ['\ud800', '\ud800'],
  ])('of %s', (text, folded) => {
    expect(foldCase(text)).toBe(folded);
  });

  it('is the same for what differs in case, and does nothing to what is folded', () => {
    const wrong: string[] = [];
    for (let c = 0; c < 0x110000; c++) {
      const ch = String.fromCodePoint(c);
      if (ch.toLowerCase() === ch && ch.toUpperCase() === ch) continue;
      const folded = foldCase(ch);
      if (foldCase(folded) !== folded) wrong.push(ch);
      const simple = foldChar(ch);
      // The dotted capital I has no simple folding, and the host's pattern none for it either.
      if (!new RegExp(`^${simple}$`, 'iu').test(ch)) wrong.push(ch);
    }
    expect(wrong).toEqual([]);
  });
});

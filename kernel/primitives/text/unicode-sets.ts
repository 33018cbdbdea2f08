/**
 * Sets of code points and strings that the host's own property escapes define, enumerated: receives a property as it
 * stands between the braces of `\p{…}` and answers plain vectors. Nothing here is kept; `unicode.ts` does that.
 */

import type { Value } from '../../values/procedure.ts';

const LAST = 0x10ffff;

/** All code points but surrogates, in order. */
function everyCodePoint(): string {
  const parts: string[] = [];
  for (let from = 0; from <= LAST; from += 4096) {
    if (from >= 0xd800 && from <= 0xdfff) continue;
    const block: number[] = [];
    for (let c = from; c < from + 4096; c++) if (c < 0xd800 || c > 0xdfff) block.push(c);
    parts.push(String.fromCodePoint(...block));
  }
  return parts.join('');
}

/** The code point at an offset of that text; offsets inside a pair do not occur. */
function codePointAt(offset: number): number {
  if (offset < 0xd800) return offset;
  const bmp = 0x10000 - 0x800;
  return offset < bmp ? offset + 0x800 : 0x10000 + (offset - bmp) / 2;
}

/** That text, made when first needed; it is the same for every kernel. */
let text: string | undefined;

function compiled(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

/** `[low, high, …]` of a property of code points, or null. */
export function propertyRanges(name: string): Value {
  const pattern = /^\w+(?:=\w+)?$/.test(name) ? compiled(`\\p{${name}}+`, 'gu') : null;
  if (!pattern) return null;
  text ??= everyCodePoint();
  const surrogates = pattern.test('\ud800');
  pattern.lastIndex = 0;
  const ranges: number[] = [];
  const add = (low: number, high: number): void => {
    if (ranges.length > 0 && ranges[ranges.length - 1] === low - 1) ranges[ranges.length - 1] = high;
    else ranges.push(low, high);
  };
  let waiting = surrogates;
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    const low = codePointAt(m.index);
    const high = codePointAt(m.index + m[0].length) - 1;
    if (low < 0xd800 && high >= 0xe000) {
      // A run across the surrogates, which are not in the text.
      add(low, 0xd7ff);
      if (waiting) add(0xd800, 0xdfff);
      waiting = false;
      add(0xe000, high);
      continue;
    }
    if (waiting && low >= 0xe000) {
      add(0xd800, 0xdfff);
      waiting = false;
    }
    add(low, Math.min(high, low < 0xd800 ? 0xd7ff : high));
  }
  if (waiting) add(0xd800, 0xdfff);
  return ranges;
}

/** Groups of code points with the same canonical form (22.2.2.7.3 Canonicalize), each of two or more members. */
export function caseGroups(folding: boolean): Value {
  return folding ? foldingGroups() : mappingGroups();
}

function mappingGroups(): Value {
  const groups = new Map<number, number[]>();
  for (let c = 0; c <= 0xffff; c++) {
    const upper = String.fromCharCode(c).toUpperCase();
    let canonical = c;
    if (upper.length === 1) {
      const u = upper.charCodeAt(0);
      if (!(c >= 128 && u < 128)) canonical = u;
    }
    add(groups, canonical, c);
  }
  return [...groups.values()].filter(g => g.length > 1);
}

function foldingGroups(): Value {
  // Candidates share a full upper case form or its lower case; the host's own matching decides.
  const candidates = new Map<string, number[]>();
  text ??= everyCodePoint();
  for (const m of text.matchAll(/\p{Changes_When_Casemapped}/gu)) {
    add(candidates, m[0].toUpperCase().toLowerCase().toUpperCase(), m[0].codePointAt(0)!);
  }
  const found: number[][] = [];
  for (const group of candidates.values()) {
    let rest = group;
    while (rest.length > 1) {
      const same = new RegExp(`^\\u{${rest[0]!.toString(16)}}$`, 'iu');
      const equal = rest.filter(c => same.test(String.fromCodePoint(c)));
      if (equal.length > 1) found.push(equal);
      rest = rest.filter(c => !equal.includes(c));
    }
  }
  return found.sort((a, b) => a[0]! - b[0]!);
}

function add<K>(groups: Map<K, number[]>, key: K, c: number): void {
  const group = groups.get(key);
  if (group) group.push(c);
  else groups.set(key, [c]);
}

const ZWJ = '\u200d';
const TONES = ['\u{1f3fb}', '\u{1f3fc}', '\u{1f3fd}', '\u{1f3fe}', '\u{1f3ff}'];

/** One emoji for every kind of first element of a joined sequence that is not of a person, and some persons. */
const SINGLE_HEADS =
  '\u{1f9d1}\u{1f469}\u{1f468}\u{1f3c3}\u{1f3f3}\u{1f3f4}\u{1f408}\u{1f415}\u{1f43b}\u{1f426}\u{1f441}\u2764\u{1f62e}\u{1f635}\u{1f636}\u{1f642}\u{1f34b}\u{1f344}\u26d3';

/** The strings of a property of strings, or null. */
export function propertyStrings(name: string): Value {
  const pattern = /^\w+$/.test(name) ? compiled(`^\\p{${name}}$`, 'v') : null;
  if (!pattern || compiled(pattern.source, 'u')) return null;
  return emojiCandidates().filter(s => pattern.test(s));
}

function members(pattern: RegExp): string[] {
  text ??= everyCodePoint();
  return [...text.matchAll(pattern)].map(m => m[0]);
}

/** Every sequence that can be one of the properties of UTS #51; the host picks the real ones. */
function emojiCandidates(): string[] {
  const emoji = members(/\p{Emoji}/gu);
  const bases = members(/\p{Emoji_Modifier_Base}/gu);
  const flags = members(/\p{Regional_Indicator}/gu);
  const found = new Set<string>();
  for (const c of emoji) found.add(c).add(`${c}\ufe0f`);
  for (const c of '0123456789#*') found.add(`${c}\ufe0f\u20e3`);
  for (const a of flags) for (const b of flags) found.add(a + b);
  for (const region of ['gbeng', 'gbsct', 'gbwls']) {
    found.add(`\u{1f3f4}${[...region].map(c => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}\u{e007f}`);
  }
  const toned = (c: string): string[] => [c, ...TONES.map(t => c + t)];
  for (const c of bases) for (const t of TONES) found.add(c + t);
  // ZWJ sequences: an element, perhaps with a tone or U+FE0F, joined to a second and so on.
  const joins = (left: readonly string[], right: readonly string[]): void => {
    for (const a of left) for (const b of right) found.add(a + ZWJ + b);
  };
  const singles = [...SINGLE_HEADS].filter(c => c !== '\ufe0f').flatMap(c => [c, `${c}\ufe0f`]);
  const partners = emoji.filter(c => c.codePointAt(0)! > 0xff).flatMap(c => [c, `${c}\ufe0f`]);
  const verdict = compiled('^\\p{RGI_Emoji_ZWJ_Sequence}$', 'v')!;
  const tails = partners.filter(p => singles.some(h => verdict.test(h + ZWJ + p)));
  const heads = [
    ...bases.flatMap(toned),
    ...bases.map(c => `${c}\ufe0f`),
    ...singles,
    '\u{1f46f}',
    '\u{1f93c}',
    '\u{1f9de}',
    '\u{1f9df}',
  ];
  joins(heads, tails);
  const arrows = ['\u27a1\ufe0f'];
  for (const pair of [...found].filter(s => s.includes(ZWJ) && verdict.test(s)))
    for (const a of arrows) found.add(pair + ZWJ + a);
  const people = ['\u{1f468}', '\u{1f469}', '\u{1f9d1}'];
  const children = ['\u{1f466}', '\u{1f467}', '\u{1f9d2}'];
  const adults = people.flatMap(toned);
  const links = ['\u2764\ufe0f', '\u2764\ufe0f\u200d\u{1f48b}', '\u{1f91d}', '\u{1faef}', '\u{1f430}'];
  for (const a of adults) for (const b of adults) for (const link of links) found.add(a + ZWJ + link + ZWJ + b);
  const hands = TONES.flatMap(t => TONES.map(u => `\u{1faf1}${t}${ZWJ}\u{1faf2}${u}`));
  for (const h of hands) found.add(h);
  for (const a of people) {
    for (const c of children) {
      for (const b of [...people, '']) {
        const head = b === '' ? a : a + ZWJ + b;
        found.add(head + ZWJ + c);
        for (const d of children) found.add(head + ZWJ + c + ZWJ + d);
      }
    }
  }
  return [...found];
}

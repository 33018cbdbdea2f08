/** The tables of Unicode against the host's own property escapes, where the host knows the same Unicode. */
import { describe, expect, test } from 'vitest';
import { decodeNumbers, decodeTexts, encodeNumbers, encodeTexts } from '../../core/stored/number-code.ts';
import { caseGroups, decodeRanges, isPropertyOfStrings, propertyStrings, propertyText } from './unicode-sets.ts';
import {
  BINARY,
  BINARY_ALIASES,
  GENERAL_CATEGORY,
  GENERAL_CATEGORY_ALIASES,
  SCRIPT,
  SCRIPT_ALIASES,
  SCRIPT_EXTENSIONS,
  STRINGS,
} from './unicode-tables.ts';

const LAST = 0x10ffff;
const sameUnicode = process.versions.unicode === '17.0';

function ranges(property: string): number[] {
  const text = propertyText(property);
  if (text === undefined) throw new Error(`no property ${property}`);
  return decodeRanges(text);
}

/** The ranges of a property by asking the host about every code point. */
function hostRanges(property: string): number[] {
  const pattern = new RegExp(`^\\p{${property}}$`, 'u');
  const found: number[] = [];
  for (let c = 0; c <= LAST; c++) {
    if (!pattern.test(String.fromCodePoint(c))) continue;
    if (found.length > 0 && found.at(-1) === c - 1) found[found.length - 1] = c;
    else found.push(c, c);
  }
  return found;
}

const names = (aliases: string): string[] => aliases.split(' ');
const every = [
  ...Object.keys(BINARY),
  ...names(BINARY_ALIASES),
  ...[...Object.keys(GENERAL_CATEGORY), ...names(GENERAL_CATEGORY_ALIASES)].flatMap(n => [n, `gc=${n}`, `General_Category=${n}`]),
  ...[...Object.keys(SCRIPT), ...names(SCRIPT_ALIASES)].flatMap(n =>
    ['sc', 'Script', 'scx', 'Script_Extensions'].map(p => `${p}=${n}`),
  ),
];

describe('properties of code points', () => {
  test('every name is one that the host takes', () => {
    // PropertyValueAliases.txt has this script, which no character has any more; V8 leaves it out.
    const refused = every.filter(name => !accepted(`\\p{${name}}`, 'u'));
    expect(refused.filter(name => !/=(Hrkt|Katakana_Or_Hiragana)$/.test(name))).toEqual([]);
    expect(ranges('sc=Hrkt')).toEqual([]);
    expect(every.filter(name => propertyText(name) === undefined)).toEqual([]);
  });

  test.each([
    'Lowercase_letter',
    'ASCII=Yes',
    'Latin',
    'sc=latin',
    'Script=',
    '=Latin',
    'constructor',
    'toString=Latin',
    'gc=Alphabetic',
    'Block=Basic_Latin',
    'Line_Break',
    'Other_Alphabetic',
    'RGI_Emoji',
    ' L',
    '',
  ])('%j is none', name => {
    expect(propertyText(name)).toBeUndefined();
    expect(accepted(`^\\p{${name}}$`, 'u')).toBe(false);
  });

  test('ranges are in order and do not touch', () => {
    for (const table of [BINARY, GENERAL_CATEGORY, SCRIPT, SCRIPT_EXTENSIONS]) {
      for (const text of Object.values(table)) {
        const found = decodeRanges(text);
        let before = -2;
        for (let i = 0; i < found.length; i += 2) {
          expect(found[i]).toBeGreaterThan(before + 1);
          expect(found[i + 1]).toBeGreaterThanOrEqual(found[i]!);
          before = found[i + 1]!;
        }
        expect(before).toBeLessThanOrEqual(LAST);
      }
    }
  });

  test
    .runIf(sameUnicode)
    .each(['Alphabetic', 'Cased_Letter', 'Emoji', 'ID_Continue', 'Surrogate', 'sc=Arab', 'scx=Arab', 'sc=Zzzz', 'scx=Zyyy'])(
    '%s is what the host says',
    name => {
      expect(ranges(name)).toEqual(hostRanges(name));
    },
  );

  test('categories and scripts part the code points', () => {
    const letters = ['Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Me', 'Nd', 'Nl', 'No', 'Pc', 'Pd', 'Ps', 'Pe', 'Pi', 'Pf', 'Po'];
    expect(total([...letters, 'Sm', 'Sc', 'Sk', 'So', 'Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Cs', 'Co', 'Cn'])).toBe(LAST + 1);
    expect(total(Object.keys(SCRIPT).map(name => `sc=${name}`))).toBe(LAST + 1);
  });
});

describe('properties of strings', () => {
  test.each(Object.keys(STRINGS))('%s', name => {
    const found = propertyStrings(name) as string[];
    expect(new Set(found).size).toBe(found.length);
    if (!sameUnicode) return;
    const pattern = new RegExp(`^\\p{${name}}$`, 'v');
    expect(found.filter(s => !pattern.test(s))).toEqual([]);
  });

  test('RGI_Emoji is all of them', () => {
    expect((propertyStrings('RGI_Emoji') as string[]).length).toBe(3953);
    expect(isPropertyOfStrings('RGI_Emoji')).toBe(true);
    expect([isPropertyOfStrings('Emoji'), isPropertyOfStrings('toString'), propertyStrings('Emoji')]).toEqual([
      false,
      false,
      null,
    ]);
  });
});

describe('characters that are one without their case', () => {
  test.runIf(sameUnicode)('by folding, as the host matches', () => {
    const groups = caseGroups(true) as number[][];
    const grouped = new Map(groups.flatMap(group => group.map(c => [c, group] as const)));
    for (const group of groups) {
      const pattern = new RegExp(`^\\u{${group[0]!.toString(16)}}+$`, 'iu');
      expect(pattern.test(String.fromCodePoint(...group))).toBe(true);
    }
    for (const c of candidates()) {
      const [lower, upper] = [c.toLowerCase(), c.toUpperCase()];
      for (const other of [lower, upper]) {
        if ([...other].length !== 1 || other === c) continue;
        const same = new RegExp(`^${other}$`, 'iu').test(c);
        expect([c, grouped.get(c.codePointAt(0)!)?.includes(other.codePointAt(0)!) ?? false]).toEqual([c, same]);
      }
    }
  });

  test.runIf(sameUnicode)('by upper case, as the host maps', () => {
    const groups = new Map<number, number[]>();
    for (let c = 0; c <= 0xffff; c++) {
      const upper = String.fromCharCode(c).toUpperCase();
      const mapped = upper.length === 1 && !(c >= 128 && upper.charCodeAt(0) < 128) ? upper.charCodeAt(0) : c;
      groups.set(mapped, [...(groups.get(mapped) ?? []), c]);
    }
    const expected = [...groups.values()].filter(g => g.length > 1).sort((a, b) => a[0]! - b[0]!);
    expect(caseGroups(false)).toEqual(expected);
  });
});

test('numbers and texts come back from their code', () => {
  const numbers = [0, 1, 31, 32, 33, 1023, 1024, 0x10ffff, 2 ** 30];
  expect(decodeNumbers(encodeNumbers(numbers))).toEqual(numbers);
  const texts = [[0x1f600], [0x1f600, 0x200d, 0x2640], [0x23, 0xfe0f, 0x20e3], [0x10ffff]];
  expect(decodeTexts(encodeTexts(texts))).toEqual(texts);
});

function total(properties: readonly string[]): number {
  let sum = 0;
  for (const property of properties) {
    const found = ranges(property);
    for (let i = 0; i < found.length; i += 2) sum += found[i + 1]! - found[i]! + 1;
  }
  return sum;
}

function accepted(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

function candidates(): string[] {
  const found: string[] = [];
  for (let c = 0; c <= LAST; c++) {
    const text = String.fromCodePoint(c);
    if (text.toLowerCase() !== text || text.toUpperCase() !== text) found.push(text);
  }
  return found;
}

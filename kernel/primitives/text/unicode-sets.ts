/**
 * Sets of code points and of strings that property escapes name (sec-runtime-semantics-unicodematchproperty-p), read from the tables:
 * `unicode-tables.ts`, Unicode 17.0. Receives a property as it stands between the braces of `\p{…}`, under any of its names, and answers
 * plain vectors, or null if there is no such property. Nothing here is kept; `unicode.ts` does that.
 */

import { decodeNumbers, decodeTexts } from '../../core/stored/number-code.ts';
import type { Value } from '../../values/procedure.ts';
import {
  BINARY,
  BINARY_ALIASES,
  FOLDING,
  GENERAL_CATEGORY,
  GENERAL_CATEGORY_ALIASES,
  SCRIPT,
  SCRIPT_ALIASES,
  SCRIPT_EXTENSIONS,
  STRINGS,
  UPPER_CASE,
} from './unicode-tables.ts';

interface Table {
  /** `alias name alias name …`; a name stands for itself. */
  readonly aliases: string;
  /** Name → gaps and lengths of the ranges in order. */
  readonly ranges: Readonly<Record<string, string>>;
}

const BINARY_PROPERTIES: Table = { aliases: BINARY_ALIASES, ranges: BINARY };
const CATEGORIES: Table = { aliases: GENERAL_CATEGORY_ALIASES, ranges: GENERAL_CATEGORY };
const SCRIPTS: Table = { aliases: SCRIPT_ALIASES, ranges: SCRIPT };
const EXTENSIONS: Table = { aliases: SCRIPT_ALIASES, ranges: SCRIPT_EXTENSIONS };

const WITH_VALUES: Readonly<Record<string, Table>> = {
  General_Category: CATEGORIES,
  gc: CATEGORIES,
  Script: SCRIPTS,
  sc: SCRIPTS,
  Script_Extensions: EXTENSIONS,
  scx: EXTENSIONS,
};

/** The encoded ranges of a property of code points: one text for all of its names; undefined if there is none. */
export function propertyText(property: string): string | undefined {
  const equals = property.indexOf('=');
  if (equals < 0) return lookUp(BINARY_PROPERTIES, property) ?? lookUp(CATEGORIES, property);
  const table = property.slice(0, equals);
  return Object.hasOwn(WITH_VALUES, table) ? lookUp(WITH_VALUES[table] as Table, property.slice(equals + 1)) : undefined;
}

function lookUp({ aliases, ranges }: Table, name: string): string | undefined {
  if (Object.hasOwn(ranges, name)) return ranges[name];
  // Pairs in one text: the name that is wanted follows its alias.
  const words = aliases.split(' ');
  for (let i = 0; i < words.length; i += 2) if (words[i] === name) return ranges[words[i + 1] as string];
  return undefined;
}

/** `[low, high, …]`, both inside. */
export function decodeRanges(text: string): number[] {
  const numbers = decodeNumbers(text);
  let next = 0;
  for (let i = 0; i < numbers.length; i += 2) {
    const low = next + (numbers[i] as number);
    const high = low + (numbers[i + 1] as number);
    numbers[i] = low;
    numbers[i + 1] = high;
    next = high + 1;
  }
  return numbers;
}

/** The strings with a property of strings. */
export function propertyStrings(name: string): Value {
  const texts =
    name === 'RGI_Emoji'
      ? // sec-table-binary-unicode-properties-of-strings: the union of the others (UTS #51, ED-27).
        Object.values(STRINGS).flatMap(decodeTexts)
      : Object.hasOwn(STRINGS, name)
        ? decodeTexts(STRINGS[name] as string)
        : null;
  return texts === null ? null : texts.map(codes => String.fromCodePoint(...codes));
}

export function isPropertyOfStrings(name: string): boolean {
  return name === 'RGI_Emoji' || Object.hasOwn(STRINGS, name);
}

/**
 * Groups of code points with the same canonical form (sec-runtime-semantics-canonicalize-ch), each of two or more members in order: by
 * simple case folding, or by upper case of code units.
 */
export function caseGroups(folding: boolean): Value {
  const numbers = decodeNumbers(folding ? FOLDING : UPPER_CASE);
  const groups: number[][] = [];
  let first = 0;
  for (let at = 0; at < numbers.length; ) {
    const size = 2 + (numbers[at++] as number);
    first += numbers[at++] as number;
    const group = [first];
    while (group.length < size) group.push((group[group.length - 1] as number) + (numbers[at++] as number));
    groups.push(group);
  }
  return groups;
}

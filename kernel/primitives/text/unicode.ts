/** Unicode data lent by the host: properties of code points that JavaScript's syntax is defined by. */

import type { Value } from '../../values/procedure.ts';
import { int, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';
import { caseGroups, propertyRanges, propertyStrings } from './unicode-sets.ts';

const ID_START = /^\p{ID_Start}$/u;
const ID_CONTINUE = /^\p{ID_Continue}$/u;

/** A predicate on code points; numbers that are none answer false. */
function codePointTest(name: string, pattern: RegExp): (c: Value) => boolean {
  return c => {
    const cp = int(c, name);
    return cp >= 0 && cp <= 0x10ffff && pattern.test(String.fromCodePoint(cp));
  };
}

/** Is `Name` or `Name=Value` a property that `\p` accepts; with `strings`, one of strings is accepted as well. Answers never change, so they are kept. */
function propertyTest(): (property: Value, strings: Value) => boolean {
  const known = new Map<string, boolean>();
  return (property, strings) => {
    const name = str(property, 'unicode-property?');
    const flags = strings === true ? 'v' : 'u';
    let answer = known.get(flags + name);
    if (answer === undefined) {
      answer = /^\w+(?:=\w+)?$/.test(name) && accepted(`\\p{${name}}`, flags);
      known.set(flags + name, answer);
    }
    return answer;
  };
}

function accepted(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

export const unicode: PrimitiveFamily = () => [
  ...pure(
    'unicode-id-start?',
    1,
    1,
    '`(unicode-id-start? cp)`: has the code point the property ID_Start',
    codePointTest('unicode-id-start?', ID_START),
  ),
  ...pure(
    'unicode-id-continue?',
    1,
    1,
    '`(unicode-id-continue? cp)`: has the code point the property ID_Continue',
    codePointTest('unicode-id-continue?', ID_CONTINUE),
  ),
  ...pure(
    'unicode-property?',
    1,
    2,
    '`(unicode-property? text strings?)`: is `Name` or `Name=Value` a property of code points (of strings too, if asked) that \\p knows',
    propertyTest(),
  ),
  ...pure(
    'unicode-property-ranges',
    1,
    1,
    '`(unicode-property-ranges text)`: the code points with a property, as a sorted vector `#(low high low high …)` that must not be changed; nil if there is no such property',
    kept(name => propertyRanges(str(name, 'unicode-property-ranges'))),
  ),
  ...pure(
    'unicode-property-strings',
    1,
    1,
    '`(unicode-property-strings text)`: the strings with a property of strings, as a vector that must not be changed; nil if there is no such property',
    kept(name => propertyStrings(str(name, 'unicode-property-strings'))),
  ),
  ...pure(
    'unicode-case-groups',
    1,
    1,
    '`(unicode-case-groups folding?)`: vector of vectors of code points that are one character when case is ignored: by simple case folding, or by upper case mapping of code units',
    kept(folding => caseGroups(folding === true)),
  ),
];

/** Answers that never change are computed when first asked for. */
function kept(compute: (key: Value) => Value): (key: Value) => Value {
  const known = new Map<Value, Value>();
  return key => {
    let answer = known.get(key);
    if (answer === undefined) {
      answer = compute(key);
      known.set(key, answer);
    }
    return answer;
  };
}

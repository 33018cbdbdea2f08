/** Unicode data: properties of code points and strings that JavaScript's syntax is defined by, and which characters are one when case is ignored. */

import type { Value } from '../../values/procedure.ts';
import { int, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';
import { caseGroups, decodeRanges, isPropertyOfStrings, propertyStrings, propertyText } from './unicode-sets.ts';

/** Sets of code points, each decoded when first asked for; the names of one property share one vector. */
class Sets {
  private readonly decoded = new Map<string, readonly number[]>();

  of(property: string): readonly number[] | null {
    const text = propertyText(property);
    if (text === undefined) return null;
    let ranges = this.decoded.get(text);
    if (ranges === undefined) this.decoded.set(text, (ranges = decodeRanges(text)));
    return ranges;
  }

  /** A predicate on code points; numbers that are none answer false. */
  test(name: string, property: string): (c: Value) => boolean {
    return c => isMember(this.of(property) as readonly number[], int(c, name));
  }
}

function isMember(ranges: readonly number[], c: number): boolean {
  let from = 0;
  let end = ranges.length >> 1;
  while (from < end) {
    const middle = (from + end) >> 1;
    if (c < (ranges[2 * middle] as number)) end = middle;
    else if (c > (ranges[2 * middle + 1] as number)) from = middle + 1;
    else return true;
  }
  return false;
}

export const unicode: PrimitiveFamily = () => {
  const sets = new Sets();
  return [
    ...pure(
      'unicode-id-start?',
      1,
      1,
      '`(unicode-id-start? cp)`: has the code point the property ID_Start',
      sets.test('unicode-id-start?', 'ID_Start'),
    ),
    ...pure(
      'unicode-id-continue?',
      1,
      1,
      '`(unicode-id-continue? cp)`: has the code point the property ID_Continue',
      sets.test('unicode-id-continue?', 'ID_Continue'),
    ),
    ...pure(
      'unicode-property?',
      1,
      2,
      '`(unicode-property? text strings?)`: is `Name` or `Name=Value` a property of code points (of strings too, if asked) that \\p knows',
      (property, strings) => {
        const name = str(property, 'unicode-property?');
        return propertyText(name) !== undefined || (strings === true && isPropertyOfStrings(name));
      },
    ),
    ...pure(
      'unicode-property-ranges',
      1,
      1,
      '`(unicode-property-ranges text)`: the code points with a property, as a sorted vector `#(low high low high …)` that must not be changed; nil if there is no such property',
      name => sets.of(str(name, 'unicode-property-ranges')),
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
};

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

/** Set methods with set-likes that change the set while it is asked (24.2.4): what the specification's steps give. */
import { describe, expect, it } from 'vitest';
import { printedHere } from '../../../../testing/js.ts';

/** `like(o)`: a set-like of three elements whose methods run `o`'s. */
const PRELUDE = `
function like(o) {
  return {
    size: 'size' in o ? o.size : 3,
    has(x) { return o.has ? o.has(x) : false; },
    keys() { if (o.keys) o.keys(); var items = o.items || [], i = 0; return { next() {
      if (o.next) o.next(i);
      return { done: i >= items.length, value: items[i++] };
    } }; },
  };
}
var s = new Set([1, 2, 3]);
function show(v) { return typeof v === 'boolean' ? '' + v : '{' + [...v].join() + '} {' + [...s].join() + '}'; }
`;

const CASES: readonly (readonly [expression: string, printed: string])[] = [
  // difference looks at a copy made before `has` or `keys` is called.
  ['s.difference(like({ has(x) { s.delete(2); return x === 1; } }))', '{2,3} {1,3}'],
  ['s.difference(like({ has(x) { s.clear(); return x === 2; } }))', '{1,3} {}'],
  ['s.difference(like({ has(x) { s.add(x + 10); return false; } }))', '{1,2,3} {1,2,3,11,12,13}'],
  ['s.difference(like({ size: 1, keys() { s.clear(); }, items: [1] }))', '{2,3} {}'],
  ['s.difference(like({ size: 1, next(i) { s.add(i + 20); }, items: [1, -0] }))', '{2,3} {1,2,3,20,21,22}'],
  ['s.difference(like({ get size() { s.add(4); return 5; } }))', '{1,2,3,4} {1,2,3,4}'],
  // intersection walks the live set, and asks it about the other's keys.
  ['s.intersection(like({ has(x) { s.delete(3); return true; } }))', '{1,2} {1,2}'],
  ['s.intersection(like({ size: 1, next(i) { s.delete(2); }, items: [3, 2, 1, 1] }))', '{3,1} {1,3}'],
  // union copies after `keys`, as does symmetricDifference, which asks the live set.
  ['s.union(like({ keys() { s.add(4); }, items: [-0, 5] }))', '{1,2,3,4,0,5} {1,2,3,4}'],
  ['s.union(like({ next() { s.add(4); }, items: [5] }))', '{1,2,3,5} {1,2,3,4}'],
  ['s.symmetricDifference(like({ next(i) { if (i === 1) s.delete(1); }, items: [1, 1, 4, 3, 3] }))', '{2,1,4} {2,3}'],
  ['s.symmetricDifference(like({ next(i) { s.add(9); }, items: [9, 2] }))', '{1,3} {1,2,3,9}'],
  ['s.isSubsetOf(like({ has(x) { s.delete(2); return x !== 2; } }))', 'true'],
  ['s.isSubsetOf(like({ has(x) { if (s.size < 6) s.add(s.size + 1); return x < 5; } }))', 'false'],
  ['s.isSupersetOf(like({ size: 2, next() { s.add(7); }, items: [7] }))', 'true'],
  ['s.isSupersetOf(like({ size: 4, items: [] }))', 'false'],
  ['s.isDisjointFrom(like({ has(x) { s.delete(3); return x === 3; } }))', 'true'],
  ['s.isDisjointFrom(like({ size: 1, next() { s.delete(1); }, items: [1] }))', 'true'],
  ['s.difference(new Map([[1, 2], [9, 9]]))', '{2,3} {1,2,3}'],
];

describe('Set methods', () => {
  it.each(CASES)('%s', (expression, printed) => {
    expect(printedHere(`${PRELUDE}print(show(${expression}));`)).toEqual([printed]);
  });
});

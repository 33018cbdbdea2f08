/** Array methods on arrays of four thousand million indices and three elements, and the text of arrays that contain themselves. */
import { describe, expect, it } from 'vitest';
import { printedHere } from '../../../../testing/js.ts';

const PRELUDE = `
function mk() { var a = []; a[4e9] = 1; a[5] = 2; a[1e6] = 3; return a; }
function sh(a) { return a.length + ' ' + Object.keys(a).map(function (k) { return k + '=' + a[k]; }).join(); }
`;

const CASES: readonly (readonly [title: string, body: string, printed: string])[] = [
  ['cyc', 'var a = [1]; a.push(a); return String(a);', '1,'],
  ['cyc2', `var a = [1], b = [a, 2]; a.push(b); return a.join('-') + ' ' + b;`, '1-,2 1,,2'],
  [
    'cyc3',
    `var a = [1], s = ''; a.push({ toString() { return a.join('+') + 'x'; } }); return a.join() + a.toLocaleString();`,
    '1,x1,x',
  ],
  [
    'cyc4',
    `var o = { length: 2, 0: 1, join: Array.prototype.join, toString: Array.prototype.toString }; o[1] = o; return '' + o;`,
    '1,',
  ],
  ['cyc5', 'var a = [1, { toString() { throw 1; } }]; try { a.join(); } catch (e) {} a.pop(); return a.join();', '1'],
  ['concat', 'return sh(mk().concat([2]));', '4000000002 5=2,1000000=3,4000000000=1,4000000001=2'],
  ['concat2', 'return sh([7].concat(mk(), [2, , 3]));', '4000000005 0=7,6=2,1000001=3,4000000001=1,4000000002=2,4000000004=3'],
  ['slice', 'return sh(mk().slice(3));', '3999999998 2=2,999997=3,3999999997=1'],
  ['slice2', 'return sh(mk().slice(-2));', '2 1=1'],
  [
    'indexOf',
    `return mk().indexOf(1) + ' ' + mk().indexOf(9) + ' ' + mk().lastIndexOf(2) + ' ' + mk().lastIndexOf(8);`,
    '4000000000 -1 5 -1',
  ],
  ['includes', `return mk().includes(1) + ' ' + mk().includes(undefined) + ' ' + mk().includes(99);`, 'true true false'],
  ['forEach', `var s = ''; mk().forEach(function (v, k) { s += k + ':' + v + ' '; }); return s;`, '5:2 1000000:3 4000000000:1 '],
  ['map', 'return sh(mk().map(function (x) { return x * 2; }));', '4000000001 5=4,1000000=6,4000000000=2'],
  ['filter', 'return sh(mk().filter(function (x) { return x > 1; }));', '2 0=2,1=3'],
  ['some', `return mk().some(function (x) { return x == 1; }) + ' ' + mk().every(function (x) { return x < 9; });`, 'true true'],
  [
    'reduce',
    `return mk().reduce(function (x, y) { return x + '' + y; }) + mk().reduceRight(function (x, y) { return x + '' + y; });`,
    '231132',
  ],
  ['reverse', 'return sh(mk().reverse());', '4000000001 0=1,3999000000=3,3999999995=2'],
  ['sort', 'return sh(mk().sort());', '4000000001 0=1,1=2,2=3'],
  [
    'splice',
    `var a = mk(); var r = a.splice(4, 2, 'x'); return sh(a) + ' | ' + sh(r);`,
    '4000000000 4=x,999999=3,3999999999=1 | 2 1=2',
  ],
  [
    'splice2',
    `var a = mk(); var r = a.splice(4, 1, 'x', 'y', 'z'); return sh(a) + ' | ' + sh(r);`,
    '4000000003 4=x,5=y,6=z,7=2,1000002=3,4000000002=1 | 1 ',
  ],
  ['splice3', `var a = mk(); var r = a.splice(4); return sh(a) + ' | ' + sh(r);`, '4  | 3999999997 1=2,999996=3,3999999996=1'],
  ['shift', `var a = mk(); return a.shift() + ' ' + sh(a);`, 'undefined 4000000000 4=2,999999=3,3999999999=1'],
  ['unshift', `var a = mk(); return a.unshift('q') + ' ' + sh(a);`, '4000000002 4000000002 0=q,6=2,1000001=3,4000000001=1'],
  [
    'push',
    `var a = mk(); return a.push('q') + ' ' + sh(a) + a.pop() + a.pop() + sh(a);`,
    '4000000002 4000000002 5=2,1000000=3,4000000000=1,4000000001=qq14000000000 5=2,1000000=3',
  ],
  ['copyWithin', 'return sh(mk().copyWithin(2, 5, 7));', '4000000001 2=2,5=2,1000000=3,4000000000=1'],
  ['copyWithin2', 'return sh(mk().copyWithin(7, 5));', '4000000001 5=2,7=2,1000002=3'],
  ['join', `return mk().join('') + ' ' + Array(5).join('ab') + [, 1, , 2, null].join();`, '231 abababab,1,,2,'],
  ['join2', 'return mk().join();', 'RangeError'],
  ['join3', `return Array(1e7).join('x').length;`, '9999999'],
  ['flat', 'return sh(mk().flat());', '3 0=2,1=3,2=1'],
  ['length', 'var a = mk(); a.length = 1e6 + 1; return sh(a);', '1000001 5=2,1000000=3'],
  [
    'empty',
    `var a = []; a.length = 4294967295; var n = 0; a.forEach(function () { n++; }); return n + sh(a.slice()) + a.indexOf(1) + sh(a.map(String)) + sh(a.reverse()) + sh(a.sort()) + sh(a.concat()) + a.join('');`,
    '04294967295 -14294967295 4294967295 4294967295 4294967295 ',
  ],
  [
    'like',
    `var o = { length: 4e9, 3: 'a', 2147483648: 'b' }; return Array.prototype.indexOf.call(o, 'b') + Array.prototype.reduce.call(o, function (x, y) { return x + y; }) + Array.prototype.join.call(o, '');`,
    '2147483648abab',
  ],
  [
    'big',
    `var o = { length: 9007199254740991, 9007199254740990: 'z', 3: 'a' }; return Array.prototype.lastIndexOf.call(o, 'z');`,
    '9007199254740990',
  ],
  [
    'proto',
    `Array.prototype[7] = 'P'; try { var a = []; a[9000] = 1; a.length = 9002; var s = []; a.forEach(function (v, k) { s.push(k + v); }); return s.join(); } finally { delete Array.prototype[7]; }`,
    '7P,9001',
  ],
  [
    'getter',
    `var a = []; a[1e5] = 1; Object.defineProperty(a, 3, { get() { return 'G'; }, set(v) { this.got = v; }, configurable: true, enumerable: true }); a.reverse(); return sh(a) + a.got;`,
    '100001 0=1,99997=Gundefined',
  ],
  [
    'changing',
    `var a = mk(), s = ''; a.forEach(function (v, k) { s += k + ' '; if (k === 5) { a[7] = 1; delete a[1e6]; a[3] = 1; } }); return s;`,
    '5 7 4000000000 ',
  ],
  [
    'pops',
    'var a = []; a[1e5] = 0; for (var i = 0; i < 3000; i++) a.push(i); for (var i = 0; i < 3000; i++) a.pop(); return sh(a);',
    '100001 100000=0',
  ],
];

describe('few elements for the length', () => {
  it.each(CASES)(
    '%s',
    (_title, body, printed) => {
      const program = `${PRELUDE}function f() { ${body} } try { print(f()); } catch (e) { print(e.name); }`;
      expect(printedHere(program)).toEqual([printed]);
    },
    20_000,
  );
});

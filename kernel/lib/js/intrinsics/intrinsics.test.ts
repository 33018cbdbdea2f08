/**
 * Math, Number, BigInt, String, Array and JSON against the host's own engine: the same expressions, fixed and random, must print the
 * same. What the host lacks is compared with written results.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedByHost, printedHere } from '../../../testing/js.ts';

/** Prints a value with its own properties, holes and attributes, to some depth. */
const PRELUDE = `
function show(v, depth) {
  if (depth > 4) return '...';
  if (typeof v === 'string') return JSON.stringify(v);
  if (typeof v === 'bigint') return v + 'n';
  if (typeof v === 'symbol') return v.toString();
  if (typeof v === 'function') return 'function ' + v.name + '/' + v.length;
  if (Object.is(v, -0)) return '-0';
  if (v === null || typeof v !== 'object') return String(v);
  var parts = Reflect.ownKeys(v).map(function (key) {
    var d = Object.getOwnPropertyDescriptor(v, key);
    return String(key) + (d.writable === false ? '!' : '') + ':' + ('value' in d ? show(d.value, depth + 1) : 'accessor');
  });
  return (Array.isArray(v) ? '[' : '{') + parts.join(' ') + (Array.isArray(v) ? ']' : '}');
}
function run(thunk) {
  var answer;
  try { answer = show(thunk(), 0); } catch (e) { answer = 'throws ' + (e && e.name || String(e)); }
  print(answer);
}
`;

const program = (expressions: readonly string[]) =>
  PRELUDE + expressions.map(e => `run(function () { return ${e}; });`).join('\n');

const ours = (expressions: readonly string[]) => printedHere(program(expressions));
const hosts = (expressions: readonly string[]) => printedByHost(program(expressions));

const receivers = [
  '[]',
  '[3, 1, 2]',
  '["b", undefined, "a", 10, 9, -0]',
  '[1, , 3, , ]',
  'new Array(5)',
  'Object.freeze([1, 2])',
  'Object.preventExtensions([1, , 3])',
  'Object.defineProperty([3, 1, 2], 1, { get() { return "g"; } })',
  '(function () { var a = []; a[6000] = 1; a[2] = 2; return a; })()',
  '({ length: 3, 0: "x", 2: "z" })',
  '({ length: "2", 1: 1 })',
  '[[1, [2, [3]]], [4]]',
  '[NaN, 1n, null]',
  '"text"',
  '(class extends Array {}).of(5, 6, 7)',
];
const numbers = [
  '0',
  '1',
  '2',
  '-1',
  '-2',
  '3',
  '-0',
  'NaN',
  'Infinity',
  '-Infinity',
  '1.5',
  '"2"',
  'undefined',
  'null',
  '{ valueOf() { return 2; } }',
];
const values = ['1', '"a"', 'undefined', 'NaN', '[8, [9]]', '({ length: 1, 0: 7 })'];
const functions = [
  'function (x) { return x; }',
  'function (x, i) { return i % 2; }',
  'function (x, i, a) { a.length = 2; return true; }',
  'function (a, b) { return a + String(b); }',
  'function (x, i) { if (i === 2) throw "stopped"; return [x, i]; }',
  'undefined',
  'function (a, b) { return a < b ? -1 : 1; }',
  'function () { return NaN; }',
];
const comparators = [
  'undefined',
  'null',
  'function (a, b) { return String(a) < String(b) ? -1 : 1; }',
  'function () { return NaN; }',
  'function () { throw "stopped"; }',
];
const methods: Record<string, readonly (readonly string[])[]> = {
  at: [numbers],
  concat: [values, values],
  copyWithin: [numbers, numbers, numbers],
  every: [functions],
  fill: [values, numbers, numbers],
  filter: [functions],
  find: [functions],
  findIndex: [functions],
  findLast: [functions],
  findLastIndex: [functions],
  flat: [numbers],
  flatMap: [functions],
  forEach: [functions],
  includes: [values, numbers],
  indexOf: [values, numbers],
  join: [values],
  lastIndexOf: [values, numbers],
  map: [functions],
  pop: [],
  push: [values, values],
  reduce: [functions, values],
  reduceRight: [functions],
  reverse: [],
  shift: [],
  slice: [numbers, numbers],
  some: [functions],
  sort: [comparators],
  splice: [numbers, numbers, values],
  toReversed: [],
  toSorted: [comparators],
  toSpliced: [numbers, numbers, values],
  unshift: [values, values],
  with: [numbers, values],
};

const FIXED: Record<string, readonly string[]> = {
  properties: [
    ...['Array', 'Array.prototype', 'String.prototype', 'Number', 'Number.prototype', 'BigInt', 'BigInt.prototype'].map(
      o =>
        `Object.entries(Object.getOwnPropertyDescriptors(${o})).filter(([k]) => k !== 'fromAsync').map(([k, d]) => [k, d.writable, d.enumerable, d.configurable, String(d.value && d.value.name), d.value && d.value.length]).sort()`,
    ),
  ],
  numbers: [
    '[1.005, 1e21, 123.456, -0, 0.000001234, 255.5].map(n => [n.toFixed(2), n.toExponential(3), n.toPrecision(4), n.toString(16), String(n)])',
    '["0x1F", " 12 ", "1_0", "", "0b101", "-0", "1e3", ".5", "+Infinity", "12px"].map(Number)',
    '(1).toString(37)',
    '(1).toFixed(101)',
    'Number(12n)',
    '[BigInt("0xff"), BigInt.asIntN(8, 255n), BigInt.asUintN(64, -1n), (-255n).toString(36)]',
    'BigInt(1.5)',
    'BigInt("1.5")',
    'Math.max(1, "3", NaN)',
    'Math.hypot(3, 4, 12)',
  ],
  strings: [
    '"abcabc".replace("b", "[$&$`$\'$$$1]")',
    '"aXbX".replaceAll("X", (m, p) => m + p)',
    '"abc".replaceAll("", "-")',
    '"a,b,,c".split(",", 3)',
    '"abc".split("")',
    '"".split("")',
    '"\\ud83d\\ude00a".at(-3)',
    '[..."\\ud83d\\ude00a\\ude00"]',
    '"x\\ud800y".toWellFormed()',
    '"abc".padStart(8, "12")',
    '"abc".substr(-2, 1)',
    '"e\\u0301".normalize().length',
    'String.raw({ raw: ["a", "b", "c"] }, 1, 2, 3)',
    '"a".localeCompare("b")',
    '"q".anchor("\\"")',
    '"abc".lastIndexOf("c", -5)',
    '"x".repeat(-1)',
    '"abc".includes({ [Symbol.match]: true })',
  ],
  json: [
    'JSON.stringify({ a: [1, , undefined, () => 1], b: undefined, d: "\\u2028\\ud800\\n\\"", e: Object(1), f: -0 })',
    'JSON.stringify([1, { b: [], c: {} }], null, 2)',
    'JSON.stringify({ b: 1, a: { b: 2, c: 3 } }, ["a", "b"], "--")',
    'JSON.stringify({ toJSON(k) { return k + "!"; } })',
    'JSON.parse("[1,{\\"a\\":null,\\"__proto__\\":1,\\"a\\":-0}]")',
    'JSON.parse("[1,2,3]", function (k, v) { return k === "1" ? undefined : v; })',
    'JSON.parse("[1,]")',
    'JSON.parse("\\"\\\\u00e9\\\\n\\"")',
    'JSON.parse("01")',
    'JSON.parse("1.e1")',
    'JSON.stringify(1n)',
    '(function () { var o = {}; o.o = o; return JSON.stringify(o); })()',
  ],
};

const WRITTEN: readonly (readonly [expression: string, printed: string])[] = [
  ['Math.sumPrecise([1e308, 1e308, -1e308, 0.1])', '1e+308'],
  ['Math.sumPrecise([])', '-0'],
  ['Math.sumPrecise([0.1, 0.2, 0.3, -0.3, -0.2, -0.1, 1e-320])', '1e-320'],
  ['Math.f16round(1.0009)', '1.0009765625'],
  ['JSON.stringify([JSON.rawJSON("1e1000")])', '"[1e1000]"'],
  ['JSON.rawJSON("{}")', 'throws SyntaxError'],
  ['JSON.parse("[1.0]", (k, v, c) => k === "0" ? c.source : v)', '[0:"1.0" length:1]'],
  ['Array.fromAsync.length', '1'],
];

describe('intrinsics agree with the host', () => {
  for (const [area, expressions] of Object.entries(FIXED)) {
    it(area, () => expect(ours(expressions)).toEqual(hosts(expressions)));
  }

  it('Array methods on receivers of every kind', () => {
    const call = fc
      .tuple(
        fc.constantFrom(...Object.keys(methods)),
        fc.constantFrom(...receivers),
        fc.nat(3),
        fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
      )
      .map(([name, receiver, count, picks]) => {
        const args = (methods[name] ?? []).slice(0, count).map((choices, i) => choices[(picks[i] ?? 0) % choices.length]);
        return `(function () { var a = ${receiver}, r; try { r = Array.prototype.${name}.call(${['a', ...args].join(', ')}); } catch (e) { r = e && e.name || e; } return [r, a]; })()`;
      });
    const calls = fc.sample(call, { numRuns: 600, seed: 1 });
    const [mine, theirs] = [ours(calls), hosts(calls)];
    const differing = calls.flatMap((text, i) =>
      mine[i] === theirs[i] ? [] : [`${text} → ${mine[i]?.slice(0, 300)}, not ${theirs[i]?.slice(0, 300)}`],
    );
    expect(differing).toEqual([]);
  });
});

describe('intrinsics newer than the host', () => {
  it.each(WRITTEN)('%s', (expression, printed) => expect(ours([expression])).toEqual([printed]));
});

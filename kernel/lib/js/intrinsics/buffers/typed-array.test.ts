/** Typed arrays and DataView against the host's own engine: the same random steps on one buffer must print the same. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printedByHost, printedHere } from '../../../../testing/js.ts';

/** `buffer` has a maximum of 32 bytes; `bytes` follows its length. Each step prints its result or error, then all bytes. */
function program(kind: string, steps: readonly string[]): string {
  const prelude = `
    var buffer = new ArrayBuffer(16, { maxByteLength: 32 }), bytes = new Uint8Array(buffer);
    var a = new ${kind}(buffer), fixed = new ${kind}(buffer, 8, 1), view = new DataView(buffer, 2), big = ${kind.startsWith('Big')};
    function n(x) { return big ? BigInt(Math.trunc(x)) : x; }
    function step(run) {
      var answer;
      try { answer = run(); answer = ArrayBuffer.isView(answer) ? answer.length + ':' + Array.from(answer) : String(answer); }
      catch (e) { answer = e.name; }
      print(answer + ' | ' + a.length + ' ' + fixed.length + ' | ' + bytes.join());
    }`;
  return [prelude, ...steps.map(s => `step(function () { return ${s}; });`)].join('\n');
}

const kind = fc.constantFrom(
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'BigInt64Array',
  'BigUint64Array',
  'Float32Array',
  'Float64Array',
);
const index = fc.integer({ min: -4, max: 18 });
const value = fc.constantFrom('0', '-1', '1', '77', '254.5', '255.5', '300', '-129', '65537', '2147483648', '4294967297', '1e10');
const step = fc.oneof(
  fc.tuple(index, value).map(([i, v]) => `a[${i}] = n(${v})`),
  index.map(i => `a[${i}] + ' ' + (${i} in a)`),
  fc.integer({ min: 0, max: 34 }).map(n => `buffer.resize(${n})`),
  fc.tuple(value, index, index).map(([v, s, e]) => `a.fill(n(${v}), ${s}, ${e})`),
  fc.tuple(index, index, index).map(([t, s, e]) => `a.copyWithin(${t}, ${s}, ${e})`),
  fc.tuple(index, index).map(([s, e]) => `a.slice(${s}, ${e})`),
  fc.tuple(index, index).map(([s, e]) => `a.subarray(${s}, ${e})`),
  fc.tuple(index, value).map(([o, v]) => `a.set([n(${v}), n(2)], ${o})`),
  index.map(o => `a.set(fixed, ${o})`),
  fc.tuple(index, value).map(([i, v]) => `a.with(${i}, n(${v}))`),
  fc.tuple(value, index).map(([v, i]) => `[a.indexOf(n(${v}), ${i}), a.lastIndexOf(n(${v}), ${i}), a.includes(n(${v}), ${i})]`),
  fc.tuple(index, value, fc.boolean()).map(([i, v, le]) => `view.setInt16(${i}, ${v}, ${le})`),
  fc.tuple(index, value, fc.boolean()).map(([i, v, le]) => `view.setFloat32(${i}, ${v}, ${le})`),
  fc.tuple(index, fc.boolean()).map(([i, le]) => `[view.getUint8(${i}), view.getUint32(${i}, ${le}), view.byteLength]`),
  fc.constantFrom(
    'a.sort()',
    'a.reverse()',
    'a.toSorted()',
    'a.toReversed()',
    'a.map(function (x) { return x; })',
    'a.filter(function (x) { return x > 0; })',
    'a.join("-")',
    'fixed.byteOffset',
    'Object.keys(a)',
    'Atomics.add(a, 0, n(7))',
    'Atomics.compareExchange(a, 0, n(7), n(-9))',
  ),
);

it('random steps answer what the host answers', () => {
  fc.assert(
    fc.property(kind, fc.array(step, { minLength: 1, maxLength: 12 }), (name, steps) => {
      const source = program(name, steps);
      expect(printedHere(source)).toEqual(printedByHost(source));
    }),
    { numRuns: 300 },
  );
}, 60_000);

/** The example files: each expression prints what is written after it, and every primitive has an example. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { literalData } from '../reader/literal-data.ts';
import { Bench } from '../testing/primitives.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Sym } from '../values/symbol.ts';
import { inspect } from '../values/writer.ts';
import { FAMILIES, primitiveSpecs } from './table.ts';

const directory = new URL('./examples/', import.meta.url);
const bench = new Bench();

function expectation(datum: Value): string {
  if (datum instanceof List && datum.at(0) instanceof Sym && (datum.at(0) as Sym).name === '!')
    return `!${(datum.at(1) as Sym).name} ${datum.at(2)}`;
  return inspect(literalData(datum));
}

/** Covered elsewhere: one case per kind or per function of the host; what only makes sense with an expander. */
const BY_RULE = /^(math-|bytes-(get|set)-|c[ad]{3,4}r$)/;
const BESIDE_EXPANDER = ['Record types', 'Expansion', 'Introspection', 'Libraries'];

describe.each(readdirSync(directory))('%s', file => {
  const data = bench.read(readFileSync(new URL(file, directory), 'utf8'));
  const rows = Array.from(
    { length: data.length / 2 },
    (_, i) => [inspect(data[2 * i]), data[2 * i], expectation(data[2 * i + 1])] as const,
  );
  it.each(rows)('%s', (_, expression, expected) => {
    expect(bench.outcome(expression)).toBe(expected);
  });
});

afterAll(() => {
  const families = FAMILIES.filter(([title]) => !BESIDE_EXPANDER.includes(title));
  const names = families.flatMap(([, family]) => family(bench.kernel).map(s => s.name)).filter(n => !BY_RULE.test(n));
  // Aliases share the implementation: one of them is enough.
  const implementation = (name: string): Value => bench.kernel.base.lookup(name)?.v.primitive.fn;
  const exercised = new Set([...bench.called].map(implementation));
  expect(names.filter(n => !exercised.has(implementation(n)))).toEqual([]);
});

it('prints through the kernel', () => {
  const fresh = new Bench();
  for (const datum of fresh.read('(print 1 "x") (display \'("a")) (write "a") (newline)')) fresh.evaluate(datum);
  expect(fresh.output.join('')).toBe('1 x\n(a)"a"\n');
});

describe('families made by rule', () => {
  const letters = ['a', 'd'];
  const words = (n: number): string[] => (n === 0 ? [''] : words(n - 1).flatMap(w => letters.map(l => w + l)));
  it.each([...words(2), ...words(3), ...words(4)])('c%sr is car and cdr one after the other', word => {
    const deep = (n: number): Value => (n === 0 ? n : List.of([deep(n - 1), deep(n - 1), deep(n - 1), n]));
    const steps = [...word].reverse().reduce((x: Value, l) => bench.kernel.base.lookup(`c${l}r`)?.v(x), deep(5));
    expect(inspect(bench.kernel.base.lookup(`c${word}r`)?.v(deep(5)))).toBe(inspect(steps));
  });

  const host = Math as unknown as Record<string, unknown>;
  const names = primitiveSpecs(bench.kernel).flatMap(s => (s.name.startsWith('math-') ? [s.name.slice(5)] : []));
  it('has every function and constant of the host Math but random', () => {
    const missing = Object.getOwnPropertyNames(Math).filter(n => n !== 'random' && !names.includes(n));
    expect(missing).toEqual([]);
  });
  it.each(names)('math-%s', name => {
    const procedure = bench.kernel.base.lookup(`math-${name}`)?.v;
    const f = host[name];
    if (typeof f === 'number') expect(procedure()).toBe(f);
    else {
      const args = [0.5, -2, 3].slice(0, Math.max(1, procedure.primitive.min));
      expect(procedure(...args)).toBe((f as (...xs: number[]) => number)(...args));
    }
  });

  it.each([
    ['int8', 1, -1, [255]],
    ['uint8', 1, 255, [255]],
    ['int16', 2, -2, [255, 254]],
    ['uint16', 2, 258, [1, 2]],
    ['int32', 4, -3, [255, 255, 255, 253]],
    ['uint32', 4, 16909060, [1, 2, 3, 4]],
    ['float16', 2, 1.5, [62, 0]],
    ['float32', 4, 1.5, [63, 192, 0, 0]],
    ['float64', 8, 1.5, [63, 248, 0, 0, 0, 0, 0, 0]],
    ['bigint64', 8, -1n, [255, 255, 255, 255, 255, 255, 255, 255]],
    ['biguint64', 8, 1n, [0, 0, 0, 0, 0, 0, 0, 1]],
  ])('bytes of %s', (kind, size, value, big) => {
    const p = (name: string): Value => bench.kernel.base.lookup(name)?.v;
    const b = p('make-bytes')(size + 1);
    p(`bytes-set-${kind}!`)(b, 1, value);
    expect([...b.u8.slice(1)]).toEqual(big);
    expect(p(`bytes-get-${kind}`)(b, 1)).toBe(value);
    p(`bytes-set-${kind}!`)(b, 0, value, true);
    expect([...b.u8.slice(0, size)]).toEqual([...big].reverse());
    expect(p(`bytes-get-${kind}`)(b, 0, true)).toBe(value);
    expect(() => p(`bytes-get-${kind}`)(b, 2)).toThrow();
  });
});

/** Every inline form must do exactly what its primitive does, for operands of every type and for literals. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../instance/kernel.ts';
import { Bytes } from '../values/bytes.ts';
import { Char } from '../values/char.ts';
import { Condition, Raise } from '../values/condition.ts';
import { HashTable } from '../values/hash-table.ts';
import { List } from '../values/list.ts';
import type { PrimitiveSpec } from '../values/primitive-spec.ts';
import type { Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';
import { INLINE_SCOPE } from './inline-scope.ts';
import { primitiveSpecs } from './table.ts';

const kernel = new Kernel();
const table = new HashTable();
table.map.set('a', 1);
table.map.set(1, null);

/** Fresh values for each call, since some primitives write to their operands. */
const samples = (): Value[] => [
  null,
  true,
  false,
  0,
  -0,
  1,
  2,
  -1,
  1.5,
  NaN,
  Infinity,
  2 ** 32,
  2 ** 31,
  5n,
  0n,
  '',
  'a',
  'b',
  'aé😀',
  kernel.symbols.symbol('a'),
  kernel.symbols.keyword('a'),
  Char.of(97),
  List.of([1, 2, 3]),
  List.empty(),
  [1, 2, 3],
  [],
  new Map([['a', 1]]),
  table,
  Bytes.ofLength(3),
  new Condition('x'),
  () => 1,
];
const literals = ['0', '1', '(-1)', '1.5', '"a"', 'true', 'null'];

function run(f: () => Value): string {
  try {
    const v = f();
    return `${typeof v} ${inspect(v)}`;
  } catch (e) {
    if (e instanceof Raise) return `!${(e.payload as Condition).message}`;
    throw e;
  }
}

function* combinations<T>(values: readonly T[], n: number): Generator<T[]> {
  if (n === 0) yield [];
  else for (const head of values) for (const tail of combinations(values, n - 1)) yield [head, ...tail];
}

function compile(spec: PrimitiveSpec, operands: readonly string[]): (...args: Value[]) => Value {
  const names = Object.keys(INLINE_SCOPE);
  const text = (spec.inline as NonNullable<PrimitiveSpec['inline']>)(operands, 'slow');
  const make = new Function(...names, 'slow', `return (a, b, c) => ${text};`);
  return make(...Object.values(INLINE_SCOPE), spec.fn);
}

describe('inline forms', () => {
  const specs = primitiveSpecs(kernel).filter(s => s.inline !== undefined);
  it.each(specs.map(s => [s.name, s] as const))('%s', (_, spec) => {
    const n = spec.inlineArity as number;
    const inline = compile(spec, ['a', 'b', 'c'].slice(0, n));
    const indices = samples().map((_, i) => i);
    // Three operands of every type would be too many: the third is a number then.
    for (const pick of combinations(indices, Math.min(n, 2))) {
      const args = () => {
        const all = samples();
        const chosen = pick.map(i => all[i]);
        return n === 3 ? [...chosen, 7] : chosen;
      };
      expect(
        run(() => inline(...args())),
        `(${spec.name} ${args()
          .map(a => inspect(a))
          .join(' ')})`,
      ).toBe(run(() => spec.fn(...args())));
    }
    for (const operands of combinations(literals, n)) {
      const values = operands.map(o => JSON.parse(o.replace(/[()]/g, '')) as Value);
      expect(
        run(() => compile(spec, operands)()),
        `(${spec.name} ${operands.join(' ')})`,
      ).toBe(run(() => spec.fn(...values)));
    }
  });

  it('answers real booleans for every name that ends in ?', () => {
    const all = samples();
    for (const spec of primitiveSpecs(kernel).filter(s => s.name.endsWith('?'))) {
      for (const args of combinations(all, Math.min(spec.min, 2))) {
        if (args.length !== spec.min) continue;
        const answer = run(() => spec.fn(...args));
        expect(
          answer.startsWith('!') ? 'boolean' : answer.split(' ')[0],
          `(${spec.name} ${args.map(a => inspect(a)).join(' ')})`,
        ).toBe('boolean');
      }
    }
  });
});

/**
 * Every primitive with arguments that nobody meant for it: a value or a condition, never a host exception, and never more memory or time
 * than the limits allow.
 */
import { describe, expect, it } from 'vitest';
import { System } from '../embed/system.ts';
import { SourceText } from '../reader/source.ts';
import { Interrupt, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { COSTS } from './costs.ts';
import { primitiveSpecs } from './table.ts';

const MB = 2 ** 20;

/** Says that what was announced is in use. */
function limited(): System {
  const system = new System({
    output: () => {},
    random: () => 0.5,
    memory: { inUse: () => 0, collect: () => {} },
  });
  system.kernel.memory.limit = 64 * MB;
  return system;
}

const SOURCES = [
  ...['nil', 'true', "'symbol", ':keyword', '""', '"text"', '"\\ud800"', '#\\a', '0', '-1', '1.5', '36', '37', '101', '-0.0'],
  ...[
    '1e9',
    '-1e9',
    '4294967296',
    '9007199254740993',
    '1e300',
    '(/ 1 0)',
    '(/ 0 0)',
    '0n',
    '-7n',
    '100000000n',
    '(big-pow 10n 400n)',
  ],
  ...['(list)', '(list 1 2)', '(list "a" 1)', '(list (list "a" 1))', '(vector)', '(vector 1 2)', '{:a 1}', '(make-hash-table)'],
  ...['(make-bytes 8)', 'car', '(fn (x) x)', '(make-parameter 1)', '(make-buffer)'],
];

describe('hostile arguments', () => {
  const system = limited();
  const { kernel } = system;
  const pool: Value[] = SOURCES.map(text => system.evaluateText(new SourceText('pool', text), kernel.user));
  // A small generator of its own: the same arguments in every run.
  let seed = 1;
  const random = (n: number): number => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * n);
  };
  const names = primitiveSpecs(kernel).map(spec => spec.name);
  it.each(names)('%s', name => {
    const { primitive } = kernel.base.cell(name).v;
    const most = primitive.max < 0 ? primitive.min + 2 : primitive.max;
    const rounds = most === 0 ? 1 : most === 1 ? pool.length : 300;
    for (let round = 0; round < rounds; round++) {
      const count = primitive.min + random(most - primitive.min + 1);
      const args = Array.from({ length: count }, (_, i) => pool[most === 1 && i === 0 ? round : random(pool.length)]);
      try {
        expect(primitive.fn(...args)).not.toBe(undefined);
      } catch (e) {
        if (e instanceof Raise || (e instanceof Interrupt && e.reason === 'memory')) continue;
        throw new Error(`(${name} ${args.map(a => kernel.inspect(a)).join(' ')}): ${e instanceof Error ? e.stack : String(e)}`);
      }
    }
  });

  it('costs belong to primitives that there are', () => {
    expect(Object.keys(COSTS).filter(name => !names.includes(name))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { List } from './list.ts';

const items = (l: List): unknown[] => l.toArray();

describe('list', () => {
  it('shares invisibly: growing one view does not change another', () => {
    const a = List.of([1, 2, 3]);
    const b = a.drop(1);
    a.push(4);
    const c = b.cons(0);
    b.push(5);
    expect([a, b, c].map(items)).toEqual([
      [1, 2, 3, 4],
      [2, 3, 5],
      [0, 2, 3],
    ]);
  });

  it('keeps two lists consed onto one apart', () => {
    const base = List.of(Array.from({ length: 40 }, (_, i) => i));
    const x = base.cons('x');
    const y = base.cons('y');
    expect([x.at(0), y.at(0), x.at(1), y.at(1), y.at(40)]).toEqual(['x', 'y', 0, 0, 39]);
    expect(y.drop(1).toArray()).toEqual(base.toArray());
  });

  it('is linear when used as a stack on a long list', () => {
    let stack = List.of(new Array(100_000).fill(0));
    for (let i = 0; i < 100_000; i++) stack = stack.cons(i).drop(1).cons(-i);
    expect([stack.length, stack.at(0), stack.at(199_999)]).toEqual([200_000, -99_999, 0]);
  });

  it('does not keep the past of a queue', () => {
    let queue = List.of([0]);
    for (let i = 1; i < 100_000; i++) {
      queue.push(i);
      queue = queue.drop(1);
    }
    expect(items(queue)).toEqual([99_999]);
    expect((queue as unknown as { buffer: { items: unknown[] } }).buffer.items.length).toBeLessThan(5000);
  });

  it('clamps drop and answers undefined outside', () => {
    const l = List.of([1]);
    expect([l.drop(5).length, l.at(-1), l.at(1), l.drop(1).at(0)]).toEqual([0, undefined, undefined, undefined]);
  });

  it('agrees with plain arrays under any history', () => {
    const step = fc.record({
      op: fc.constantFrom('cons', 'cons', 'push', 'drop', 'slice', 'at', 'consTwice'),
      which: fc.nat(),
      n: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 40 }), fc.array(step, { maxLength: 60 }), (start, steps) => {
        const lists = [List.of([...start])];
        const models: unknown[][] = [[...start]];
        steps.forEach(({ op, which, n }, i) => {
          const k = which % lists.length;
          const l = lists[k] as List;
          const m = models[k] as unknown[];
          const value = `v${i}`;
          const add = (list: List, model: unknown[]): void => {
            lists.push(list);
            models.push(model);
          };
          if (op === 'cons') add(l.cons(value), [value, ...m]);
          else if (op === 'consTwice') {
            add(l.cons(value), [value, ...m]);
            add(l.cons('w'), ['w', ...m]);
          } else if (op === 'drop') add(l.drop(n % 4), m.slice(n % 4));
          else if (op === 'slice') add(l.slice(0, Math.min(n, m.length)), m.slice(0, n));
          else if (op === 'at') expect(l.at(n)).toBe(m[n]);
          else {
            l.push(value);
            m.push(value);
          }
        });
        lists.forEach((l, i) => {
          expect(l.length).toBe(models[i]?.length);
          expect([...l]).toEqual(models[i]);
          expect(items(l)).toEqual(models[i]);
          expect(l.drop(3).toArray()).toEqual(models[i]?.slice(3));
        });
      }),
      { numRuns: 500 },
    );
  });
});

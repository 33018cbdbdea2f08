import { describe, expect, it } from 'vitest';
import { Condition, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { toProcedure } from './arity.ts';

function call(min: number, max: number, args: Value[]): Value {
  const f = toProcedure({ name: 'p', min, max, doc: '', pure: true, fn: (...xs) => xs.filter(x => x !== undefined) });
  try {
    return f(...args);
  } catch (e) {
    if (e instanceof Raise && e.payload instanceof Condition) return e.payload.message;
    throw e;
  }
}

describe('arity', () => {
  const shapes = [
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
    [0, 1],
    [1, 2],
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 5],
    [1, 6],
    [0, -1],
    [1, -1],
    [2, -1],
    [3, -1],
  ];
  it.each(shapes)('%i to %i arguments', (min, max) => {
    for (let n = 0; n < 8; n++) {
      const args = Array.from({ length: n }, (_, i) => i);
      const fits = n >= min! && (max! < 0 || n <= max!);
      if (fits) expect(call(min!, max!, args)).toEqual(args);
      else expect(call(min!, max!, args)).toMatch(/^p: expected (at least )?\d( to \d)? arguments?, got \d$/);
    }
  });

  it('words the message', () => {
    expect([call(2, 2, [1]), call(1, 1, []), call(1, 3, []), call(1, -1, [])]).toEqual([
      'p: expected 2 arguments, got 1',
      'p: expected 1 argument, got 0',
      'p: expected 1 to 3 arguments, got 0',
      'p: expected at least 1 argument, got 0',
    ]);
  });
});

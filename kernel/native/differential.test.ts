import { describe, expect, it } from 'vitest';
import { SourceText } from '../reader/source.ts';
import { Interrupt } from '../values/condition.ts';
import { Programs, seeded } from './random-programs.ts';
import { newSystem, outcome, run } from './testing.ts';

const hooks = {
  checkpoint(): void {
    throw new Interrupt('fuel');
  },
};

/** Higher-order on purpose: calls from compiled code into compiled code through an unknown callee. */
const LIBRARY = `(define (map f l)
  (let loop ((i 0) (out (vector)))
    (if (< i (len l)) (begin (vector-push! out (f (nth l i))) (loop (+ i 1) out)) (vector->list out))))`;

function reference(text: string): string {
  const system = newSystem(hooks);
  return outcome(system.kernel, () => system.evaluateText(new SourceText('test.sx', text), system.kernel.user));
}

function native(text: string, sealed: boolean, tailLimit: number): string {
  const system = newSystem(hooks);
  const { kernel } = system;
  kernel.tailsLeft = kernel.tailLimit = tailLimit;
  const result = outcome(kernel, () => run(text, { sealed }, system));
  expect(kernel.handlers).toBe(null);
  return result;
}

describe('random programs mean the same as in the reference engine', () => {
  for (let seed = 0; seed < 120; seed++) {
    it(`seed ${seed}`, () => {
      const text = `${LIBRARY}\n${new Programs(seeded(seed)).program()}`;
      const expected = reference(text);
      if (expected.startsWith('interrupt')) return;
      expect(native(text, true, 200), 'sealed').toBe(expected);
      expect(native(text, false, 200), 'open').toBe(expected);
      expect(native(text, true, 1), 'every tail call bounced').toBe(expected);
    });
  }
});

/**
 * Random programs interpreted, promoted and compiled at once mean the same.
 * Long runs: `JIT_FUZZ_RUNS=5000 JIT_FUZZ_SEED=100 npx vitest run --testTimeout=600000 kernel/jit/differential`.
 */
import { expect, it } from 'vitest';
import { Programs, seeded } from '../native/random-programs.ts';
import { newSystem, outcome } from '../native/testing.ts';
import { SourceText } from '../reader/source.ts';
import { Interrupt } from '../values/condition.ts';
import { installJit, type ProgramTier } from './install.ts';

const RUNS = Number(process.env.JIT_FUZZ_RUNS ?? 150);
const SEED = Number(process.env.JIT_FUZZ_SEED ?? 1);

const hooks = {
  checkpoint(): void {
    throw new Interrupt('fuel');
  },
};

const LIBRARY = `(define (map f l)
  (let loop ((i 0) (out (vector)))
    (if (< i (len l)) (begin (vector-push! out (f (nth l i))) (loop (+ i 1) out)) (vector->list out))))`;

interface Limits {
  heat: number;
  tails: number;
  depth: number;
}

let promoted = 0;

/** Every form twice, so that what the first run made hot is compiled in the second. */
function run(text: string, tier: ProgramTier, { heat, tails, depth }: Limits): string {
  const system = newSystem(hooks);
  const { kernel } = system;
  const policy = installJit(system, tier);
  policy.entryHeat = policy.loopHeat = heat;
  kernel.tailsLeft = kernel.tailLimit = tails;
  kernel.nativeLimit = depth;
  const once = () => outcome(kernel, () => system.evaluateText(new SourceText('test.sx', text), kernel.user));
  const results = `${once()} ${once()}`;
  expect(kernel.nativeDepth).toBe(0);
  promoted += policy.counts.promoted;
  return results;
}

it.each([false, true])(
  'mean the same on every tier; continuations: %s',
  continuations => {
    promoted = 0;
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const text = `${LIBRARY}\n${new Programs(seeded(seed), continuations).program()}`;
      const expected = run(text, 'cek', { heat: 1, tails: 200, depth: 500 });
      if (expected.includes('interrupt')) continue;
      const at = `seed ${seed}`;
      expect(run(text, 'auto', { heat: 1, tails: 200, depth: 500 }), `${at}: promoted at once`).toBe(expected);
      expect(run(text, 'auto', { heat: 2, tails: 1, depth: 500 }), `${at}: tail calls bounced`).toBe(expected);
      expect(run(text, 'auto', { heat: 1, tails: 200, depth: 1 }), `${at}: one compiled frame`).toBe(expected);
      expect(run(text, 'native', { heat: 1, tails: 200, depth: 500 }), `${at}: native`).toBe(expected);
    }
    expect(promoted).toBeGreaterThan(RUNS);
  },
  600_000,
);

/**
 * Random programs that fail: what is printed about an uncaught error, its position included, is the same on every tier.
 * Long runs: `FAILURE_RUNS=5000 FAILURE_SEED=100 npx vitest run kernel/jit/failures`.
 */

import { describe, expect, it } from 'vitest';
import { unhandledText } from '../embed/failure-text.ts';
import { setTier } from '../embed/set-tier.ts';
import type { System } from '../embed/system.ts';
import { runText, settle } from '../embed/text-run.ts';
import { SourceText } from '../reader/source.ts';
import { compiledSystem, standardSystem } from '../testing/standard.ts';
import { Raise } from '../values/condition.ts';

/** Numbers below n, the same ones for a seed. */
function seeded(seed: number): { below(n: number): number } {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return {
    below(n) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    },
  };
}

const RUNS = Number(process.env.FAILURE_RUNS ?? 300);
const SEED = Number(process.env.FAILURE_SEED ?? 1);

const FAULTS = [
  '(car 5)',
  '(first "")',
  '(+ 1 "a")',
  '(* n nil)',
  '(< 1 n "b")',
  '(vector-ref (vector 1) 3)',
  '(vector-set! (vector) n 1)',
  '(nth 7 1)',
  '(substring "abc" 2 9)',
  '(string-append "a" 5)',
  '(upcase n)',
  '(dict-set! nil :a 1)',
  '(vector not-bound)',
  '(not-bound n)',
  '(set! not-bound 1)',
  '(5 n)',
  '((list 1) 2)',
  '(one)',
  '(one 1 2)',
  '(one 1 2 3 4)',
  '((fn (x &rest r) x))',
  '(error "bad thing" n (quote a))',
  '(raise (quote symbol))',
  '(raise (list 1 n))',
  '(map one 5)',
  '(map car (list 1))',
  '(map (fn (a b c) a) (list n))',
  '(reduce + 0 (list 1 "a"))',
  '(sort (list 1 (quote a)) <)',
  '(for-each (fn (x) (vector-ref x 0)) (list 1))',
  '(px n)',
  '(match n (77 1))',
  '(parameterize ((5 1)) 1)',
  '(string->symbol 5)',
  '(assert-equal 1 2)',
  '(force (delay (car n)))',
];

const CONTEXTS = [
  '(list 1\n  X)',
  '(+ X 1)',
  '(if X 1 2)',
  '(if (= n 7)\n  (list X)\n  2)',
  '(begin 1 X 2)',
  '(let ((v X)\n  (w 2))\n  (list v w))',
  '(let* ((v 1) (w (list v)))\n  (vector w X))',
  '(let loop ((i 0))\n  (if (= i 3) (list X) (loop (+ i 1))))',
  '(do ((i 0 (+ i 1))) ((= i 2) i)\n  X)',
  '(list (guard (e ((number? e) 1))\n  (list X)))',
  '(list (guard (e (true (raise e))) (list X)))',
  '(list (try-finally\n  (list X) 1))',
  '(dynamic-wind (fn () 1) (fn () (list X)) (fn () 2))',
  '(list (with-exception-handler (fn (e) (raise e)) (fn () (list X))))',
  '(list (handler-bind ((string? (fn (e) 1)))\n  (list X)))',
  '(list (parameterize ((p 1)) (list X)))',
  '(call-it (fn () (list X)))',
  '(list (map (fn (x) (list X)) (list 1 2)))',
  '(vector-map (fn (x) (list X)) (vector 1 2))',
  '(list (generator->list ((generator-fn () (yield 1) (yield X)))))',
  '(and X 1)',
  '(cond (X 1) (else 2))',
  '(case X ((1) 2) (else 3))',
  '(one\n   X)',
  '(letrec ((f (fn (i) (if (= i 0) (list X) (list (f (- i 1))))))) (f 3))',
  '(list (force (delay (list X))))',
];

const LEAD = `(define p (make-parameter 0))
(define (one x) x)
(define (call-it f) (list (f)))
(define-record-type point (make-point x) point? (x px))
(define n 7)
`;

function program(seed: number): string {
  const random = seeded(seed);
  const pick = (from: readonly string[]): string => from[random.below(from.length)] as string;
  let text = pick(FAULTS);
  for (let depth = 1 + random.below(3); depth > 0; depth--) {
    const inner = text;
    text = pick(CONTEXTS).replace('X', () => inner);
    if (random.below(3) === 0) {
      const name = `f${depth}`;
      const body = text;
      text = `(list (${name} n))`;
      definitions.push(`(define (${name} n)\n  ${body})`);
    }
  }
  const all = `${LEAD}${definitions.join('\n')}\n${text}\n`;
  definitions.length = 0;
  return all;
}
const definitions: string[] = [];

/** As users have it: the library compiled ahead. */
const compiled = (): System => compiledSystem().system;

const TIERS: Record<string, () => System> = {
  vm: () => standardSystem({}, 'vm'),
  native: () => {
    const system = standardSystem();
    setTier(system, 'native');
    return system;
  },
  'native, compiled library': () => {
    const system = compiled();
    setTier(system, 'native');
    return system;
  },
  auto: () => {
    const system = standardSystem();
    const policy = setTier(system, 'auto');
    policy.entryHeat = policy.loopHeat = 1;
    return system;
  },
  'auto, compiled library': () => {
    const system = compiled();
    const policy = setTier(system, 'auto');
    policy.entryHeat = policy.loopHeat = 1;
    return system;
  },
};

function printed(system: System, text: string): string {
  try {
    settle(runText(system, new SourceText('p.sx', text), system.kernel.user), () => null);
    return 'no failure';
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    return unhandledText(e);
  }
}

describe('what is printed about uncaught errors', () => {
  const cek = standardSystem();
  it.each(Object.keys(TIERS))('on %s', tier => {
    const system = (TIERS[tier] as () => System)();
    const differences: string[] = [];
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const text = program(seed);
      const expected = printed(cek, text);
      const got = printed(system, text);
      if (got !== expected) differences.push(`seed ${seed}\n${text.slice(LEAD.length)}cek: ${expected}${tier}: ${got}`);
    }
    expect(differences).toEqual([]);
  });
});

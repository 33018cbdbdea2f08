/** Random programs on the VM and on the CEK. Long runs: `VM_FUZZ_RUNS=20000 VM_FUZZ_SEED=7 npx vitest run kernel/vm/differential`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { System } from '../boot.ts';
import type { Done, Suspended } from '../cek/engine.ts';
import { PRELUDE, Writer } from '../cek/random-programs.ts';
import type { Node } from '../core/nodes.ts';
import { Programs, seeded } from '../native/random-programs.ts';
import { newSystem } from '../native/testing.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';

const RUNS = Number(process.env.VM_FUZZ_RUNS ?? 150);
const SEED = Number(process.env.VM_FUZZ_SEED ?? 1);

const answer = (r: Value): Value => (typeof r === 'number' ? r + 100 : 'answer');

interface Subject {
  system: System;
  trace: string[];
  node(text: string): Node;
}

/** Procedures that make every `id` capture its continuation, and library-like code do so, too. */
const CAPTURING = `
  (define (id x &rest r) (call/cc (fn (k) (k x))))
  (define (wrap f) (fn (&rest args) (apply f (map-id args))))
  (define (map-id l) (if (empty? l) l (let ((x (id (first l)))) (cons x (map-id (rest l))))))
  (define num (wrap num))
  (define list (wrap list))`;

function subject(vm: boolean, more = '', shadowed: readonly string[] = []): Subject {
  const system = new System({ performResolver: answer });
  if (vm) system.useVm();
  const { kernel } = system;
  const trace: string[] = [];
  kernel.user.define('trace', (n: number, v: Value) => {
    trace.push(`${n}:${kernel.inspect(v)}`);
    return v;
  });
  kernel.user.define('through', (f: Value) => [kernel.call(f)][0]);
  kernel.user.define('resume-through', (g: Value, mode: number, v: Value) => g.resume(mode, v));
  for (const name of shadowed) {
    const { v } = kernel.base.cell(name);
    kernel.user.define(name, (...args: Value[]) => v(...args));
  }
  system.evaluateText(new SourceText('prelude', PRELUDE + more), kernel.user);
  return {
    system,
    trace,
    node: text => {
      const source = new SourceText('t', text);
      return system.expander(kernel.user, source).expandTop(new Reader(source, kernel.symbols).next());
    },
  };
}

function outcome({ trace, system: { kernel } }: Subject, act: () => Value): string {
  trace.length = 0;
  let result: string;
  try {
    result = kernel.inspect(act());
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    result = `raised ${e.payload instanceof Condition ? `${e.payload.message} @${e.payload.where}` : kernel.inspect(e.payload)}`;
  }
  expect(kernel.handlers).toBe(null);
  return `${trace.join(' ')} => ${result}`;
}

function finish(step: Done | Suspended): Value {
  let s = step;
  while (!s.done) s = s.resume(answer(s.request));
  return s.value;
}

const decisions = (maxLength: number) => fc.array(fc.nat(1000), { minLength: 20, maxLength, size: 'max' });
/** Positions are compared by their own tests: the engines find the innermost failing part in different ways. */
const unplaced = (s: string): string => s.replace(/ @\S*$/, '');

describe('programs full of control operators', () => {
  it('mean the same on the VM, also without inlined primitives and with continuations captured everywhere', () => {
    const reference = subject(false);
    const capturing = subject(false, CAPTURING);
    const pairs: [Subject, Subject][] = [
      [reference, subject(true)],
      [reference, subject(true, '', ['+', '<', '=', 'rem', 'list', 'len', 'number?', 'list?', 'append!'])],
      [capturing, subject(true, CAPTURING)],
    ];
    fc.assert(
      fc.property(decisions(400), d => {
        const text = new Writer(d).program();
        for (const [i, [cek, vm]] of pairs.entries()) {
          const expected = outcome(cek, () => finish(cek.system.cek.run(cek.node(text))));
          const found = outcome(vm, () => finish(vm.system.vm.run(vm.node(text))));
          expect(unplaced(found), `pair ${i}: ${text}`).toBe(unplaced(expected));
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('may be continued again from every request', () => {
    const s = subject(true);
    fc.assert(
      fc.property(decisions(300), d => {
        const text = new Writer(d, true).program();
        const seen: [Suspended, string][] = [];
        try {
          for (let step = s.system.vm.run(s.node(text)); !step.done && seen.length < 8; step = step.resume(answer(step.request)))
            seen.push([step, '']);
        } catch (e) {
          if (!(e instanceof Raise)) throw e;
        }
        const resumed = (step: Suspended) => outcome(s, () => finish(step.resume(answer(step.request))));
        for (const entry of seen.toReversed()) entry[1] = resumed(entry[0]);
        for (const [step, first] of seen) expect(resumed(step), text).toBe(first);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

const LIBRARY = `(define (map f l)
  (let loop ((i 0) (out (vector)))
    (if (< i (len l)) (begin (vector-push! out (f (nth l i))) (loop (+ i 1) out)) (vector->list out))))`;

describe('programs of closures, loops, records and generators mean the same on the VM', () => {
  const hooks = {
    checkpoint(): void {
      throw new Interrupt('fuel');
    },
  };
  const run = (text: string, vm: boolean): string => {
    const system = newSystem(hooks);
    if (vm) system.useVm();
    const { kernel } = system;
    try {
      return kernel.inspect(system.evaluateText(new SourceText('test.sx', text), kernel.user));
    } catch (e) {
      if (e instanceof Interrupt) return `interrupt: ${e.reason}`;
      if (!(e instanceof Raise)) throw e;
      return `!${e.payload instanceof Condition ? e.payload.message : kernel.inspect(e.payload)}`;
    }
  };
  it.each(Array.from({ length: 12 }, (_, i) => i))('batch %i', batch => {
    for (let seed = batch * 10; seed < batch * 10 + 10; seed++) {
      const text = `${LIBRARY}\n${new Programs(seeded(seed)).program()}`;
      const expected = run(text, false);
      if (!expected.startsWith('interrupt')) expect(run(text, true), `seed ${seed}`).toBe(expected);
    }
  });
});

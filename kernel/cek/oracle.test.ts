import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node } from '../core/nodes.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import type { Done, Suspended } from './engine.ts';
import { Oracle } from './oracle.ts';
import { PRELUDE, Writer } from './random-programs.ts';
import { type Bench, bench } from './testing.ts';

const answer = (r: Value): Value => (typeof r === 'number' ? r + 100 : 'answer');

function prepare(): { b: Bench; node: (text: string) => Node; trace: string[] } {
  const b = bench({ performResolver: answer });
  const { kernel } = b.system;
  const trace: string[] = [];
  kernel.user.define('trace', (n: number, v: Value) => {
    trace.push(`${n}:${kernel.inspect(v)}`);
    return v;
  });
  // Host code between guest frames; the oracle does what it stands for.
  const through: Value = (f: Value) => [kernel.call(f)][0];
  through.native = 'call';
  kernel.user.define('through', through);
  const resume: Value = (g: Value, mode: number, v: Value) => g.resume(mode, v);
  resume.native = 'resume';
  kernel.user.define('resume-through', resume);
  // The oracle's generators are not generators to the primitives.
  kernel.user.define('generator-done?', (g: Value) => g.state === 'done');
  return {
    b,
    trace,
    node: text => {
      const source = new SourceText('t', text);
      return b.system.expander(kernel.user, source).expandTop(new Reader(source, kernel.symbols).next());
    },
  };
}

function outcome(trace: string[], inspect: (v: Value) => string, act: () => Value): string {
  trace.length = 0;
  let result: string;
  try {
    result = inspect(act());
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    result = `raised ${e.payload instanceof Condition ? e.payload.kind : inspect(e.payload)}`;
  }
  return `${trace.join(' ')} => ${result}`;
}

const RUNS = Number(process.env.CEK_FUZZ_RUNS ?? 150);

/** Machines that must agree: as it is, without inlined primitives, and with a continuation captured at every `id`. */
function machines(): ReturnType<typeof prepare>[] {
  const plain = prepare();
  const framed = prepare();
  const { base, user } = framed.b.system.kernel;
  for (const name of ['+', '<', '=', 'rem', 'list', 'len', 'number?', 'list?', 'append!']) {
    const { v } = base.cell(name);
    user.define(name, (...args: Value[]) => v(...args));
  }
  const captured = prepare();
  for (const m of [plain, framed, captured]) m.b.value(PRELUDE);
  captured.b.value(`
    (define (id x &rest r) (call/cc (fn (k) (k x))))
    (define (wrap f) (fn (&rest args) (apply f (map-id args))))
    (define (map-id l) (if (empty? l) l (let ((x (id (first l)))) (cons x (map-id (rest l))))))
    (define num (wrap num))
    (define list (wrap list))`);
  return [plain, framed, captured];
}

describe('random programs', () => {
  it('mean the same to the machine and to the oracle', () => {
    const forOracle = prepare();
    const oracle = new Oracle(forOracle.b.system.kernel);
    for (const d of PRELUDE.split('\n  (define').slice(1)) oracle.run(forOracle.node(`(define${d}`));
    const all = machines();
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 20, maxLength: 400, size: 'max' }), decisions => {
        const text = new Writer(decisions).program();
        const expected = outcome(forOracle.trace, forOracle.b.system.kernel.inspect, () =>
          oracle.run(forOracle.node(text), answer),
        );
        for (const [i, m] of all.entries()) {
          const { cek, kernel } = m.b.system;
          const driven = outcome(m.trace, kernel.inspect, () => {
            let step = cek.run(m.node(text));
            while (!step.done) step = step.resume(answer(step.request));
            return step.value;
          });
          expect(driven, `machine ${i}: ${text}`).toBe(expected);
          expect(kernel.handlers).toBe(null);
        }
      }),
      { numRuns: RUNS, seed: Number(process.env.CEK_FUZZ_SEED ?? 1) },
    );
  });

  it('may be continued again from every request', () => {
    const { b, node, trace } = prepare();
    const { cek, kernel } = b.system;
    b.value(PRELUDE);
    const finish = (step: Done | Suspended): string =>
      outcome(trace, kernel.inspect, () => {
        let s = step;
        while (!s.done) s = s.resume(answer(s.request));
        return s.value;
      });
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 20, maxLength: 300, size: 'max' }), decisions => {
        const text = new Writer(decisions, true).program();
        const seen: [Suspended, string][] = [];
        const note = (step: Done | Suspended): void => {
          for (let s = step; !s.done && seen.length < 8; s = s.resume(answer(s.request))) seen.push([s, '']);
        };
        try {
          note(cek.run(node(text)));
        } catch (e) {
          if (!(e instanceof Raise)) throw e;
        }
        const resumed = (s: Suspended) => {
          try {
            return finish(s.resume(answer(s.request)));
          } catch (e) {
            if (!(e instanceof Raise)) throw e;
            return 'raised';
          }
        };
        // Backwards, then forwards again.
        for (const entry of seen.toReversed()) entry[1] = resumed(entry[0]);
        for (const [s, first] of seen) expect(resumed(s), text).toBe(first);
      }),
      { numRuns: RUNS, seed: Number(process.env.CEK_FUZZ_SEED ?? 1) },
    );
  });
});

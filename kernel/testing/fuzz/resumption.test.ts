/** A run that waits for an answer may be continued any number of times: each time the same follows. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Done, Suspended } from '../../control/outcome.ts';
import { runText } from '../../embed/text-run.ts';
import { SourceText } from '../../reader/source.ts';
import { Raise } from '../../values/condition.ts';
import type { Value } from '../../values/procedure.ts';
import type { Family } from '../programs/families.ts';
import { programs } from '../programs/program.ts';
import { standardSystem } from '../standard.ts';

/** Without assignments, mutable data and generators: what is continued twice must do the same twice. */
const PURE: readonly Family[] = [
  ...(['signatures', 'tails', 'strings', 'lists', 'parameterize', 'blocks', 'finally', 'raise', 'guard'] as const),
  ...(['handlers', 'failing-handlers', 'wind', 'escapes', 'call/cc', 'delimited', 'perform', 'values'] as const),
];

const answer = (request: Value): Value => (typeof request === 'number' ? request + 100 : 'answer');

it.each(['cek', 'vm'] as const)('on %s', engine => {
  const system = standardSystem({}, engine);
  const { kernel } = system;
  const trace: string[] = [];
  const note = (v: Value): Value => {
    trace.push(kernel.inspect(v));
    return v;
  };
  for (const [name, fn] of Object.entries({ note, num: (v: Value) => (typeof v === 'number' ? v : 1), describe: String })) {
    kernel.base.define(name, fn);
  }
  /** What follows from a step, requests answered; `seen` collects the first few of them. */
  const finish = (first: () => Done | Suspended, seen: Suspended[] = []): string => {
    trace.length = 0;
    let end: string;
    try {
      let step = first();
      for (; !step.done; step = step.resume(answer(step.request))) if (seen.length < 8) seen.push(step);
      end = kernel.inspect(step.value);
    } catch (e) {
      if (!(e instanceof Raise)) throw e;
      end = `raised ${kernel.inspect(e.payload)}`;
    }
    return `${trace.join(' ')} => ${end}`;
  };
  let requests = 0;
  fc.assert(
    fc.property(programs(PURE), ({ forms }) => {
      kernel.freshUser();
      for (const form of forms) {
        const seen: Suspended[] = [];
        finish(() => runText(system, new SourceText('program.sx', form), kernel.user), seen);
        const follows = (s: Suspended): string => finish(() => s.resume(answer(s.request)));
        // Backwards, then forwards again.
        const once = seen.toReversed().map(follows).reverse();
        expect(seen.map(follows)).toEqual(once);
        requests += seen.length;
      }
    }),
    { numRuns: 150, seed: 1 },
  );
  expect(requests).toBeGreaterThan(150);
});

/** Random calls of Temporal answer what another implementation does, which node runs in a process of its own. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askHost, printedHere } from '../../../testing/js.ts';
import { call } from './temporal-calls.ts';

const CALLS = 1000;
/** Other seeds find calls in which the polyfill errs: leap months that the other year does not have, last digits of totals. */
const SEED = 20261201;

const PRELUDE = `
function run(thunk) {
  let answer;
  try { answer = thunk(); } catch (e) { answer = e.name; }
  print(String(answer));
}
`;

/** Totals are the nearest number here; the other implementation may miss it by a unit in the last place. */
function near(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  const x = Number(a);
  return Number.isFinite(x) && Math.abs(x - Number(b)) <= Math.abs(x) * 4 * Number.EPSILON;
}

it('agrees with a polyfill on random calls', () => {
  const calls = fc.sample(call, { numRuns: CALLS, seed: SEED });
  const program = PRELUDE + calls.map(each => `run(() => ${each});`).join('\n');
  const ours = printedHere(program);
  const { lines: theirs, complaint } = askHost(`require('temporal-polyfill/full/global');\n${program}`);
  expect(complaint).toBe('');
  expect(ours).toHaveLength(CALLS);
  const different = calls.flatMap((each, i) =>
    near(ours[i], theirs[i]) ? [] : [`${each}\n  here: ${ours[i]}\n  there: ${theirs[i]}`],
  );
  expect(different).toEqual([]);
  // most of them have results
  expect(ours.filter(line => line.endsWith('Error')).length).toBeLessThan(CALLS / 4);
}, 60_000);

// V8's own Temporal says the same; the polyfill counts 942 years and 12 months.
it('counts whole years back from a leap month', () => {
  const call = `Temporal.PlainDate.from('1900-02-01[u-ca=hebrew]').until(Temporal.PlainDate.from('0957-02-05[u-ca=hebrew]'), {
    largestUnit: 'year', smallestUnit: 'day', roundingMode: 'halfEven', roundingIncrement: 2 })`;
  expect(printedHere(`${PRELUDE}run(() => ${call});`)).toEqual(['-P943Y4D']);
});

/** Random calls of Temporal answer what another implementation does, which node runs in a process of its own. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askHost, printedHere } from '../../../testing/js.ts';
import { call } from './temporal-calls.ts';

const CALLS = 1000;

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
  const calls = fc.sample(call, CALLS);
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

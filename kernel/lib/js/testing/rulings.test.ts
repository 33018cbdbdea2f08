/** Programs whose answer the specification gives and the host's engine does not. */
import { describe, expect, it } from 'vitest';
import { printedHere, TIERS } from '../../../testing/js.ts';
import { RULINGS } from './scopes.ts';

const program = (body: string): string =>
  `var answer; try { answer = Function(${JSON.stringify(body)})(); } catch (e) { answer = e.name; } print(String(answer));`;

describe.each(TIERS)('on %s', tier => {
  it.each(RULINGS)('%s', (body, answer) => {
    expect(printedHere(program(body), { tier })).toEqual([answer]);
  });
});

import { expect, it } from 'vitest';
import { OPCODES } from './opcodes.ts';
import { opcodeReference } from './reference.ts';

it('matches the page in docs/reference (update with vitest -u)', async () => {
  await expect(opcodeReference()).toMatchFileSnapshot('../../docs/reference/opcodes.md');
});

it('has each number and each name once, in the range of the core', () => {
  expect(new Set(OPCODES.map(r => r.op)).size).toBe(OPCODES.length);
  expect(new Set(OPCODES.map(r => r.name)).size).toBe(OPCODES.length);
  expect(OPCODES.filter(r => r.op < 1 || r.op > 199)).toEqual([]);
});

/** The values that flags take: each function reads one kind of text, or throws a `UsageProblem` that says what it must be. */
import { parseEngineSpec } from '../../harness/engines/engine-spec.ts';
import { isOutcome } from '../../harness/outcome.ts';
import { PROGRAM_MODES, type ProgramMode, TIERS, type Tier } from '../../harness/test-case.ts';
import { REPORTER_NAMES } from '../../reports/reporters/index.ts';

/** Tiers of our own engine. */
export const SX_TIERS: readonly Tier[] = TIERS.filter(tier => tier !== 'host');

/** A value that a flag does not take; the parser adds the flag's name. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}

export function append(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

export function oneOf<T extends string>(text: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(text)) return text as T;
  throw new UsageProblem(`must be one of ${allowed.join(', ')}`);
}

export function modeList(text: string): readonly ProgramMode[] {
  return text.split(',').map(part => oneOf(part.trim(), PROGRAM_MODES));
}

export function outcomeList(text: string): readonly string[] {
  return text.split(',').map(part => {
    if (!isOutcome(part.trim())) throw new UsageProblem(`${part.trim()} is no outcome`);
    return part.trim();
  });
}

export function regularExpression(text: string): string {
  try {
    new RegExp(text);
    return text;
  } catch (error) {
    throw new UsageProblem((error as Error).message);
  }
}

export function whole(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new UsageProblem('must be a whole number');
  return Number(text);
}

export function positive(text: string): number {
  const value = whole(text);
  if (value === 0) throw new UsageProblem('must be at least 1');
  return value;
}

export function shardOf(text: string): { index: number; count: number } {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (match === null || index < 1 || index > count) throw new UsageProblem('must be i/n with 1 ≤ i ≤ n, such as 2/4');
  return { index, count };
}

/** Percentages are kept as negative numbers until the number of processors is known. */
export function workerCount(text: string): number {
  const match = /^(\d{1,4})(%?)$/.exec(text);
  const value = Number(match?.[1]);
  if (match === null || value === 0) throw new UsageProblem('must be a number such as 4, or a share such as 50%');
  return match[2] === '%' ? -value : value;
}

export function engine(text: string): string {
  if (parseEngineSpec(text) === undefined) throw new UsageProblem('must be sx, sx:heat=N, process:CMD or module:FILE');
  return text;
}

export function reporter(text: string, before: readonly string[]): readonly string[] {
  const name = text.split('=', 1)[0]!;
  oneOf(name, REPORTER_NAMES);
  return [...before, text];
}

export function tierList(text: string): readonly Tier[] {
  const tiers = text.split(',').map(part => oneOf(part.trim(), SX_TIERS));
  if (new Set(tiers).size < 2) throw new UsageProblem('must name at least two tiers');
  if (new Set(tiers).size < tiers.length) throw new UsageProblem('names a tier twice');
  return tiers;
}

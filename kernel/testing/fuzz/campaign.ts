/**
 * A run over many random programs, in batches: each batch has a seed of its own and fresh kernels, so that any of them can be repeated by
 * itself. Counts what was really run: programs per subject, programs of which something was compiled, programs with each family.
 */
import fc from 'fast-check';
import { FAMILIES, type Family } from '../programs/families.ts';
import { type Program, programs } from '../programs/program.ts';
import { Bench, type Comparison, type Difference } from './compare.ts';
import { reduce } from './reduce.ts';
import type { EngineName } from './subject.ts';

export const BATCH = 100;

export interface CampaignOptions {
  runs: number;
  seed: number;
  engines: readonly EngineName[];
  /** Counterexamples after which to stop. */
  most: number;
  onBatch?(tally: Tally): void;
  onFailure?(found: Counterexample): void;
}

export interface Counterexample {
  /** Repeats it: `--seed` of its batch. */
  seed: number;
  forms: readonly string[];
  differences: readonly Difference[];
  /** It only shows after the programs before it in its batch; not reduced. */
  needsBatch: boolean;
}

export interface SubjectTally {
  compared: number;
  leftOut: number;
  /** Programs of which something ran as compiled code, and how many pieces that was. */
  promoting: number;
  promoted: number;
}

export class Tally {
  programs = 0;
  unfinished = 0;
  readonly subjects = new Map<string, SubjectTally>();
  readonly families = new Map<Family, number>(FAMILIES.map(f => [f, 0]));
  readonly counterexamples: Counterexample[] = [];

  add({ families }: Program, comparison: Comparison): void {
    this.programs++;
    if (comparison.unfinished) this.unfinished++;
    for (const family of families) this.families.set(family, (this.families.get(family) ?? 0) + 1);
    for (const { subject, verdict, promoted } of comparison.ran) {
      let row = this.subjects.get(subject.name);
      if (row === undefined) this.subjects.set(subject.name, (row = { compared: 0, leftOut: 0, promoting: 0, promoted: 0 }));
      if (verdict === 'left out') row.leftOut++;
      else row.compared++;
      if (promoted > 0) row.promoting++;
      row.promoted += promoted;
    }
  }
}

export function campaign(options: CampaignOptions): Tally {
  const { runs, seed, engines, most } = options;
  const tally = new Tally();
  for (let done = 0; done < runs && tally.counterexamples.length < most; done += BATCH) {
    const found = batch(seed + done / BATCH, Math.min(BATCH, runs - done), engines, tally);
    if (found !== undefined) {
      tally.counterexamples.push(found);
      options.onFailure?.(found);
    }
    options.onBatch?.(tally);
  }
  return tally;
}

/** Runs one batch to its end or to its first counterexample, which is made smaller. */
function batch(seed: number, runs: number, engines: readonly EngineName[], tally: Tally): Counterexample | undefined {
  const bench = new Bench(engines);
  let turn = 0;
  let failed: { program: Program; differences: readonly Difference[]; turn: number } | undefined;
  const check = (program: Program): boolean => {
    const comparison = bench.compare(program.forms, program.families, turn);
    tally.add(program, comparison);
    if (comparison.differences.length > 0) failed = { program, differences: comparison.differences, turn };
    turn++;
    return comparison.differences.length === 0;
  };
  fc.check(fc.property(programs(), check), { numRuns: runs, seed, endOnFailure: true });
  if (failed === undefined) return undefined;
  return { seed, ...smaller(failed.program, failed.differences, failed.turn) };
}

/** The same difference in fresh kernels, with as little program as possible. */
function smaller({ forms, families }: Program, seen: readonly Difference[], turn: number): Omit<Counterexample, 'seed'> {
  const engines = [...new Set(seen.map(d => d.subject.split('/')[0] as EngineName))];
  const kind = (d: Difference): boolean => d.found.startsWith('BUG');
  const differences = (candidate: readonly string[], bench = new Bench(engines)): Difference[] => {
    const found = bench.compare(candidate, families, turn).differences;
    return found.filter(
      d => !d.found.startsWith('raised syntax:') && seen.some(s => s.subject === d.subject && kind(s) === kind(d)),
    );
  };
  if (differences(forms).length === 0) return { forms, differences: seen, needsBatch: true };
  // One bench for all candidates; what it finds must hold without it.
  const bench = new Bench(engines);
  const least = reduce(forms, candidate => differences(candidate, bench).length > 0);
  const small = differences(least).length > 0 ? least : forms;
  return { forms: small, differences: differences(small), needsBatch: false };
}

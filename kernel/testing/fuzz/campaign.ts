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

export const BATCH = 250;

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
  program: Program;
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
    if (comparison.reference.unfinished) this.unfinished++;
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
    const comparison = bench.compare(program, turn);
    tally.add(program, comparison);
    if (comparison.differences.length > 0) failed = { program, differences: comparison.differences, turn };
    turn++;
    return comparison.differences.length === 0;
  };
  fc.check(fc.property(programs(), check), { numRuns: runs, seed, endOnFailure: true });
  if (failed === undefined) return undefined;
  return { seed, ...smaller(failed.program, failed.differences, failed.turn) };
}

/** The same subjects differ in fresh kernels, with as little program as possible. */
function smaller(program: Program, seen: readonly Difference[], turn: number): Omit<Counterexample, 'seed'> {
  const engines = [...new Set(seen.map(d => d.subject.split('/')[0] as EngineName))];
  const compare = (forms: readonly string[], bench = new Bench(engines)): Comparison =>
    bench.compare({ ...program, forms }, turn);
  const subjects = new Set(seen.map(d => d.subject));
  const first = compare(program.forms);
  if (first.differences.length === 0) return { program, differences: seen, needsBatch: true };
  // Parts that were left out must not make it another program: one with mistakes that it did not have.
  const mistakes = MISTAKES.filter(m => !first.reference.events.some(e => m.test(e)));
  // One bench for all candidates; what it finds must hold without it.
  const bench = new Bench(engines);
  const forms = reduce(program.forms, candidate => {
    const { reference, differences } = compare(candidate, bench);
    return differences.some(d => subjects.has(d.subject)) && !reference.events.some(e => mistakes.some(m => m.test(e)));
  });
  const least = compare(forms);
  return least.differences.length > 0
    ? { program: { ...program, forms }, differences: least.differences, needsBatch: false }
    : { program, differences: first.differences, needsBatch: false };
}

/** What no program of the generator's reports, or few do, and what differs in ways that say nothing. */
const MISTAKES = [/syntax: /, /undefined-symbol: /, /arity: /, /Not callable/, /Handler returned/];

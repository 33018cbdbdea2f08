/**
 * Mutants on all tiers: every one must end in a value or a condition, the same everywhere: value, or kind, message and place of
 * the condition. What no mutant may do is fail inside the kernel.
 */
import { newFunctionLoader } from '../../native/units/loader.ts';
import { inspect } from '../../values/writer.ts';
import { type Difference, firstDifference } from '../fuzz/compare.ts';
import { type EngineName, type Observation, PATIENCE, Subject } from '../fuzz/subject.ts';
import { dice, mutant } from './mutate.ts';
import { partsOf, type Seed } from './seeds.ts';

export interface MutantOptions {
  runs: number;
  seed: number;
  engines: readonly EngineName[];
  /** Counterexamples after which to stop. */
  most: number;
  onProgress?(tally: MutantTally): void;
}

export interface MutantFailure {
  /** Number of the mutant: with the seed it repeats it. */
  number: number;
  seed: string;
  forms: readonly string[];
  differences: readonly Difference[];
}

export interface MutantTally {
  mutants: number;
  /** They take too long, or do not end. */
  unfinished: number;
  /** They end, but not on every tier within its fuel and memory: the others were compared. */
  cut: number;
  values: number;
  conditions: number;
  syntax: number;
  failures: MutantFailure[];
}

export function mutants(seeds: readonly Seed[], options: MutantOptions): MutantTally {
  const { runs, seed, engines, most, onProgress } = options;
  const tally: MutantTally = { mutants: 0, unfinished: 0, cut: 0, values: 0, conditions: 0, syntax: 0, failures: [] };
  const parts = partsOf(seeds);
  let tiers = new Tiers(engines);
  for (let number = seed; number < seed + runs && tally.failures.length < most; number++) {
    const roll = dice(number);
    const { name, before, program } = seeds[roll(seeds.length)] as Seed;
    const forms = [...before, inspect(mutant(program, roll, parts))];
    // Programs that were run are not forgotten by everything in a kernel.
    if (tally.mutants % BATCH === BATCH - 1) tiers = new Tiers(engines);
    const { reference, differences, cut } = tiers.compare(forms);
    count(tally, reference);
    if (cut) tally.cut++;
    if (differences.length > 0) {
      // A mutant may have changed the library for those after it: only what fresh kernels do counts.
      tiers = new Tiers(engines);
      const again = tiers.compare(forms).differences;
      if (again.length > 0) tally.failures.push({ number, seed: name, forms, differences: again });
    }
    if (tally.mutants % 500 === 0) onProgress?.(tally);
  }
  return tally;
}

/** Mutants that share kernels. */
const BATCH = 1000;

const tier = (engine: EngineName): Subject => new Subject(engine, 'normal', 1, newFunctionLoader, true);

class Tiers {
  private readonly reference = tier('cek');
  private readonly others: readonly Subject[];

  constructor(engines: readonly EngineName[]) {
    this.others = engines.filter(e => e !== 'cek').map(e => tier(e));
  }

  compare(forms: readonly string[]): { reference: Observation; differences: Difference[]; cut: boolean } {
    const reference = this.reference.run(forms);
    const differences = bugs('cek', reference);
    let cut = false;
    if (!reference.unfinished) {
      for (const subject of this.others) {
        const found = subject.run(forms, PATIENCE);
        // How deep a recursion may go is a limit of its own on each tier.
        if (found.events.some(e => e.startsWith('raised stack-exhausted:'))) continue;
        // So is what a step costs, and the memory that garbage takes.
        cut ||= found.unfinished;
        const difference =
          bugs(subject.name, found)[0] ?? (found.unfinished ? undefined : firstDifference(subject.name, reference, found));
        if (difference !== undefined) differences.push(difference);
      }
    }
    return { reference, differences, cut };
  }
}

function bugs(subject: string, { events }: Observation): Difference[] {
  const bad = events.find(e => e.startsWith('BUG') || e.includes('#<undefined>'));
  return bad === undefined ? [] : [{ subject, expected: '(no failure)', found: bad }];
}

function count(tally: MutantTally, { events, unfinished }: Observation): void {
  tally.mutants++;
  const last = events.at(-1) ?? '';
  if (unfinished) tally.unfinished++;
  else if (last.startsWith('raised syntax:')) tally.syntax++;
  else if (last.startsWith('raised')) tally.conditions++;
  else tally.values++;
}

/** One program on all subjects: who differs from the reference engine, and at which event. */
import { type CodeLoader, newFunctionLoader, type UnitFactory } from '../../native/units/loader.ts';
import type { Family } from '../programs/families.ts';
import type { Program } from '../programs/program.ts';
import { type EngineName, type Mode, type Observation, PATIENCE, Subject } from './subject.ts';

export interface Difference {
  /** `engine`, or `engine/mode`. */
  subject: string;
  /** What the reference engine reports, and what the subject does instead. */
  expected: string;
  found: string;
}

/** What became of a program on one subject. */
export type Verdict = 'same' | 'different' | 'left out';

export interface Comparison {
  /** On the reference engine. If it took too long there, nothing is compared. */
  reference: Observation;
  differences: Difference[];
  ran: { subject: Subject; verdict: Verdict; promoted: number }[];
}

const HEATS = [1, 2, 3] as const;

/** After so many turns every mode and threshold has had one. */
export const TURNS = 9;

/** What each engine runs of every program; modes in one list take turns. The reference itself is no subject. */
const MODES_OF: Readonly<Record<EngineName, readonly (readonly Mode[])[]>> = {
  oracle: [['normal']],
  cek: [
    ['fuel', 'tails'],
    ['shadowed', 'captured'],
  ],
  vm: [['normal'], ['fuel', 'tails'], ['shadowed', 'captured']],
  native: [['normal'], ['fuel', 'tails', 'sealed']],
  auto: [['normal'], ['fuel', 'tails', 'depth']],
};

/** A sealed unit trusts its definitions, and all of it runs as one form, which no continuation outlives and whose frames stay. */
const NOT_SEALED: readonly Family[] = ['redefinition', 'call/cc', 're-entry', 'delimited', 'declining'];

export class Bench {
  private readonly reference = new Subject('cek', 'normal');
  /** Host functions of the present program: emitted code is the same in all modes. */
  private readonly loaded = new Map<string, UnitFactory>();
  private readonly load: CodeLoader = (body, name) => {
    const factory = this.loaded.get(body) ?? newFunctionLoader(body, name);
    this.loaded.set(body, factory);
    return factory;
  };
  /** At each place the alternatives that take turns. */
  private readonly subjects: readonly (readonly Subject[])[];

  constructor(engines: readonly EngineName[]) {
    this.subjects = engines.flatMap(engine =>
      MODES_OF[engine].map(modes =>
        modes.flatMap(mode => (engine === 'auto' ? HEATS : [1]).map(heat => new Subject(engine, mode, heat, this.load))),
      ),
    );
  }

  compare({ forms, families }: Program, turn = 0): Comparison {
    this.loaded.clear();
    const expected = this.reference.run(forms);
    const result: Comparison = { reference: expected, differences: [], ran: [] };
    if (expected.unfinished) return result;
    result.ran.push({ subject: this.reference, verdict: 'same', promoted: 0 });
    result.differences.push(...failures('cek', expected));
    for (const alternatives of this.subjects) {
      const subject = alternatives[turn % alternatives.length] as Subject;
      if (subject.mode === 'sealed' && NOT_SEALED.some(f => families.has(f))) {
        result.ran.push({ subject, verdict: 'left out', promoted: 0 });
        continue;
      }
      const found = subject.run(forms, PATIENCE);
      const { refused } = found;
      const difference = refused ? undefined : differenceOf(subject.name, expected, found);
      if (difference !== undefined) result.differences.push(difference);
      const verdict = refused ? 'left out' : difference === undefined ? 'same' : 'different';
      result.ran.push({ subject, verdict, promoted: found.promoted });
    }
    return result;
  }
}

function differenceOf(subject: string, expected: Observation, found: Observation): Difference | undefined {
  return failures(subject, found)[0] ?? firstDifference(subject, expected, found);
}

/** The first event that is not as on the reference engine. */
export function firstDifference(subject: string, expected: Observation, found: Observation): Difference | undefined {
  const most = Math.max(expected.events.length, found.events.length);
  for (let i = 0; i < most; i++) {
    const [wanted, got] = [expected.events[i], found.events[i]].map(e => e ?? '(nothing)');
    if (wanted !== got)
      return { subject, expected: wanted as string, found: found.unfinished ? '(does not end)' : (got as string) };
  }
  return found.unfinished ? { subject, expected: '(ends)', found: '(does not end)' } : undefined;
}

/** What no engine may do, and no program may ask for: a program with a mistake in its shape is a mistake of the generator. */
function failures(subject: string, { events }: Observation): Difference[] {
  const bad = events.find(e => e.startsWith('BUG') || e.startsWith('raised syntax:'));
  return bad === undefined ? [] : [{ subject, expected: '(no failure)', found: bad }];
}

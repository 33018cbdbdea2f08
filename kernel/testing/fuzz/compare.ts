/** One program on all subjects: who differs from the reference engine, and at which event. */
import type { Family } from '../programs/families.ts';
import { EXCLUSIONS } from './exclusions.ts';
import { type EngineName, LIMITS, type LimitName, type Observation, PATIENCE, Subject } from './subject.ts';

export interface Difference {
  /** `engine`, or `engine/limits`. */
  subject: string;
  /** What the reference engine reports, and what the subject does instead. */
  expected: string;
  found: string;
}

/** What became of a program on one subject. */
export type Verdict = 'same' | 'different' | 'left out';

export interface Comparison {
  /** Took too long on the reference engine; not compared. */
  unfinished: boolean;
  differences: Difference[];
  ran: { subject: Subject; verdict: Verdict; promoted: number }[];
}

const HEATS = [1, 2, 3] as const;

/** Which limits mean something to an engine; the reference itself is no subject. */
function applies(engine: EngineName, limits: LimitName): boolean {
  if (engine === 'oracle') return limits === 'normal';
  return engine === 'cek' ? limits === 'fuel' || limits === 'tails' : limits !== 'depth' || engine === 'auto';
}

/** The subjects of one comparison; `turn` chooses the threshold of `auto`. */
export class Bench {
  private readonly reference = new Subject('cek', 'normal');
  /** At each place the alternatives that take turns. */
  private readonly subjects: readonly (readonly Subject[])[];

  constructor(engines: readonly EngineName[]) {
    this.subjects = engines.flatMap(engine =>
      LIMITS.filter(l => applies(engine, l)).map(l =>
        engine === 'auto' ? HEATS.map(heat => new Subject(engine, l, heat)) : [new Subject(engine, l)],
      ),
    );
  }

  compare(forms: readonly string[], families: ReadonlySet<Family>, turn = 0): Comparison {
    const expected = this.reference.run(forms);
    const result: Comparison = { unfinished: expected.unfinished, differences: [], ran: [] };
    if (expected.unfinished) return result;
    result.ran.push({ subject: this.reference, verdict: 'same', promoted: 0 });
    result.differences.push(...failures('cek', expected));
    for (const alternatives of this.subjects) {
      const subject = alternatives[turn % alternatives.length] as Subject;
      const excluded = EXCLUSIONS.filter(x => x.engines.includes(subject.engine));
      if (excluded.some(x => x.family !== undefined && families.has(x.family))) {
        result.ran.push({ subject, verdict: 'left out', promoted: 0 });
        continue;
      }
      const found = subject.run(forms, PATIENCE);
      const refused = found.refused || found.events.some(e => excluded.some(x => x.event?.test(e)));
      const difference = refused ? undefined : differenceOf(subject.name, expected, found);
      if (difference !== undefined) result.differences.push(difference);
      const verdict = refused ? 'left out' : difference === undefined ? 'same' : 'different';
      result.ran.push({ subject, verdict, promoted: found.promoted });
    }
    return result;
  }
}

function differenceOf(subject: string, expected: Observation, found: Observation): Difference | undefined {
  const [failure] = failures(subject, found);
  if (failure !== undefined) return failure;
  const most = Math.max(expected.events.length, found.events.length);
  for (let i = 0; i < most; i++) {
    if (expected.events[i] === found.events[i]) continue;
    const at = (events: readonly string[]): string => events[i] ?? '(nothing)';
    return { subject, expected: at(expected.events), found: found.unfinished ? '(does not end)' : at(found.events) };
  }
  return found.unfinished ? { subject, expected: '(ends)', found: '(does not end)' } : undefined;
}

/** What no engine may do, and no program may ask for: a program with a mistake in its shape is a mistake of the generator. */
function failures(subject: string, { events }: Observation): Difference[] {
  const bad = events.find(e => e.startsWith('BUG') || e.startsWith('raised syntax:'));
  return bad === undefined ? [] : [{ subject, expected: '(no failure)', found: bad }];
}

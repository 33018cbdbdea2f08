/**
 * Differences grouped by cause: the same tiers against the same tiers with the same outcomes and normalised messages are one cause,
 * however many cases show it. Each cause has its smallest case as the example.
 */
import { normaliseMessage } from '../compare/normalise-message.ts';
import type { Aspect, Difference, TierResult } from './parity.ts';

export interface Side {
  tiers: string[];
  /** Outcome and normalised message. */
  saw: string;
}

export interface Cause {
  suite: string;
  aspects: Aspect[];
  sides: Side[];
  count: number;
  /** Id of the smallest case. */
  example: string;
  /** The smallest command that shows the difference: one case, one tier of each side. */
  repeat: string;
}

export interface CauseContext {
  /** Size of a case's source; 0 when it is not known. */
  sizeOf: (difference: Difference) => number;
  repeat: (difference: Difference, tiers: readonly string[]) => string;
}

/** Causes by number of cases, then by example. */
export function causesOf(differences: readonly Difference[], context: CauseContext): Cause[] {
  const groups = new Map<string, Difference[]>();
  for (const each of differences) {
    const key = JSON.stringify([each.suite, each.aspects, sidesOf(each)]);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [each]);
    else members.push(each);
  }
  const causes = [...groups.values()].map(members => {
    const example = smallest(members, context.sizeOf);
    return {
      suite: example.suite,
      aspects: example.aspects,
      sides: sidesOf(example),
      count: members.length,
      example: example.id,
      repeat: context.repeat(
        example,
        example.classes.map(tiers => tiers[0]!),
      ),
    };
  });
  return causes.sort((a, b) => b.count - a.count || (a.example < b.example ? -1 : 1));
}

function sidesOf({ classes, tiers }: Difference): Side[] {
  return classes.map(members => ({ tiers: members, saw: summary(tiers[members[0]!]!) }));
}

/** Printed text differs from case to case within one cause, so only its being there is told. */
function summary({ outcome, error, phase, printed, printedDigest }: TierResult): string {
  const silent = printed === undefined && printedDigest === undefined;
  const message = error === undefined ? '' : ` (${error.name}: ${normaliseMessage(error.message)})`;
  const where = phase === undefined ? '' : ` in ${phase}`;
  return `${outcome}${where}${message}${silent ? '' : ', with output'}`;
}

function smallest(members: readonly Difference[], sizeOf: (difference: Difference) => number): Difference {
  const order = (a: Difference, b: Difference): number =>
    sizeOf(a) - sizeOf(b) || a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
  return members.reduce((best, each) => (order(each, best) < 0 ? each : best));
}

/**
 * The most frequent ways to fail. Non-passes are grouped by outcome, error name and normalised message; each group has a label, a
 * count and the first case as an example.
 */

import type { Place } from '../../harness/outcome.ts';
import { normaliseMessage } from '../compare/normalise-message.ts';
import { placeText } from '../error-text.ts';
import type { CaseEnd } from '../events.ts';

export interface FailureMode {
  label: string;
  count: number;
  /** Id of the first case of this kind, in id order. */
  example: string;
  /** Where that case threw, when known. */
  at?: Place;
}

export function failureModes(cases: readonly CaseEnd[], limit: number): FailureMode[] {
  const groups = new Map<string, FailureMode>();
  for (const each of cases) {
    if (each.outcome === 'pass' || each.outcome === 'skip') continue;
    const label = failureLabel(each);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, exampleOf(label, each));
    else groups.set(label, { ...(each.id < group.example ? exampleOf(label, each) : group), count: group.count + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)).slice(0, limit);
}

function exampleOf(label: string, { id, error }: CaseEnd): FailureMode {
  return { label, count: 1, example: id, ...(error?.at === undefined ? {} : { at: error.at }) };
}

/** The example, and where it threw. */
export function exampleText({ example, at }: FailureMode): string {
  return at === undefined ? example : `${example} at ${placeText({ at })}`;
}

export function failureLabel(each: CaseEnd): string {
  if (each.outcome === 'timeout' || each.outcome === 'oom') return each.outcome;
  const error = each.error;
  if (error === undefined) return each.outcome;
  const message = generalise(normaliseMessage(error.message));
  const text = message === '' ? error.name : `${error.name}: ${message}`;
  return each.outcome === 'fail' ? text : `${each.outcome}: ${text}`;
}

/** Quoted texts differ from test to test while the failure is the same. */
function generalise(message: string): string {
  return message
    .replace(/«[^»]*»/g, '«…»')
    .replace(/"[^"]{1,80}"/g, '"…"')
    .replace(/'[^']{1,80}'/g, "'…'");
}

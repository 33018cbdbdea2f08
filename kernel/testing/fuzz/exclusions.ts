/**
 * Where an engine is known to differ, and what that is. A program with one of these is not compared on that engine (and counted as left
 * out). The list may only shrink: delete an entry together with what it describes.
 */
import type { Family } from '../programs/families.ts';
import type { EngineName } from './subject.ts';

export interface Exclusion {
  engines: readonly EngineName[];
  reason: string;
  /** Programs with something of this family … */
  family?: Family;
  /** … or those that report this on the engine. */
  event?: RegExp;
}

export const EXCLUSIONS: readonly Exclusion[] = [
  {
    engines: ['native', 'auto'],
    reason: 'cleanups run before the handler of a primitive that fails in compiled code',
    family: 'failing-handlers',
  },
  {
    engines: ['native'],
    reason: 'a continuation of a run that has ended, called by compiled code, answers instead of leaving that code',
    family: 're-entry',
  },
  {
    engines: ['native', 'auto'],
    reason: 'continuations cannot be captured through compiled frames',
    event: /Continuation crosses a native frame/,
  },
];

/** Compiled code sees only one argument too many: how many more there are is not compared. */
export function comparable(event: string): string {
  return event.replace(
    /expected (\d+ to )?(\d+) (arguments?), got (\d+)/g,
    (text, fewest: string | undefined, most, word, got) =>
      Number(got) > Number(most) ? `expected ${fewest ?? ''}${most} ${word}, got more` : text,
  );
}

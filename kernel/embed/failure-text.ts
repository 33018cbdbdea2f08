/** What to tell people about an error that no program caught. */
import { ReadError } from '../reader/read-error.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';
import { inspect } from '../values/writer.ts';

/** Printed values are cut after this many parts. */
const BUDGET = 200;

export interface Failure {
  /** `file:line:column`, or empty while unknown. */
  where: string;
  message: string;
  /** A mistake in a text, found before it ran: reading or expansion. */
  syntax: boolean;
}

/** Message and place of a guest error or interrupt; undefined for anything else, which is a bug of the kernel. */
export function describeFailure(e: unknown): Failure | undefined {
  if (e instanceof ReadError) {
    return {
      where: `${e.sourceName}:${e.line}:${e.column}`,
      message: e.hint === '' ? e.reason : `${e.reason} (${e.hint})`,
      syntax: true,
    };
  }
  if (e instanceof Interrupt) return { where: '', message: `interrupted: ${e.reason}`, syntax: false };
  if (!(e instanceof Raise)) return undefined;
  const { payload } = e;
  if (!(payload instanceof Condition)) return { where: '', message: inspect(payload, { budget: BUDGET }), syntax: false };
  return { where: payload.where, message: conditionText(payload), syntax: payload.kind === 'syntax' };
}

/** The message; for an explicit `error` followed by what was given with it. */
export function conditionText(condition: Condition): string {
  const irritants = condition.kind === 'error' ? condition.irritants : [];
  return [condition.message, ...irritants.map(i => inspect(i, { budget: BUDGET }))].join(' ');
}

/** Several lines for a terminal: `Unhandled exception: …` and where it arose, or `file:line:column: …` for a mistake in a text. */
export function unhandledText(e: unknown): string {
  const failure = describeFailure(e);
  if (failure === undefined) return `internal error: ${e instanceof Error ? (e.stack ?? e.message) : String(e)}\n`;
  const { where, message, syntax } = failure;
  if (syntax && where !== '') return `${where}: ${message}\n`;
  return `Unhandled exception: ${message}\n${where === '' ? '' : `    at ${where}\n`}`;
}

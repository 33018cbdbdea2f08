/**
 * What the terminal can do, decided once from flags and environment: explicit flag, then NO_COLOR, then FORCE_COLOR, then what the
 * stream says. Results go to `out`, everything else to `progress`.
 */
import type { Sink } from '../../reports/reporters/reporter.ts';
import { type Style, styleFor } from '../../reports/style.ts';

export interface Terminal {
  /** stdout: results. */
  out: Sink;
  /** stderr: progress and messages. */
  progress: Sink;
  style: Style;
  /** The progress line may move the cursor. */
  live: boolean;
  readonly columns: number;
}

export interface StreamFacts {
  outIsTerminal: boolean;
  errIsTerminal: boolean;
  columns: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function terminalFor(flag: boolean | undefined): Terminal {
  const facts = {
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
  };
  // A reader such as `head` may leave early; that is its right, and no reason to lose the run.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: { write: text => void process.stdout.write(text) },
    progress: { write: text => void process.stderr.write(text) },
    style: styleFor(wantsColour(flag, process.env, facts)),
    live: wantsLive(process.env, facts),
    get columns() {
      return process.stderr.columns ?? facts.columns;
    },
  };
}

export function wantsColour(flag: boolean | undefined, environment: Environment, facts: StreamFacts): boolean {
  if (flag !== undefined) return flag;
  if (given(environment.NO_COLOR)) return false;
  const force = environment.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return facts.outIsTerminal && environment.TERM !== 'dumb';
}

export function wantsLive(environment: Environment, facts: StreamFacts): boolean {
  return facts.errIsTerminal && environment.TERM !== 'dumb' && !given(environment.CI);
}

function given(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

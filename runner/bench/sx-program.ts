/**
 * Programs to be timed, loaded and ready: SX texts on a tier, as `sx run` runs them, and plain JavaScript as their yardstick. Both
 * define `run`, a procedure without parameters; a text that does not, or cannot be loaded, is refused.
 */

import path from 'node:path';
import { isDeepStrictEqual, inspect as show } from 'node:util';
import { CacheStore } from '../../cache/store.ts';
import { programSystem } from '../../harness/programs/standard-system.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { unhandledText } from '../../kernel/embed/failure-text.ts';
import type { Tier } from '../../kernel/embed/tiers.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { List } from '../../kernel/values/list.ts';
import { ToolError } from '../cli/tool-error.ts';

export const SX_TIERS: readonly Tier[] = ['cek', 'vm', 'auto', 'native'];

export type Run = () => unknown;

export function loadSx(name: string, text: string, tier: Tier): Run {
  const system = programSystem(tier, new CacheStore(path.join(projectRoot(), '.sx', 'cache')));
  const { kernel } = system;
  const guarded = <T>(action: () => T): T => {
    try {
      return action();
    } catch (e) {
      throw new ToolError('BENCH_PROGRAM_INVALID', `${name} fails on ${tier}: ${unhandledText(e).trimEnd()}`, undefined, e);
    }
  };
  guarded(() => system.evaluateText(new SourceText(name, text), kernel.user));
  const run = kernel.user.cell('run');
  if (typeof run.v !== 'function') {
    throw new ToolError('BENCH_PROGRAM_INVALID', `${name} defines no procedure run`, 'It must have: (define (run) …)');
  }
  return () => guarded(() => kernel.call(run.v));
}

/** The yardstick is a module of this package or the user's own file, and is loaded as one. */
export async function loadJs(name: string, text: string): Promise<Run> {
  const module = `${text}\nexport const benchmarkedRun = typeof run === 'function' ? run : undefined;`;
  let run: Run | undefined;
  try {
    const loaded = (await import(`data:text/javascript,${encodeURIComponent(module)}`)) as { benchmarkedRun: Run | undefined };
    run = loaded.benchmarkedRun;
  } catch (e) {
    throw new ToolError('BENCH_PROGRAM_INVALID', `${name} cannot be loaded: ${String(e)}`, undefined, e);
  }
  if (run === undefined) {
    throw new ToolError('BENCH_PROGRAM_INVALID', `${name} defines no function run`, 'It must have: function run() { … }');
  }
  return run;
}

/** Refuses programs whose answers differ: their times would say nothing. */
export function demandSame(program: string, a: { who: string; value: unknown }, b: { who: string; value: unknown }): void {
  const [left, right] = [plain(a.value), plain(b.value)];
  if (isDeepStrictEqual(left, right)) return;
  throw new ToolError('BENCH_RESULTS_DIFFER', `${program} answers ${show(left)} on ${a.who}, and ${show(right)} on ${b.who}`);
}

/** SX lists and vectors are compared with JavaScript's arrays, nil with null and undefined. */
function plain(value: unknown): unknown {
  if (value instanceof List) return Array.from(value, plain);
  if (Array.isArray(value)) return value.map(plain);
  return value ?? null;
}

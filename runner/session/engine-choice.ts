/** Which engine on which tier with how many workers: what the options say, checked. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type EngineSpec, parseEngineSpec } from '../../harness/engines/engine-spec.ts';
import type { Tier } from '../../harness/test-case.ts';
import type { Options } from '../cli/option-table.ts';
import { ToolError } from '../cli/tool-error.ts';

export function engineSpecOf(options: Pick<Options, 'engine'>): EngineSpec {
  const spec = parseEngineSpec(options.engine);
  if (spec === undefined) throw new ToolError('USAGE_INVALID', `unknown engine ${options.engine}`);
  return spec.kind === 'module' ? { ...spec, file: path.resolve(spec.file) } : spec;
}

export function tierOf(spec: EngineSpec, options: Pick<Options, 'tier'>): Tier {
  return spec.kind === 'sx' ? options.tier : 'host';
}

/** Negative numbers are shares of the processors in percent. */
export function workerCount(asked: number, processors: number = availableParallelism()): number {
  if (asked > 0) return asked;
  return asked === 0 ? processors : Math.max(1, Math.round((processors * -asked) / 100));
}

/** How many workers share a process. */
export function workersPerProcess({ isolate }: Pick<Options, 'isolate'>, workers: number): number {
  return isolate === 'process' ? 1 : workers;
}

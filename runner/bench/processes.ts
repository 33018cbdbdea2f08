/** Whole processes, timed from outside: Node itself, or `sx js` on it. A process that fails makes the measurement fail. */
import path from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../harness/project-root.ts';
import { ToolError } from '../cli/tool-error.ts';

export interface TimedProcess {
  ms: number;
  stdout: string;
  /** What `report-memory.cjs` says; 0 when it was not asked. */
  peakMemoryMb: number;
}

/** Runs Node with these arguments. */
export async function timedProcess(args: readonly string[]): Promise<TimedProcess> {
  const begin = performance.now();
  const ended = await execa(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], reject: false });
  const ms = performance.now() - begin;
  if (ended.failed)
    throw new ToolError('BENCH_FAILED', ended.shortMessage ?? 'a process failed', String(ended.stderr).slice(0, 500));
  return { ms, stdout: ended.stdout, peakMemoryMb: Number(ended.stdio[3]) / 1024 };
}

/** Arguments of Node that run a JavaScript program on SX. */
export function sxJs(file: string, cacheDir: string): string[] {
  return [path.join(projectRoot(), 'bin/sx.js'), 'js', '--tier', 'auto', '--cache-dir', cacheDir, file];
}

/** Arguments in front of all others that make a process report its peak memory. */
export function withMemoryReport(): string[] {
  return ['--require', path.join(projectRoot(), 'runner/bench/report-memory.cjs')];
}

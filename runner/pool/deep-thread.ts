/** Threads with room for deep recursion: compiled code recurses on the host's stack. */
import path from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { projectRoot } from '../../harness/project-root.ts';

/** Measured: 64 MB hold about a million small frames. */
export const STACK_MB = 64;

/** Starts an entry of `dist/` in a thread that may use as much heap as this one. */
export function startDeepThread(entry: string, workerData: unknown): Worker {
  const maxOldGenerationSizeMb = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);
  return new Worker(workerFile(entry), {
    workerData,
    env: SHARE_ENV,
    trackUnmanagedFds: false,
    resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb },
  });
}

/** The bundle of a worker. */
export function workerFile(name = 'worker.js'): string {
  return path.join(projectRoot(), 'dist', name);
}

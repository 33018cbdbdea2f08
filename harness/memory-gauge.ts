/** What this thread's engine says of its memory, for the kernel's limit (`kernel/instance/memory.ts`). */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { resourceLimits } from 'node:worker_threads';
import type { MemoryGauge } from '../kernel/instance/memory.ts';

/**
 * Of what old objects may take: what is in use when a check fails must still find room until the next check. The engine's limit covers young
 * objects, too (48 MB on Node 20, 192 MB on Node 24), but only a thread is told how much of it is theirs.
 */
const SHARE_OF_OLD = 0.7;
const SHARE_OF_ALL = 0.5;

let collect: (() => void) | undefined;

export const memoryGauge: MemoryGauge = {
  inUse: () => {
    const { used_heap_size, external_memory } = getHeapStatistics();
    return used_heap_size + external_memory;
  },
  collect: () => {
    if (collect === undefined) {
      // The engine lends its collector only to contexts that are made after the flag is set.
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc') as () => void;
    }
    collect();
  },
};

/** Bytes that programs in this thread may have in use. */
export function memoryLimit(): number {
  const all = getHeapStatistics().heap_size_limit;
  const young = resourceLimits.maxYoungGenerationSizeMb;
  return Math.floor(young === undefined ? all * SHARE_OF_ALL : (all - young * 2 ** 20) * SHARE_OF_OLD);
}

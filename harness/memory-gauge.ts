/** What this thread's engine says of its memory, for the kernel's limit (`kernel/instance/memory.ts`). */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryGauge } from '../kernel/instance/memory.ts';

/** Of the engine's own limit: what is in use when a check fails must still find room until the next check. */
const SHARE = 0.7;

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
  return Math.floor(getHeapStatistics().heap_size_limit * SHARE);
}

/**
 * The memory that a kernel's programs may take. Small things are not counted one by one: the host is asked what is in use at every fuel
 * checkpoint, and what is made in one go is announced (`Kernel.charge`), which shortens the way to the next checkpoint and, if it is
 * large, asks at once. Running over the limit ends the program by an `Interrupt` that no handler sees; the kernel goes on living.
 */
import { Interrupt } from '../values/condition.ts';

/** What a host can say of its memory. */
export interface MemoryGauge {
  /** Bytes of heap and buffers in use, garbage included. */
  inUse(): number;
  /** Lets go of garbage. */
  collect(): void;
}

export class MemoryBudget {
  /** Bytes that may be in use, those of the kernel itself included. */
  limit = Number.POSITIVE_INFINITY;

  constructor(private readonly gauge: MemoryGauge | undefined) {}

  /** Whether so many more bytes are within the limit. */
  allows(bytes: number): boolean {
    const { gauge, limit } = this;
    if (gauge === undefined || limit === Number.POSITIVE_INFINITY || gauge.inUse() + bytes <= limit) return true;
    if (bytes > limit) return false;
    gauge.collect();
    return gauge.inUse() + bytes <= limit;
  }

  demand(bytes: number): void {
    if (!this.allows(bytes)) throw new Interrupt('memory');
  }
}

/**
 * A few integers shared between the main thread and the worker that runs a batch: what the worker is doing, and which case must
 * stop. Sequence numbers are positions in the batch plus one.
 */
const PHASE = 0;
const SEQUENCE = 1;
/** Read by `CaseStopSignal`. */
export const STOP_CELL = 2;
const CELLS = 3;

export const PHASE_QUEUED = 0;
export const PHASE_PREPARING = 1;
export const PHASE_RUNNING = 2;
export const PHASE_DONE = 3;

export class ProgressSlot {
  readonly cells: Int32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT)) {
    this.cells = new Int32Array(memory);
  }

  get memory(): SharedArrayBuffer {
    return this.cells.buffer as SharedArrayBuffer;
  }

  get phase(): number {
    return Atomics.load(this.cells, PHASE);
  }

  set phase(phase: number) {
    Atomics.store(this.cells, PHASE, phase);
  }

  get sequence(): number {
    return Atomics.load(this.cells, SEQUENCE);
  }

  set sequence(sequence: number) {
    Atomics.store(this.cells, SEQUENCE, sequence);
  }

  /** Asks the case with this sequence number to stop. */
  stop(sequence: number): void {
    Atomics.store(this.cells, STOP_CELL, sequence);
  }
}

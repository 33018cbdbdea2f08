/**
 * One run of the CEK machine: its registers, as they are between two visits of the loop (`loop.ts`). A nested one is made whenever host
 * code calls a closure. `d`, the dynamic state of this run, is mirrored in `kernel.handlers` whenever foreign code may run.
 */

import { Status } from '../control/status.ts';
import type { Kernel } from '../instance/kernel.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import { type Code, type Env, NO_ENV } from './code.ts';
import type { CekEngine } from './engine.ts';
import type { Frame, Segment } from './frames.ts';
import { BASE, RETURN } from './states.ts';

export class Machine {
  c: Code = RETURN;
  e: Env = NO_ENV;
  k: Frame = BASE;
  v: Value = null;
  vals: Value[] = [];
  seg: Segment | null = null;
  d: HandlerLink | null;
  /** Dynamic state of the host caller; the part of `d` above it belongs to this run. */
  readonly base: HandlerLink | null;
  /** The code that was being evaluated when the registers were last stored; for error positions. */
  at: Code = RETURN;
  status: Status = Status.Running;
  active = false;
  /** Compiled procedures on the host stack below this run: what is left of them when an exception reaches it. */
  nativeDepth = 0;
  /** Captures continuations itself, and makes its own tail calls; other machines leave both to the frames below them. */
  readonly stays: boolean;
  readonly kernel: Kernel;
  parent: Machine | null = null;

  constructor(
    readonly engine: CekEngine,
    /** No host frame below depends on this run's result: continuations outlive it. */
    readonly top: boolean,
    /** The caller of this run can deal with suspension. */
    readonly driven: boolean,
    /** Its frames cannot be moved out of it, and its caller wants a value: tail calls are not left to it. */
    readonly barrier = false,
  ) {
    this.stays = top || barrier;
    this.kernel = engine.kernel;
    this.base = this.kernel.handlers;
    this.d = this.base;
  }

  setD(d: HandlerLink | null): void {
    this.d = d;
    this.kernel.handlers = d;
  }

  /** Slow path of the fuel test. */
  refuel(k: Frame): void {
    this.kernel.refuel();
    this.engine.checkDepth(k, this);
  }
}

/**
 * One run of the CEK machine: its registers, as they are between two visits of the loop (`loop.ts`), and what the control operators
 * (`../control/machine.ts`) do with them. A nested run is made whenever host code calls a closure.
 */
import { Link, type LinkKind } from '../control/dynamic.ts';
import { FrameKind } from '../control/frames.ts';
import { Machine as ControlMachine, type SegmentKind } from '../control/machine.ts';
import { Status, type Step } from '../control/status.ts';
import type { Unwinding } from '../control/unwinding.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Place } from '../values/origin.ts';
import type { Value } from '../values/procedure.ts';
import { type Code, type Env, NO_ENV } from './code.ts';
import type { CekEngine } from './engine.ts';
import { Frame, FrameOp, Segment } from './frames.ts';
import { APPLY, BASE, EXIT, RETURN, SEGMENT_END } from './states.ts';
import { placesOf } from './trace.ts';
import { placeOf } from './where.ts';

export class Machine extends ControlMachine {
  c: Code = RETURN;
  e: Env = NO_ENV;
  k: Frame = BASE;
  vals: Value[] = [];
  /** The code that was being evaluated when the registers were last stored; for error positions. */
  at: Code = RETURN;
  /** What the end of its frames is to remember, as frames do. */
  called: Code | null = null;
  /** Captures continuations itself, and makes its own tail calls; other machines leave both to the frames below them. */
  readonly stays: boolean;
  readonly adopts = true;
  declare readonly engine: CekEngine;
  declare seg: Segment | null;
  declare parent: Machine | null;

  constructor(
    engine: CekEngine,
    top: boolean,
    driven: boolean,
    /** Its frames cannot be moved out of it, and its caller wants a value: tail calls are not left to it. */
    readonly barrier = false,
    base?: HandlerLink | null,
  ) {
    super(engine, top, driven, base);
    this.stays = top || barrier;
  }

  /** `code` calls code without places, whose value `k` gets. */
  calls(code: Code, k: Frame): void {
    if (code.pos < 0 || code.owner.placeless) return;
    if (k === BASE) this.called = code;
    else if (k === SEGMENT_END) (this.seg as Segment).called = code;
    else k.called = code;
  }

  /** Slow path of the fuel test. */
  refuel(k: Frame): void {
    this.kernel.refuel();
    this.engine.checkDepth(k, this);
  }

  answer(v: Value): Step {
    this.v = v;
    this.c = RETURN;
  }

  apply(vals: Value[]): Step {
    this.vals = vals;
    this.c = APPLY;
  }

  get over(): boolean {
    return this.k === BASE && !this.stays && this.seg === null;
  }

  finish(status: Status, v: Value): Step {
    // What is suspended is data, and may be continued more than once.
    if (status === Status.Suspended) this.engine.epoch++;
    else this.k = BASE;
    this.v = v;
    this.status = status;
    this.c = EXIT;
  }

  push(kind: FrameKind, i = 0, x: Value = null): void {
    this.k = new Frame(FrameOp.Own + kind, this.at, NO_ENV, i, x, this.k, 0);
  }

  bracket(kind: FrameKind, x: Value, link: LinkKind, a: Value, b: Value = null): void {
    this.push(kind, 0, x);
    this.setD(new Link(link, this.d, a, b, 0, this.k));
  }

  topIs(kind: FrameKind): boolean {
    return this.k.op === FrameOp.Own + kind;
  }

  leaveTo({ frame }: Link): void {
    const { code, next } = frame as Frame;
    this.k = next;
    this.at = code;
  }

  catches(link: Link, payload: Value): Step {
    this.leaveTo(link);
    this.e = [(link.frame as Frame).env, payload];
    this.c = this.at.b;
  }

  cleans(link: Link, u: Unwinding): Step {
    this.leaveTo(link);
    this.push(FrameKind.Unwind, 0, u);
    this.e = (link.frame as Frame).env;
    this.c = this.at.b;
  }

  pushSegment(kind: SegmentKind, data: Value = null): void {
    this.seg = new Segment(kind, this.k, this.d, this.seg, data);
    this.k = SEGMENT_END;
  }

  drop(seg: Segment): void {
    this.k = seg.k;
  }

  clear(): void {
    this.k = this.seg === null ? BASE : SEGMENT_END;
  }

  take(_seg: Segment | null, above: Segment | null): Frame {
    return above === null ? this.k : above.k;
  }

  put(frames: Frame): void {
    this.k = frames;
  }

  reinstate(k: { frames: unknown }, link: Link | null): void {
    if (link === null) this.k = k.frames as Frame;
    else this.leaveTo(link);
  }

  place(): Place | null {
    return placeOf(this);
  }

  places(limit: number): Place[] {
    return placesOf(this, limit);
  }
}

/** Entering `Catch` or `Finally`: a frame, and a link that makes the frame findable from the dynamic state. */
export function protect(m: Machine, op: FrameOp, link: LinkKind, c: Code, e: Env, k: Frame): Frame {
  const frame = new Frame(op, c, e, 0, null, k, 0);
  m.setD(new Link(link, m.d, null, null, 0, frame));
  return frame;
}

/**
 * Continuations of the CEK: `Frame`s linked by `next`, never changed once a continuation may have been captured, cut into
 * segments by `Segment`s.
 *
 * A segment's frames end in one of the two end frames. `BASE` ends the machine: its value is the machine's result (or, once
 * the machine's frames have been moved into another, the value of the moved segment). `SEGMENT_END` ends the frames above a prompt (`reset`) or a generator's resumption; the rest of the continuation is in
 * the machine's `segment` register. Nothing inside a segment refers to what is outside, so a segment is captured and
 * reinstated elsewhere in O(1) without copying frames.
 */
import type { Segment as ControlSegment, SegmentKind } from '../control/machine.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import type { Code, Env } from './code.ts';

export enum FrameOp {
  // The machine's own loop.
  If,
  Seq,
  SetLocal,
  Prim1,
  PrimA,
  PrimB,
  Gather,
  LetrecInit,
  Define,
  SetGlobal,
  // Everything else: `resume.ts`.
  Leave,
  /** A cleanup has run while leaving a block: pop `i` more frames, then answer `x`. */
  LeaveOn,
  Default,
  Catch,
  Finally,
  Yield,
  /** The first of those that the control operators share (`../control/frames.ts`): this and their kind. */
  Own,
}

export class Frame {
  /** Frames below and including this one in its segment, stamped when the depth is measured; 0: not measured. */
  depth = 0;
  /** Where the program last called code without places whose value this frame gets: a call in tail position leaves no frame. */
  called: Code | null = null;
  constructor(
    readonly op: FrameOp,
    readonly code: Code,
    readonly env: Env,
    public i: number,
    readonly x: Value,
    public next: Frame,
    /** Gather frames only: the engine's capture count when the frame was made. */
    readonly epoch: number,
  ) {}
}

/** The rest of the continuation below a segment: what `SEGMENT_END` returns to. */
export class Segment implements ControlSegment {
  /** What its end is to remember, as frames do. */
  called: Code | null = null;
  constructor(
    readonly kind: SegmentKind,
    readonly k: Frame,
    readonly d: HandlerLink | null,
    readonly next: Segment | null,
    readonly data: Value = null,
  ) {}
}

/**
 * Pieces of a run. A segment is what lies above a prompt (`reset`) or a generator's resumption: it begins with one of the
 * machine's own frames and refers to nothing below it, so it can be taken off and put elsewhere. All heights are
 * relative: those of marks to their segment, those of segments to their run.
 */
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import { type Frame, FrameKind, ownFrame, type VmClosure } from './code.ts';
import type { Instruction } from './instruction.ts';
import type { Machine } from './machine.ts';

export enum SegmentKind {
  Prompt,
  Generator,
}

export class Segment {
  constructor(
    readonly kind: SegmentKind,
    /** The frame that ends it, and where its values begin. */
    readonly fd: number,
    readonly sp: number,
    /** Dynamic state below the segment. */
    readonly d: HandlerLink | null,
    readonly next: Segment | null,
    /** The generator. */
    readonly data: Value = null,
  ) {}
}

/** The frame a link belongs to, the height of the stack there, and the instruction to go on behind. */
export class Mark {
  constructor(
    readonly fd: number,
    readonly sp: number,
    readonly at: Instruction | null,
  ) {}
}

const SEGMENT_END = ownFrame(FrameKind.SegmentEnd);

export function pushSegment(m: Machine, kind: SegmentKind, data: Value = null): void {
  m.pushFrame(SEGMENT_END);
  m.seg = new Segment(kind, m.fd - m.baseFd, m.sp - m.baseSp, m.d, m.seg, data);
}

/** Leaves a segment; a generator whose body is left for good is finished. */
export function popSegment(m: Machine, seg: Segment, forGood: boolean): void {
  m.fd = m.baseFd + seg.fd - 1;
  m.sp = m.baseSp + seg.sp;
  m.setD(seg.d);
  m.seg = seg.next;
  if (forGood && seg.kind === SegmentKind.Generator) seg.data.state = 'done';
}

/** First frame and first value above the end of `seg`; of the whole run without. */
export const startOf = (m: Machine, seg: Segment | null): [fd: number, sp: number] =>
  seg === null ? [m.baseFd + 1, m.baseSp] : [m.baseFd + seg.fd + 1, m.baseSp + seg.sp];

/** Back to the heights that a link of the present segment remembers. */
export function returnTo(m: Machine, mark: Mark): void {
  const [fd, sp] = startOf(m, m.seg);
  m.fd = fd - 1 + mark.fd;
  m.sp = sp + mark.sp;
}

/** Copied frames and values. */
export class Slice {
  private constructor(
    private readonly frames: VmClosure[],
    private readonly ats: Instruction[],
    /** Relative to the first value. */
    private readonly slots: number[],
    private values: Value[],
  ) {}

  /** What lies from the given heights up to the top. */
  static take(m: Machine, fd: number, sp: number): Slice {
    const slice = new Slice([], [], [], []);
    slice.refill(m, fd, sp);
    return slice;
  }

  /** The frame of a call that has not begun. */
  static ofCall(k: VmClosure, values: Value[]): Slice {
    return new Slice([k], [k.code.entry], [1], values);
  }

  /** Takes what lies there instead of what it was made with; for the one that owns it. */
  refill(m: Machine, fd: number, sp: number): void {
    const { stack, frames } = m.engine;
    const count = m.fd - fd + 1;
    if (this.frames.length > count) this.frames.length = this.ats.length = this.slots.length = count;
    for (let i = 0; i < count; i++) {
      const frame = frames[fd + i] as Frame;
      this.frames[i] = frame.k;
      this.ats[i] = frame.at;
      this.slots[i] = frame.fp - sp;
    }
    const size = m.sp - sp;
    if (this.values.length !== size) this.values = stack.slice(sp, m.sp);
    else for (let i = 0; i < size; i++) this.values[i] = stack[sp + i];
  }

  /** Puts the first frames and values on top; all of them unless told otherwise. */
  put(m: Machine, frames = this.frames.length, values = this.values.length): void {
    const { stack } = m.engine;
    const { sp } = m;
    for (let i = 0; i < values; i++) stack[m.sp++] = this.values[i];
    for (let i = 0; i < frames; i++) {
      m.pushFrame(this.frames[i] as VmClosure, (this.slots[i] as number) + sp, this.ats[i] as Instruction);
    }
  }
}

/** Pieces of a run, and places in it. All heights are relative: those of marks to their segment, those of segments to their run. */
import type { Segment as ControlSegment, SegmentKind } from '../control/machine.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import type { Frame, VmClosure } from './code.ts';
import type { VmEngine } from './engine.ts';
import type { Instruction } from './instruction.ts';
import type { Port } from './port.ts';

export class Segment implements ControlSegment {
  constructor(
    readonly kind: SegmentKind,
    /** The frame that ends it, and where its values begin. */
    readonly fd: number,
    readonly sp: number,
    readonly d: HandlerLink | null,
    readonly next: Segment | null,
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

/** Copied frames and values. */
export class Slice {
  private constructor(
    private readonly frames: VmClosure[],
    private readonly ats: Instruction[],
    /** Relative to the first value. */
    private readonly slots: number[],
    private values: Value[],
  ) {}

  static empty(): Slice {
    return new Slice([], [], [], []);
  }

  /** The frame of a call that has not begun. */
  static ofCall(k: VmClosure, values: Value[]): Slice {
    return new Slice([k], [k.code.entry], [1], values);
  }

  /** Takes the frames and values between these heights instead of what it has; for the one that owns it. */
  refill({ stack, frames }: VmEngine, fd: number, sp: number, endFd: number, endSp: number): void {
    const count = endFd - fd;
    if (this.frames.length > count) this.frames.length = this.ats.length = this.slots.length = count;
    for (let i = 0; i < count; i++) {
      const frame = frames[fd + i] as Frame;
      this.frames[i] = frame.k;
      this.ats[i] = frame.at;
      this.slots[i] = frame.fp - sp;
    }
    const size = endSp - sp;
    if (this.values.length !== size) this.values = stack.slice(sp, endSp);
    else for (let i = 0; i < size; i++) this.values[i] = stack[sp + i];
  }

  /** Puts the first frames and values on top; all of them unless told otherwise. */
  put(m: Port, frames = this.frames.length, values = this.values.length): void {
    const { stack } = m.engine;
    const { sp } = m;
    for (let i = 0; i < values; i++) stack[m.sp++] = this.values[i];
    for (let i = 0; i < frames; i++) {
      m.pushFrame(this.frames[i] as VmClosure, (this.slots[i] as number) + sp, this.ats[i] as Instruction);
    }
  }
}

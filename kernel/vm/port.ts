/**
 * One run of the virtual machine: its registers, as they are between two visits of the loop (`machine.ts`), and what the control operators
 * (`../control/machine.ts`) do with them. All runs of an engine share the operand stack and the arrays of frames, a nested run (host code
 * has called a closure) working above the one below it.
 */
import type { Continuation } from '../control/continuation.ts';
import { Link, type LinkKind } from '../control/dynamic.ts';
import { FrameKind } from '../control/frames.ts';
import { Machine as ControlMachine, type SegmentKind } from '../control/machine.ts';
import type { Status, Step } from '../control/status.ts';
import type { Unwinding } from '../control/unwinding.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Place } from '../values/origin.ts';
import type { Value } from '../values/procedure.ts';
import { type CallSite, isOwn, ownFrame, type VmClosure, type VmCode } from './code.ts';
import type { VmEngine } from './engine.ts';
import type { Instruction } from './instruction.ts';
import { Mark, Segment, Slice } from './segments.ts';
import { placesOf } from './trace.ts';
import { placeOf } from './where.ts';

export const BASE = ownFrame(FrameKind.Base);
const SEGMENT_END = ownFrame(FrameKind.SegmentEnd);

export abstract class Port extends ControlMachine {
  /** First free place of the stack, and the frame that runs. */
  sp: number;
  fd: number;
  /** Where this run begins. */
  readonly baseSp: number;
  readonly baseFd: number;
  /** Operands of the call to be made next; -1: none. */
  argc = -1;
  /** While something other than a closure is called in tail position: where from. Its frame is gone. */
  site: CallSite | null = null;
  readonly adopts = false;
  declare readonly engine: VmEngine;
  declare seg: Segment | null;
  declare parent: Port | null;

  constructor(engine: VmEngine, top: boolean, driven: boolean, base?: HandlerLink | null) {
    super(engine, top, driven, base);
    const { current } = engine;
    this.baseSp = this.sp = current === null ? 0 : current.sp;
    this.baseFd = this.fd = current === null ? 0 : current.fd + 1;
    this.fd--;
    this.pushFrame(BASE);
  }

  /** Slow path of the fuel test. */
  refuel(fd: number): void {
    this.kernel.refuel();
    this.engine.checkDepth(fd);
  }

  /** `code` is entered, called from where the machine is; the procedure lies at `below`. */
  enters(code: VmCode, below: number): void {
    if (code.placeless) this.engine.stack[below] = this.site;
    this.site = null;
  }

  /** A frame whose slots begin at `fp`, to go on behind `at`. */
  pushFrame(k: VmClosure, fp = this.sp, at = k.code.entry): void {
    const frame = this.engine.frame(++this.fd);
    frame.k = k;
    frame.at = at;
    frame.fp = fp;
  }

  /** The present heights, counted from the innermost segment. */
  mark(at: Instruction | null): Mark {
    const { seg } = this;
    return new Mark(this.fd - this.baseFd - (seg === null ? 0 : seg.fd), this.sp - this.baseSp - (seg === null ? 0 : seg.sp), at);
  }

  answer(v: Value): Step {
    this.engine.stack[this.sp++] = v;
  }

  apply(vals: readonly Value[]): Step {
    const { stack } = this.engine;
    for (const v of vals) stack[this.sp++] = v;
    this.argc = vals.length - 1;
  }

  get over(): boolean {
    return this.engine.frame(this.fd).k === BASE && !this.top;
  }

  finish(status: Status, v: Value): Step {
    this.v = v;
    this.status = status;
  }

  push(kind: FrameKind, i = 0, x: Value = null): void {
    this.pushFrame(ownFrame(kind, i, x, this.site));
  }

  bracket(kind: FrameKind, x: Value, link: LinkKind, a: Value, b: Value = null): void {
    const mark = this.mark(null);
    this.push(kind, 0, x);
    this.setD(new Link(link, this.d, a, b, 0, mark));
  }

  topIs(kind: FrameKind): boolean {
    const { k } = this.engine.frame(this.fd);
    return isOwn(k) && k.control === kind;
  }

  leaveTo(link: Link): void {
    const mark = link.frame as Mark;
    this.clear();
    this.fd += mark.fd;
    this.sp += mark.sp;
  }

  catches(link: Link, payload: Value): Step {
    this.leaveTo(link);
    this.engine.frame(this.fd).at = (link.frame as Mark).at as Instruction;
    this.answer(payload);
  }

  cleans(link: Link, u: Unwinding): Step {
    this.catches(link, null);
    this.answer(u);
  }

  pushSegment(kind: SegmentKind, data: Value = null): void {
    this.pushFrame(SEGMENT_END);
    this.seg = new Segment(kind, this.fd - this.baseFd, this.sp - this.baseSp, this.d, this.seg, data);
  }

  drop(seg: Segment): void {
    this.fd = this.baseFd + seg.fd - 1;
    this.sp = this.baseSp + seg.sp;
  }

  clear(): void {
    const { seg } = this;
    this.fd = this.baseFd + (seg === null ? 0 : seg.fd);
    this.sp = this.baseSp + (seg === null ? 0 : seg.sp);
  }

  take(seg: Segment | null, above: Segment | null, old: Slice = Slice.empty()): Slice {
    const fd = this.baseFd + (seg === null ? 0 : seg.fd) + 1;
    const sp = this.baseSp + (seg === null ? 0 : seg.sp);
    if (above === null) old.refill(this.engine, fd, sp, this.fd + 1, this.sp);
    else old.refill(this.engine, fd, sp, this.baseFd + above.fd, this.baseSp + above.sp);
    return old;
  }

  put(frames: Slice): void {
    frames.put(this);
  }

  reinstate(k: Continuation, link: Link | null, seg: Segment | null): void {
    this.fd = this.baseFd;
    this.sp = this.baseSp;
    const frames = k.frames as Slice;
    const mark = link?.frame as Mark | undefined;
    if (mark === undefined) frames.put(this);
    else frames.put(this, mark.fd + (seg === null ? 0 : seg.fd), mark.sp + (seg === null ? 0 : seg.sp));
  }

  place(): Place | null {
    return placeOf(this);
  }

  places(limit: number): Place[] {
    return placesOf(this, limit);
  }

  override recover(): void {
    super.recover();
    this.argc = -1;
  }
}

/**
 * A run of an interpreting engine as the control operators see it: what both machines have (the dynamic state, segments, why they ended),
 * and what each does in its own way (`../cek/port.ts`, `../vm/port.ts`). The operators (`raise.ts`, `unwind.ts`, `continuation.ts` …) are
 * written over this once; they take steps between two visits of a machine's loop.
 *
 * A step leaves the machine with something to do next: `answer` or `call`, or `finish`.
 */
import type { Kernel } from '../instance/kernel.ts';
import { Condition } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Place } from '../values/origin.ts';
import { TCO, type Value } from '../values/procedure.ts';
import type { Continuation } from './continuation.ts';
import type { Link, LinkKind } from './dynamic.ts';
import type { Engine } from './engine.ts';
import type { FrameKind } from './frames.ts';
import { originNow } from './native-raise.ts';
import { Status, type Step } from './status.ts';
import type { Unwinding } from './unwinding.ts';

export enum SegmentKind {
  /** Of a `reset`. */
  Prompt,
  Generator,
  /** What was the continuation of a machine of its own before it was moved into this one. */
  Moved,
}

/**
 * What lies above a prompt, or above a generator's resumption, ends in a frame of its own and refers to nothing below, so that it can be
 * taken off and put elsewhere. This is what such an end returns to.
 */
export interface Segment {
  readonly kind: SegmentKind;
  /** Dynamic state below the segment. */
  readonly d: HandlerLink | null;
  readonly next: Segment | null;
  /** The generator. */
  readonly data: Value;
}

/** Frames, taken off or copied; each engine knows its own. */
export type Frames = unknown;

export abstract class Machine {
  v: Value = null;
  seg: Segment | null = null;
  /** The dynamic state of this run, mirrored in `kernel.handlers` whenever foreign code may run. */
  d: HandlerLink | null;
  status: Status = Status.Running;
  active = false;
  parent: Machine | null = null;
  /** Where the run was that this one continues. */
  since: Place | null = null;
  /** Compiled procedures on the host stack below this run: what is left of them when an exception reaches it. */
  nativeDepth = 0;
  readonly kernel: Kernel;

  constructor(
    readonly engine: Engine,
    /** No host frame below depends on this run's result: continuations outlive it. */
    readonly top: boolean,
    /** The caller of this run can deal with suspension. */
    readonly driven: boolean,
    /** Dynamic state of the host caller; the part of `d` above it belongs to this run. */
    readonly base: HandlerLink | null = engine.kernel.handlers,
  ) {
    this.kernel = engine.kernel;
    this.d = base;
  }

  setD(d: HandlerLink | null): void {
    this.d = d;
    this.kernel.handlers = d;
  }

  /** Leaves the innermost segment; a generator whose body is left for good is finished. */
  popSegment(forGood: boolean): void {
    const seg = this.seg as Segment;
    this.drop(seg);
    this.setD(seg.d);
    this.seg = seg.next;
    if (forGood && seg.kind === SegmentKind.Generator) seg.data.state = 'done';
  }

  /** Calls `f`; the frame on top gets the value. */
  call(...vals: [f: Value, ...args: Value[]]): Step {
    this.apply(vals);
  }

  /** Host code has answered `v`, which may stand for a pending tail call. */
  returned(v: Value): Step {
    if (v === TCO) this.apply(this.kernel.takeTail());
    else this.answer(v);
  }

  /** Calls a procedure that is not the engine's own. In its last place whoever called the run does, so that the host stack does not grow. */
  callHost(f: Value, args: Value[]): Step {
    if (!this.over) return this.returned(f(...args));
    this.kernel.later(f, args);
    this.finish(Status.Tail, null);
  }

  /** Takes over from the host stack after an exception. */
  recover(): void {
    this.setD(this.d);
    this.kernel.nativeDepth = this.nativeDepth;
  }

  /** Gives `v` to the frame on top. */
  abstract answer(v: Value): Step;
  /** Calls `[operator, operand …]`; the array becomes the machine's. */
  abstract apply(vals: readonly Value[]): Step;
  /** Nothing of the run is left to do, and its caller can deal with a tail call. */
  abstract readonly over: boolean;
  /** Whether it goes on with migrations (`migration.ts`). */
  abstract readonly adopts: boolean;
  /** Ends the run: `v` is its result, its request, or what is thrown. */
  abstract finish(status: Status, v: Value): Step;

  /** Puts one of the control operators' frames on top (`frames.ts`). */
  abstract push(kind: FrameKind, i?: number, x?: Value): void;
  /** The same with a link that is in force as long as the frame is there. */
  abstract bracket(kind: FrameKind, x: Value, link: LinkKind, a: Value, b?: Value): void;
  /** Whether the frame on top is of this kind. */
  abstract topIs(kind: FrameKind): boolean;
  /** Drops the frame of a link of the present segment and all above it. */
  abstract leaveTo(link: Link): void;
  /** A `Catch` is reached, or a `Finally`, whose cleanup continues the unwinding. */
  abstract catches(link: Link, payload: Value): Step;
  abstract cleans(link: Link, u: Unwinding): Step;

  /** Begins a segment on top. */
  abstract pushSegment(kind: SegmentKind, data?: Value): void;
  /** Drops the frames of a segment with its end. */
  abstract drop(seg: Segment): void;
  /** Drops the frames above the end of the innermost segment. */
  abstract clear(): void;
  /** The frames between the ends of two segments; `null`: of the run, up to the top. `old` are no longer needed. */
  abstract take(seg: Segment | null, above: Segment | null, old?: Frames): Frames;
  /** Puts taken frames on top. */
  abstract put(frames: Frames): void;
  /** Replaces all frames by those of `k`, up to the one of the link, exclusive, which is in the segment. */
  abstract reinstate(k: Continuation, link: Link | null, seg: Segment | null): void;

  /** Tells what is raised where it arose: at the innermost form of the program that is being evaluated, or at `place`. */
  locate(payload: Value, place?: Place | null): void {
    const origin = payload instanceof Condition ? payload.origin : originNow(this.kernel, payload);
    if (!origin.settled) origin.offer(place === undefined ? (this.place() ?? this.since) : place);
  }

  /** That form; what fails in code without places is the call of it. */
  abstract place(): Place | null;
  /** The calls under way, innermost first. */
  abstract places(limit: number): Place[];
}

/**
 * First-class continuations: copies of a run's frames and values. A full one can be re-entered as long as the host frames
 * below its machine are still there, or if there are none (a top-level run). A delimited one is a list of segments that
 * is put on top of whatever continuation calls it, any number of times.
 */

import { commonLinks, type Link, LinkKind, linksAbove, replant } from '../control/dynamic.ts';
import { Control } from '../control/operators.ts';
import { BARRIER, homeIn, oneValue, segmentOf, switchGenerators } from '../control/runs.ts';
import { Status, type Step } from '../control/status.ts';
import { Transfer } from '../control/transfer.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { fail } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import { TCO, type Value } from '../values/procedure.ts';
import { controlClosure, FrameKind } from './code.ts';
import type { VmEngine } from './engine.ts';
import { Machine } from './machine.ts';
import { type Mark, popSegment, pushSegment, returnTo, type Segment, SegmentKind, Slice, startOf } from './segments.ts';
import { unwind } from './unwind.ts';

export class Continuation {
  constructor(
    readonly machine: Machine,
    readonly slice: Slice,
    readonly seg: Segment | null,
    readonly d: HandlerLink | null,
  ) {}

  static of(m: Machine): Continuation {
    return new Continuation(m, Slice.take(m, ...startOf(m, null)), m.seg, m.d);
  }

  /** Makes it the machine's; up to the given heights if there are any. */
  put(m: Machine, frames?: number, values?: number): void {
    m.fd = m.baseFd;
    m.sp = m.baseSp;
    this.slice.put(m, frames, values);
  }
}

/** One segment of a delimited continuation, innermost first; `kind` and `data` are those of the segment it is in. */
interface Part {
  slice: Slice;
  links: readonly Link[];
  kind: SegmentKind;
  data: Value;
}

function procedureOf(control: Control, x: Value, fromHost: (value: Value) => Value): Value {
  const procedure: Value = (...args: Value[]) => fromHost(oneValue(args));
  procedure.vm = controlClosure(control, x);
  procedure.control = 'continuation';
  procedure.guestName = 'continuation';
  return procedure;
}

/** The procedure for the machine's present continuation. */
export function capture(m: Machine): Value {
  const k = Continuation.of(m);
  return procedureOf(Control.Continuation, k, value => invokeFromHost(m.engine, k, value));
}

/** A machine calls a full continuation. */
export function applyContinuation(m: Machine, k: Continuation, args: readonly Value[]): Step {
  const target = homeIn(k.machine, m);
  if (target === null) fail(BARRIER);
  if (target === m) return jump(m, k, oneValue(args));
  unwind(m, new Unwinding(UnwindKind.Exit, new Transfer(target, k, oneValue(args))));
}

/** Host code calls a full continuation: an escape if the run is under way, else a run of its own. */
function invokeFromHost(engine: VmEngine, k: Continuation, value: Value): Value {
  const target = homeIn(k.machine, engine.current);
  if (target !== null) throw new Transfer(target, k, value);
  if (engine.current !== null || !k.machine.top) fail(BARRIER);
  const m = new Machine(engine, true, false);
  engine.execute(m, () => jump(m, k, value));
  return m.v;
}

/** Replaces the machine's continuation by `k`: after-thunks and cleanups on the way out, before-thunks on the way in. */
export function jump(m: Machine, k: Continuation, value: Value): Step {
  const stop = commonLinks(m.d, k.d);
  unwind(
    m,
    new Unwinding(UnwindKind.Jump, null, stop, arrived => {
      switchGenerators(arrived.seg, k.seg, SegmentKind.Generator);
      rewind(arrived, k, stop, value);
    }),
  );
}

/** Leaves through the way out `link`, which is in force. */
export function escapeTo(m: Machine, link: Link, value: Value): Step {
  unwind(
    m,
    new Unwinding(UnwindKind.Jump, null, link, arrived => {
      const seg = segmentOf(link, arrived.seg);
      switchGenerators(arrived.seg, seg, SegmentKind.Generator);
      arrived.seg = seg;
      returnTo(arrived, link.frame as Mark);
      arrived.setD(link.next);
      arrived.answer(value);
    }),
  );
}

interface Rewinding {
  target: Continuation;
  /** `dynamic-wind`s to enter, innermost first. */
  winds: readonly Link[];
  value: Value;
}

/** Enters the winds of `target` that are above `stop`, then continues there with `value`. */
function rewind(m: Machine, target: Continuation, stop: HandlerLink | null, value: Value): Step {
  const winds = linksAbove(target.d, stop).filter(l => l.kind === LinkKind.Wind);
  rewindOn(m, { target, winds, value }, winds.length);
}

/** Winds from `n - 1` down to 0 are still to be entered. */
export function rewindOn(m: Machine, r: Rewinding, n: number): Step {
  const { target } = r;
  if (n === 0) {
    target.put(m);
    m.seg = target.seg;
    m.setD(target.d);
    return m.answer(r.value);
  }
  const link = r.winds[n - 1] as Link;
  const seg = segmentOf(link, target.seg);
  const mark = link.frame as Mark;
  target.put(m, mark.fd + (seg === null ? 0 : seg.fd), mark.sp + (seg === null ? 0 : seg.sp));
  m.setD(link.next);
  m.seg = seg;
  m.push(FrameKind.Rewind, n - 1, r);
  m.call(link.a);
}

/** `reset`: calls the thunk in a new segment. */
export function reset(m: Machine, thunk: Value): Step {
  pushPrompt(m);
  m.call(thunk);
}

/** A prompt whose value is the value of the prompt below it needs no segment of its own. */
function pushPrompt(m: Machine): Step {
  const { seg } = m;
  const below = m.engine.frame(m.fd).k;
  if (m.isOwn(below, FrameKind.SegmentEnd) && seg !== null && seg.kind === SegmentKind.Prompt && m.d === seg.d) return;
  pushSegment(m, SegmentKind.Prompt);
}

/** `shift`: takes the continuation up to the prompt off and calls the receiver with it, inside the prompt. */
export function shift(m: Machine, receiver: Value): Step {
  const parts: Part[] = [];
  const heights = [m.fd, m.sp, m.d, m.seg] as const;
  let { seg } = m;
  for (; seg !== null; seg = m.seg) {
    const [fd, sp] = startOf(m, seg);
    parts.push({ slice: Slice.take(m, fd, sp), links: linksAbove(m.d, seg.d), kind: seg.kind, data: seg.data });
    if (seg.kind === SegmentKind.Prompt) break;
    popSegment(m, seg, false);
  }
  const d = heights[2];
  m.fd = heights[0];
  m.sp = heights[1];
  m.seg = heights[3];
  m.setD(d);
  if (seg === null) fail(outerPrompt(m) ? BARRIER : 'shift: no enclosing reset');
  const procedure = procedureOf(Control.Composable, parts, value => composeFromHost(m.engine, parts, value));
  unwind(
    m,
    new Unwinding(UnwindKind.Shift, null, null, arrived => {
      const [fd, sp] = startOf(arrived, arrived.seg);
      arrived.fd = fd - 1;
      arrived.sp = sp;
      arrived.call(receiver, procedure);
    }),
  );
}

function outerPrompt(m: Machine): boolean {
  for (let p = m.parent; p !== null; p = p.parent) {
    for (let s = p.seg; s !== null; s = s.next) if (s.kind === SegmentKind.Prompt) return true;
  }
  return false;
}

/** A machine calls a delimited continuation. */
export function compose(m: Machine, parts: readonly Part[], args: readonly Value[]): Step {
  pushPrompt(m);
  const stop = m.d;
  for (let i = parts.length - 1; i >= 0; i--) {
    const { slice, links, kind, data } = parts[i] as Part;
    if (i < parts.length - 1) pushSegment(m, kind, data);
    slice.put(m);
    m.setD(replant(links, m.d));
  }
  if (m.d !== stop && linksAbove(m.d, stop).some(l => l.kind === LinkKind.Wind)) {
    return rewind(m, Continuation.of(m), stop, oneValue(args));
  }
  m.answer(oneValue(args));
}

function composeFromHost(engine: VmEngine, parts: readonly Part[], value: Value): Value {
  const m = new Machine(engine, false, false);
  engine.execute(m, () => compose(m, parts, [value]));
  return m.status === Status.Tail ? TCO : m.v;
}

/**
 * First-class continuations. A full one is a run's frames, segments and dynamic state; it can be re-entered as long as the host frames
 * below its machine are still there, or if there are none (a top-level run). A delimited one is a list of segments that is put on top of
 * whatever continuation calls it, any number of times.
 */

import { fail } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Value } from '../values/procedure.ts';
import { commonLinks, type Link, LinkKind, linksAbove, replant } from './dynamic.ts';
import type { Engine } from './engine.ts';
import { FrameKind } from './frames.ts';
import { type Frames, type Machine, type Segment, SegmentKind } from './machine.ts';
import { Control } from './operators.ts';
import { BARRIER, homeIn, oneValue, segmentOf, switchGenerators } from './runs.ts';
import type { Step } from './status.ts';
import { Transfer } from './transfer.ts';
import { unwind } from './unwind.ts';
import { Unwinding, UnwindKind } from './unwinding.ts';

export class Continuation {
  constructor(
    readonly machine: Machine,
    readonly frames: Frames,
    readonly seg: Segment | null,
    readonly d: HandlerLink | null,
  ) {}

  static of(m: Machine): Continuation {
    return new Continuation(m, m.take(null, null), m.seg, m.d);
  }

  /** Makes it the machine's. */
  enter(m: Machine): void {
    m.reinstate(this, null, this.seg);
    m.seg = this.seg;
    m.setD(this.d);
  }
}

/** One segment of a delimited continuation, innermost first; `kind` and `data` are those of the segment it is in. */
export interface Part {
  frames: Frames;
  links: readonly Link[];
  kind: SegmentKind;
  data: Value;
}

/** The procedure for the machine's present continuation. */
export function capture(m: Machine): Value {
  const k = Continuation.of(m);
  return procedureOf(m.engine, Control.Continuation, k, value => invokeFromHost(m.engine, k, value));
}

function procedureOf(engine: Engine, control: Control, datum: Value, fromHost: (value: Value) => Value): Value {
  const procedure: Value = (...args: Value[]) => fromHost(oneValue(args));
  procedure.control = 'continuation';
  procedure.guestName = 'continuation';
  return engine.control(procedure, control, datum);
}

/** A machine calls a full continuation. */
export function applyContinuation(m: Machine, k: Continuation, args: readonly Value[]): Step {
  const target = homeIn(k.machine, m);
  if (target === null) fail(BARRIER);
  if (target === m) return jump(m, k, oneValue(args));
  unwind(m, new Unwinding(UnwindKind.Exit, new Transfer(target, k, oneValue(args))));
}

/** Host code calls a full continuation: an escape if the run is under way, else a run of its own. */
function invokeFromHost(engine: Engine, k: Continuation, value: Value): Value {
  const target = homeIn(k.machine, engine.current);
  if (target !== null) throw new Transfer(target, k, value);
  if (engine.current !== null || !k.machine.top) fail(BARRIER);
  return engine.nested(engine.machine(true, false), m => jump(m, k, value));
}

/** Replaces the machine's continuation by `k`: after-thunks and cleanups on the way out, before-thunks on the way in. */
export function jump(m: Machine, k: Continuation, value: Value): Step {
  const stop = commonLinks(m.d, k.d);
  const arrive = (arrived: Machine): Step => {
    switchGenerators(arrived.seg, k.seg);
    rewind(arrived, k, stop, value);
  };
  unwind(m, new Unwinding(UnwindKind.Jump, null, stop, arrive));
}

/** Leaves through the way out `link`, which is in force. */
export function escapeTo(m: Machine, link: Link, value: Value): Step {
  const arrive = (arrived: Machine): Step => {
    const seg = segmentOf(link, arrived.seg);
    switchGenerators(arrived.seg, seg);
    arrived.seg = seg;
    arrived.leaveTo(link);
    arrived.setD(link.next);
    arrived.answer(value);
  };
  unwind(m, new Unwinding(UnwindKind.Jump, null, link, arrive));
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
    target.enter(m);
    return m.answer(r.value);
  }
  const link = r.winds[n - 1] as Link;
  const seg = segmentOf(link, target.seg);
  m.reinstate(target, link, seg);
  m.seg = seg;
  m.setD(link.next);
  m.push(FrameKind.Rewind, n - 1, r);
  m.call(link.a);
}

/** `reset`: calls the thunk in a new segment. */
export function reset(m: Machine, thunk: Value): Step {
  pushPrompt(m);
  m.call(thunk);
}

/** A prompt whose value is the value of the prompt below it needs no segment of its own. */
function pushPrompt(m: Machine): void {
  const { seg } = m;
  if (m.topIs(FrameKind.SegmentEnd) && seg !== null && seg.kind === SegmentKind.Prompt && m.d === seg.d) return;
  m.pushSegment(SegmentKind.Prompt);
}

/** `shift`: takes the continuation up to the prompt off and calls the receiver with it, inside the prompt. */
export function shift(m: Machine, receiver: Value): Step {
  if (!hasPrompt(m)) fail(outerPrompt(m) ? BARRIER : 'shift: no enclosing reset');
  const parts = partsOf(m, seg => seg.kind === SegmentKind.Prompt);
  const procedure = procedureOf(m.engine, Control.Composable, parts, value => composeFromHost(m.engine, parts, value));
  const arrive = (arrived: Machine): Step => {
    arrived.clear();
    arrived.call(receiver, procedure);
  };
  unwind(m, new Unwinding(UnwindKind.Shift, null, null, arrive));
}

/** The machine's segments from the innermost one up to and including the first that is the last one wanted. */
export function partsOf(m: Machine, last: (seg: Segment) => boolean): Part[] {
  const parts: Part[] = [];
  let above: Segment | null = null;
  for (let { seg } = m; seg !== null; seg = seg.next) {
    const links = linksAbove(above === null ? m.d : above.d, seg.d);
    parts.push({ frames: m.take(seg, above), links, kind: seg.kind, data: seg.data });
    if (last(seg)) break;
    above = seg;
  }
  return parts;
}

/** Puts one part on top of the present segment. */
export function putPart(m: Machine, part: Part): void {
  m.put(part.frames);
  m.setD(replant(part.links, m.d));
}

export function hasPrompt(m: Machine): boolean {
  for (let s = m.seg; s !== null; s = s.next) if (s.kind === SegmentKind.Prompt) return true;
  return false;
}

function outerPrompt(m: Machine): boolean {
  for (let p = m.parent; p !== null; p = p.parent) if (hasPrompt(p)) return true;
  return false;
}

/** A machine calls a delimited continuation. */
export function compose(m: Machine, parts: readonly Part[], args: readonly Value[]): Step {
  pushPrompt(m);
  const stop = m.d;
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as Part;
    if (i < parts.length - 1) m.pushSegment(part.kind, part.data);
    putPart(m, part);
  }
  if (linksAbove(m.d, stop).some(l => l.kind === LinkKind.Wind)) return rewind(m, Continuation.of(m), stop, oneValue(args));
  m.answer(oneValue(args));
}

function composeFromHost(engine: Engine, parts: readonly Part[], value: Value): Value {
  return engine.nested(engine.machine(false, false), m => compose(m, parts, [value]));
}

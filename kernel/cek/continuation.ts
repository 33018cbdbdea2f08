/**
 * First-class continuations. A full one is the machine's three registers (frames, segments, dynamic state); it can be
 * re-entered as long as the host frames below its machine are still there, or if there are none (a top-level run). A
 * delimited one is a list of segments that is put on top of whatever continuation calls it, any number of times.
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
import { answer, call } from './apply.ts';
import { Arity, Closure, NO_CODE, NO_ENV } from './code.ts';
import type { CekEngine } from './engine.ts';
import { Frame, FrameOp, Segment, SegmentKind } from './frames.ts';
import { Machine } from './machine.ts';
import { SEGMENT_END } from './states.ts';
import { unwind } from './unwind.ts';

export class Continuation {
  constructor(
    readonly machine: Machine,
    readonly k: Frame,
    readonly seg: Segment | null,
    readonly d: HandlerLink | null,
  ) {}
}

/** One segment of a delimited continuation, innermost first; `kind` and `data` are those of the segment below it. */
export interface Part {
  k: Frame;
  links: readonly Link[];
  kind: SegmentKind;
  data: Value;
}

/** The procedure for the machine's current continuation. */
export function capture(m: Machine): Value {
  m.engine.epoch++;
  const k = new Continuation(m, m.k, m.seg, m.d);
  const procedure: Value = (...args: Value[]) => invokeFromHost(m.engine, k, oneValue(args));
  procedure.control = 'continuation';
  procedure.guestName = 'continuation';
  procedure.lambda = new Closure(Arity.Control, NO_ENV, NO_CODE, Control.Continuation, k);
  return procedure;
}

/** A machine calls a full continuation. */
export function applyContinuation(m: Machine, k: Continuation, args: readonly Value[]): Step {
  const target = homeIn(k.machine, m);
  if (target === null) fail(BARRIER);
  if (target === m) return jump(m, k, oneValue(args));
  unwind(m, new Unwinding(UnwindKind.Exit, new Transfer(target, k, oneValue(args))));
}

/** Host code calls a full continuation: an escape if the run is under way, else a run of its own. */
function invokeFromHost(engine: CekEngine, k: Continuation, value: Value): Value {
  const target = homeIn(k.machine, engine.current);
  if (target !== null) throw new Transfer(target, k, value);
  if (engine.current !== null || !k.machine.top) fail(BARRIER);
  const m = new Machine(engine, true, false);
  jump(m, k, value);
  engine.execute(m);
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
    m.k = target.k;
    m.seg = target.seg;
    m.setD(target.d);
    return answer(m, r.value);
  }
  const link = r.winds[n - 1] as Link;
  const below = (link.frame as Frame).next;
  m.setD(link.next);
  m.seg = segmentOf(link, target.seg);
  m.k = new Frame(FrameOp.Rewind, m.at, NO_ENV, n - 1, r, below, 0);
  call(m, link.a);
}

/** Leaves through the way out `link`, which is in force. */
export function escapeTo(m: Machine, link: Link, value: Value): Step {
  unwind(
    m,
    new Unwinding(UnwindKind.Jump, null, link, arrived => {
      const seg = segmentOf(link, arrived.seg);
      switchGenerators(arrived.seg, seg, SegmentKind.Generator);
      arrived.seg = seg;
      arrived.k = (link.frame as Frame).next;
      arrived.setD(link.next);
      answer(arrived, value);
    }),
  );
}

/** `reset`: calls the thunk in a new segment. */
export function reset(m: Machine, thunk: Value): Step {
  pushPrompt(m);
  call(m, thunk);
}

/** A prompt whose value is the value of the prompt below it needs no segment of its own. */
function pushPrompt(m: Machine): Step {
  const seg = m.seg;
  if (m.k === SEGMENT_END && seg !== null && seg.kind === SegmentKind.Prompt && m.d === seg.d) return;
  m.seg = new Segment(SegmentKind.Prompt, m.k, m.d, seg);
  m.k = SEGMENT_END;
}

/** `shift`: takes the continuation up to the prompt off and calls the receiver with it, inside the prompt. */
export function shift(m: Machine, receiver: Value): Step {
  if (!hasPrompt(m)) fail(outerPrompt(m) ? BARRIER : 'shift: no enclosing reset');
  const parts: Part[] = [];
  let { k, d } = m;
  for (let { seg } = m; seg !== null; seg = seg.next) {
    parts.push({ k, links: linksAbove(d, seg.d), kind: seg.kind, data: seg.data });
    if (seg.kind === SegmentKind.Prompt) break;
    k = seg.k;
    d = seg.d;
  }
  m.engine.epoch++;
  const procedure: Value = (...args: Value[]) => composeFromHost(m.engine, parts, oneValue(args));
  procedure.control = 'continuation';
  procedure.guestName = 'continuation';
  procedure.lambda = new Closure(Arity.Control, NO_ENV, NO_CODE, Control.Composable, parts);
  unwind(
    m,
    new Unwinding(UnwindKind.Shift, null, null, arrived => {
      arrived.k = SEGMENT_END;
      call(arrived, receiver, procedure);
    }),
  );
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
  let { k, seg, d } = m;
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as Part;
    if (i < parts.length - 1) seg = new Segment(part.kind, k, d, seg, part.data);
    k = part.k;
    d = replant(part.links, d);
  }
  rewind(m, new Continuation(m, k, seg, d), m.d, oneValue(args));
}

function composeFromHost(engine: CekEngine, parts: readonly Part[], value: Value): Value {
  const m = new Machine(engine, false, false);
  compose(m, parts, [value]);
  engine.execute(m);
  return m.status === Status.Tail ? TCO : m.v;
}

/**
 * Leaving frames. Every way out of an expression other than its value pops the dynamic state link by link, running
 * what the links demand on the way: after-thunks, cleanups. Guest code that runs on the way has the continuation of the
 * expression it belongs to, with one `Unwind` frame on top that continues the unwinding; if that code leaves by itself
 * (raises, escapes), the frame goes with it and the new way out replaces the old one.
 */
import { type Link, LinkKind } from '../control/dynamic.ts';
import { findEscape } from '../control/escape.ts';
import { homeIn } from '../control/runs.ts';
import { Status, type Step } from '../control/status.ts';
import { RoutedRaise, Transfer } from '../control/transfer.ts';
import { type Unwinding, UnwindKind } from '../control/unwinding.ts';
import { call } from './apply.ts';
import { NO_ENV } from './code.ts';
import { Continuation, escapeTo, jump } from './continuation.ts';
import { Frame, FrameOp, type Segment, SegmentKind } from './frames.ts';
import type { Machine } from './machine.ts';
import { BASE, EXIT, RETURN } from './states.ts';

/** Continues `u` from the machine's current dynamic state until it arrives or guest code has to run. */
export function unwind(m: Machine, u: Unwinding<Machine>): Step {
  if (u.kind === UnwindKind.Exit && u.payload instanceof Transfer) {
    // Guest code may have run on the way, which moved its frames to their destination, or went on in a later run.
    const { target, continuation, value } = u.payload;
    if (continuation instanceof Continuation && homeIn(continuation.machine, m) === m) return jump(m, continuation, value);
    const link = findEscape(target, m.d, m.base);
    if (link !== null) return escapeTo(m, link, value);
  }
  for (;;) {
    if (u.kind === UnwindKind.Jump && m.d === u.stop) return (u.then as (m: Machine) => Step)(m);
    const seg = m.seg;
    if (m.d === (seg === null ? m.base : seg.d)) {
      if (seg === null) return leaveRun(m, u);
      if (u.kind === UnwindKind.Shift && seg.kind === SegmentKind.Prompt) return (u.then as (m: Machine) => Step)(m);
      popSegment(m, seg, u.kind !== UnwindKind.Shift);
      if (u.kind === UnwindKind.GeneratorReturn) {
        m.v = u.payload;
        m.c = RETURN;
        return;
      }
      continue;
    }
    const link = m.d as Link;
    m.setD(link.next);
    const frame = link.frame as Frame;
    switch (link.kind) {
      case LinkKind.Catch:
        if (u.kind !== UnwindKind.Raise) break;
        m.k = frame.next;
        m.e = [frame.env, u.payload];
        m.c = frame.code.b;
        return;
      case LinkKind.Wind:
        m.k = new Frame(FrameOp.Unwind, frame.code, NO_ENV, 0, u, frame.next, 0);
        return call(m, link.b);
      case LinkKind.Finally:
        if (u.kind === UnwindKind.Shift) break;
        m.k = new Frame(FrameOp.Unwind, frame.code, NO_ENV, 0, u, frame.next, 0);
        m.e = frame.env;
        m.c = frame.code.b;
        return;
      default:
    }
  }
}

/** Leaves a segment; a generator whose body is left for good is finished. */
export function popSegment(m: Machine, seg: Segment, forGood: boolean): Step {
  m.k = seg.k;
  m.setD(seg.d);
  m.seg = seg.next;
  if (forGood && seg.kind === SegmentKind.Generator) seg.data.state = 'done';
}

function leaveRun(m: Machine, u: Unwinding<Machine>): Step {
  // A continuation of an earlier top-level run shares no links with this one.
  if (u.kind === UnwindKind.Jump) return (u.then as (m: Machine) => Step)(m);
  m.k = BASE;
  m.v = u.kind === UnwindKind.Raise ? new RoutedRaise(u.payload) : u.payload;
  m.status = Status.Thrown;
  m.c = EXIT;
}

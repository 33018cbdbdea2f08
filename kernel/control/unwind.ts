/**
 * Leaving frames. Every way out of an expression other than its value pops the dynamic state link by link, running what the links demand
 * on the way: after-thunks, cleanups. Guest code that runs on the way has the continuation of the expression it belongs to, with one frame
 * on top that continues the unwinding; if that code leaves by itself (raises, escapes), the frame goes with it and the new way out replaces
 * the old one.
 */
import { raised } from './continuable.ts';
import { Continuation, escapeTo, jump } from './continuation.ts';
import { type Link, LinkKind } from './dynamic.ts';
import { findEscape } from './escape.ts';
import { FrameKind } from './frames.ts';
import { type Machine, SegmentKind } from './machine.ts';
import { homeIn } from './runs.ts';
import { Status, type Step } from './status.ts';
import { RoutedRaise, Transfer } from './transfer.ts';
import { type Unwinding, UnwindKind } from './unwinding.ts';

/** Continues `u` from the machine's present dynamic state until it arrives or guest code has to run. */
export function unwind(m: Machine, u: Unwinding): Step {
  if (u.kind === UnwindKind.Exit && u.payload instanceof Transfer) {
    // Guest code may have run on the way, which moved its frames to their destination, or went on in a later run.
    const { target, continuation, value } = u.payload;
    if (continuation instanceof Continuation && homeIn(continuation.machine, m) === m) return jump(m, continuation, value);
    const link = findEscape(target, m.d, m.base);
    if (link !== null) return escapeTo(m, link, value);
  }
  let { hidden } = u;
  for (;;) {
    if (u.kind === UnwindKind.Jump && m.d === u.stop) return u.then(m);
    const { seg } = m;
    if (m.d === (seg === null ? m.base : seg.d)) {
      if (seg === null) return leaveRun(m, u);
      if (u.kind === UnwindKind.Shift && seg.kind === SegmentKind.Prompt) return u.then(m);
      m.popSegment(u.kind !== UnwindKind.Shift);
      if (u.kind === UnwindKind.GeneratorReturn) return m.answer(u.payload);
      continue;
    }
    const link = m.d as Link;
    m.setD(link.next);
    switch (link.kind) {
      case LinkKind.Shield:
        if (hidden === 0) hidden = link.count;
        break;
      case LinkKind.Handler:
        if (hidden > 0) hidden--;
        break;
      case LinkKind.Catch:
      case LinkKind.Guard:
        if (hidden > 0) hidden--;
        else if (u.kind === UnwindKind.Raise)
          return m.catches(link, link.kind === LinkKind.Guard ? u.payload : raised(u.payload));
        break;
      case LinkKind.Wind:
        m.leaveTo(link);
        m.push(FrameKind.Unwind, 0, u.hiding(hidden));
        return m.call(link.b);
      case LinkKind.Finally:
        if (u.kind !== UnwindKind.Shift) return m.cleans(link, u.hiding(hidden));
        break;
      default:
    }
  }
}

function leaveRun(m: Machine, u: Unwinding): Step {
  // A continuation of an earlier top-level run shares no links with this one.
  if (u.kind === UnwindKind.Jump) return u.then(m);
  m.finish(Status.Thrown, u.kind === UnwindKind.Raise ? new RoutedRaise(raised(u.payload)) : u.payload);
}

/** Frames of the control operators: what each does with the value it is given. */
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { rewindOn } from './continuation.ts';
import { type Link, LinkKind } from './dynamic.ts';
import type { Machine } from './machine.ts';
import { converted, forced } from './perform.ts';
import { handlerDone, handlerTested, raisePast } from './raise.ts';
import { Status, type Step } from './status.ts';
import { unwind } from './unwind.ts';

export enum FrameKind {
  /** Ends the run: its result; or, once its frames have been moved into another, the value of that segment. */
  Base,
  SegmentEnd,
  /** Drop it and answer `x` instead. */
  Restore,
  /** Continue the unwinding `x`. */
  Unwind,
  /** Pop one link, pass it on. */
  PopLink,
  /** A handler has answered. `x`: the payload; `i`: 1 if continuable. */
  HandlerDone,
  /** Predicate `i` of the handler search `x` has answered. */
  HandlerTest,
  /** A guard has sent back the continuable raise of `x`; `i`: what has declined so far, counted. */
  Declined,
  WindEnter,
  WindBody,
  /** Rewinding `x`: the before-thunk of wind `i` is done. */
  Rewind,
  Consume,
  /** The converter of value `i` of the bindings `x` has answered. */
  Converter,
  Force,
}

/** The frame has been popped. */
export function resumeFrame(m: Machine, kind: FrameKind, i: number, x: Value, v: Value): Step {
  switch (kind) {
    case FrameKind.Base:
      if (m.seg === null) return m.finish(Status.Done, v);
      m.popSegment(true);
      return m.answer(v);
    case FrameKind.SegmentEnd:
      m.popSegment(true);
      return m.answer(v);
    case FrameKind.Restore:
      return m.answer(x);
    case FrameKind.Unwind:
      return unwind(m, x);
    case FrameKind.PopLink:
      m.setD((m.d as Link).next);
      return m.answer(v);
    case FrameKind.HandlerDone:
      return handlerDone(m, x, i === 1, v);
    case FrameKind.HandlerTest:
      return handlerTested(m, x, i, v);
    case FrameKind.Declined:
      return raisePast(m, x, i);
    case FrameKind.WindEnter: {
      const [before, thunk, after] = x;
      m.bracket(FrameKind.WindBody, after, LinkKind.Wind, before, after);
      return m.call(thunk);
    }
    case FrameKind.WindBody:
      m.setD((m.d as Link).next);
      m.push(FrameKind.Restore, 0, v);
      return m.call(x);
    case FrameKind.Rewind:
      return rewindOn(m, x, i);
    case FrameKind.Consume:
      return m.call(x, ...(v instanceof Multiple ? v.items : [v]));
    case FrameKind.Converter:
      return converted(m, x, i, v);
    case FrameKind.Force:
      return forced(m, x, v);
  }
}

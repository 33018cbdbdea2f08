/** Frames that the machine's loop does not handle itself: what each does with the value it is given. */
import type { Link } from '../control/dynamic.ts';
import { Link as LinkClass, LinkKind } from '../control/dynamic.ts';
import { Status, type Step } from '../control/status.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { answer, call } from './apply.ts';
import { rewindOn } from './continuation.ts';
import { converted, forced } from './control.ts';
import { Frame, FrameOp, type Segment } from './frames.ts';
import { yieldValue } from './generator.ts';
import { leave } from './leave.ts';
import type { Machine } from './machine.ts';
import { handlerDone, handlerTested } from './raise.ts';
import { BASE, EXIT } from './states.ts';
import { popSegment, unwind } from './unwind.ts';

/** `f` has been popped; gives it the machine's value. */
export function resume(m: Machine, f: Frame): Step {
  const v = m.v;
  switch (f.op) {
    case FrameOp.Base:
      if (m.seg !== null) {
        popSegment(m, m.seg, true);
        return answer(m, v);
      }
      m.k = BASE;
      m.status = Status.Done;
      m.c = EXIT;
      return;
    case FrameOp.SegmentEnd:
      popSegment(m, m.seg as Segment, true);
      return answer(m, v);
    case FrameOp.Leave:
      return leave(m, f.code.index, v);
    case FrameOp.LeaveOn:
      return leave(m, f.i, f.x);
    case FrameOp.Default:
      defaulted(f, v);
      return answer(m, null);
    case FrameOp.Catch:
    case FrameOp.PopLink:
      m.setD((m.d as Link).next);
      return answer(m, v);
    case FrameOp.Finally:
      m.setD((m.d as Link).next);
      m.k = new Frame(FrameOp.Restore, f.code, f.env, 0, v, m.k, 0);
      m.e = f.env;
      m.c = f.code.b;
      return;
    case FrameOp.Yield:
      return yieldValue(m, v);
    case FrameOp.Restore:
      return answer(m, f.x);
    case FrameOp.Unwind:
      return unwind(m, f.x);
    case FrameOp.HandlerDone:
      return handlerDone(m, f, v);
    case FrameOp.HandlerTest:
      return handlerTested(m, f, v);
    case FrameOp.WindEnter: {
      const [before, thunk, after] = f.x;
      const frame = new Frame(FrameOp.WindBody, f.code, f.env, 0, after, m.k, 0);
      m.k = frame;
      m.setD(new LinkClass(LinkKind.Wind, m.d, before, after, 0, frame));
      return call(m, thunk);
    }
    case FrameOp.WindBody:
      m.setD((m.d as Link).next);
      m.k = new Frame(FrameOp.Restore, f.code, f.env, 0, v, m.k, 0);
      return call(m, f.x);
    case FrameOp.Rewind:
      return rewindOn(m, f.x, f.i);
    case FrameOp.Consume:
      return call(m, f.x, ...(v instanceof Multiple ? v.items : [v]));
    case FrameOp.Converter:
      return converted(m, f, v);
    case FrameOp.Force:
      return forced(m, f, v);
    default:
      throw new Error(`CEK: frame ${f.op}`);
  }
}

/** The default of an optional parameter has been computed: those behind it are missing, too, also if this is not the first time. */
function defaulted({ env, code: { index, owner } }: Frame, v: Value): void {
  const { required, optional } = owner;
  env[index] = v;
  for (let i = index - required; i < optional.length; i++) env[required + i + 1] = optional[i];
}

/** The machine's own frames: what each does with the value it is given. */

import { Link, LinkKind } from '../control/dynamic.ts';
import { Status, type Step } from '../control/status.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { FrameKind, type VmClosure } from './code.ts';
import { rewindOn } from './continuation.ts';
import { converted, forced } from './control.ts';
import type { Machine } from './machine.ts';
import { handlerDone, handlerTested } from './raise.ts';
import { popSegment, type Segment } from './segments.ts';
import { unwind } from './unwind.ts';

/** `f` has been popped. */
export function resume(m: Machine, f: VmClosure, v: Value): Step {
  switch (f.control as FrameKind) {
    case FrameKind.Base:
      m.v = v;
      m.status = Status.Done;
      return;
    case FrameKind.SegmentEnd:
      popSegment(m, m.seg as Segment, true);
      return m.answer(v);
    case FrameKind.Restore:
      return m.answer(f.x);
    case FrameKind.Unwind:
      return unwind(m, f.x);
    case FrameKind.PopLink:
      m.setD((m.d as Link).next);
      return m.answer(v);
    case FrameKind.HandlerDone:
      return handlerDone(m, f.x, f.i === 1, v);
    case FrameKind.HandlerTest:
      return handlerTested(m, f.x, f.i, v);
    case FrameKind.WindEnter: {
      const [before, thunk, after] = f.x;
      const mark = m.mark(null);
      m.push(FrameKind.WindBody, 0, after);
      m.setD(new Link(LinkKind.Wind, m.d, before, after, 0, mark));
      return m.call(thunk);
    }
    case FrameKind.WindBody:
      m.setD((m.d as Link).next);
      m.push(FrameKind.Restore, 0, v);
      return m.call(f.x);
    case FrameKind.Rewind:
      return rewindOn(m, f.x, f.i);
    case FrameKind.Consume:
      return m.call(f.x, ...(v instanceof Multiple ? v.items : [v]));
    case FrameKind.Converter:
      return converted(m, f.x, f.i, v);
    case FrameKind.Force:
      return forced(m, f.x, v);
    default:
      throw new Error(`VM: frame ${f.control}`);
  }
}

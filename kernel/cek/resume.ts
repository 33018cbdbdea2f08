/** Frames that the machine's loop does not handle itself: what each does with the value it is given. */
import type { Link } from '../control/dynamic.ts';
import { FrameKind, resumeFrame } from '../control/frames.ts';
import { yieldValue } from '../control/generators.ts';
import type { Step } from '../control/status.ts';
import type { Value } from '../values/procedure.ts';
import { Frame, FrameOp } from './frames.ts';
import type { Machine } from './port.ts';

/** `f` has been popped; gives it the machine's value. */
export function resume(m: Machine, f: Frame): Step {
  const { v } = m;
  switch (f.op) {
    case FrameOp.Leave:
      return leave(m, f.code.index, v);
    case FrameOp.LeaveOn:
      return leave(m, f.i, f.x);
    case FrameOp.Default:
      defaulted(f, v);
      return m.answer(null);
    case FrameOp.Catch:
      m.setD((m.d as Link).next);
      return m.answer(v);
    case FrameOp.Finally:
      m.setD((m.d as Link).next);
      m.push(FrameKind.Restore, 0, v);
      m.e = f.env;
      m.c = f.code.b;
      return;
    case FrameOp.Yield:
      return yieldValue(m, v);
    default:
      return resumeFrame(m, f.op - FrameOp.Own, f.i, f.x, v);
  }
}

/** `ReturnFrom` across `Catch` and `Finally`: pops `n` frames, then answers `v`. A cleanup runs under a frame that pops the rest. */
export function leave(m: Machine, n: number, v: Value): Step {
  for (let left = n - 1; left >= 0; left--) {
    const f = m.k;
    m.k = f.next;
    if (f.op === FrameOp.Catch) m.setD((m.d as Link).next);
    else if (f.op === FrameOp.Finally) {
      m.setD((m.d as Link).next);
      m.k = new Frame(FrameOp.LeaveOn, f.code, f.env, left, v, f.next, 0);
      m.e = f.env;
      m.c = f.code.b;
      return;
    }
  }
  m.answer(v);
}

/** The default of an optional parameter has been computed: those behind it are missing, too, also if this is not the first time. */
function defaulted({ env, code: { index, owner } }: Frame, v: Value): void {
  const { required, optional } = owner;
  env[index] = v;
  for (let i = index - required; i < optional.length; i++) env[required + i + 1] = optional[i];
}

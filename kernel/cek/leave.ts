/** `ReturnFrom` across `Catch` and `Finally`: pops the frames up to the block one by one. */

import type { Link } from '../control/dynamic.ts';
import type { Step } from '../control/status.ts';
import type { Value } from '../values/procedure.ts';
import { answer } from './apply.ts';
import { Frame, FrameOp } from './frames.ts';
import type { Machine } from './machine.ts';

/** Pops `n` frames, then answers `v`. A cleanup on the way runs under a frame that continues with what is left. */
export function leave(m: Machine, n: number, v: Value): Step {
  let left = n;
  while (left > 0) {
    const f = m.k;
    m.k = f.next;
    left--;
    if (f.op === FrameOp.Catch) m.setD((m.d as Link).next);
    else if (f.op === FrameOp.Finally) {
      m.setD((m.d as Link).next);
      m.k = new Frame(FrameOp.LeaveOn, f.code, f.env, left, v, f.next, 0);
      m.e = f.env;
      m.c = f.code.b;
      return;
    }
  }
  answer(m, v);
}

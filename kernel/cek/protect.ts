/** Entering `Catch` and `Finally`: a frame, and a link that makes the frame findable from the dynamic state. */
import { Link, LinkKind } from '../control/dynamic.ts';
import type { Code, Env } from './code.ts';
import { Frame, FrameOp } from './frames.ts';
import type { Machine } from './machine.ts';

export function enterCatch(m: Machine, c: Code, e: Env, k: Frame): Frame {
  const frame = new Frame(FrameOp.Catch, c, e, 0, null, k, 0);
  m.setD(new Link(LinkKind.Catch, m.d, null, null, 0, frame));
  return frame;
}

export function enterFinally(m: Machine, c: Code, e: Env, k: Frame): Frame {
  const frame = new Frame(FrameOp.Finally, c, e, 0, null, k, 0);
  m.setD(new Link(LinkKind.Finally, m.d, null, null, 0, frame));
  return frame;
}

/** The machine's pseudo-codes (see `port.ts`) and the frames that end a segment (see `frames.ts`). */
import { FrameKind } from '../control/frames.ts';
import { Kind } from '../core/nodes.ts';
import { Code, type LambdaCode, NO_ENV, Op } from './code.ts';
import { Frame, FrameOp } from './frames.ts';

const pseudo = (op: Op): Code => {
  const c = new Code(Kind.Const, -1, null as unknown as LambdaCode);
  c.op = op;
  c.level = 0;
  return c;
};

export const RETURN = pseudo(Op.Return);
export const APPLY = pseudo(Op.Apply);
export const EXIT = pseudo(Op.Exit);

const endFrame = (kind: FrameKind): Frame => {
  const f = new Frame(FrameOp.Own + kind, RETURN, NO_ENV, 0, null, null as unknown as Frame, 0);
  f.next = f;
  f.depth = 1;
  return f;
};

/** Ends the machine's first segment, and every other segment. */
export const BASE = endFrame(FrameKind.Base);
export const SEGMENT_END = endFrame(FrameKind.SegmentEnd);

/** Whether a frame ends a segment. */
export const isEnd = (f: Frame): boolean => f === BASE || f === SEGMENT_END;

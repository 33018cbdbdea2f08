/** Positions of errors: looked up when a value without one comes by, from the frames that are there. */
import { FrameKind } from '../control/frames.ts';
import { originNow } from '../control/native-raise.ts';
import { Condition } from '../values/condition.ts';
import type { Place } from '../values/origin.ts';
import type { Value } from '../values/procedure.ts';
import { isOwn, type VmCode } from './code.ts';
import type { Port } from './port.ts';

export function placeIn(code: VmCode, pc: number): Place | null {
  if (!code.source || code.source.internal) return null;
  const pos = code.position(pc);
  return pos < 0 ? null : { source: code.source, pos };
}

/** The innermost place in a program: an error in library code is reported where the program called the library. */
function place(m: Port): Place | null {
  if (m.atCode !== null) {
    const found = placeIn(m.atCode, m.atPc);
    if (found !== null || (m.atCode.source && !m.atCode.source.internal)) return found;
  }
  for (let i = m.fd; i > m.baseFd; i--) {
    const { k, at } = m.engine.frame(i);
    if (isOwn(k)) {
      if (k.control === FrameKind.SegmentEnd) return null;
      continue;
    }
    const found = placeIn(k.code, at.pc);
    if (found !== null) return found;
  }
  return null;
}

/** Tells a condition that is raised now where it arose. */
export function locate(m: Port, payload: Value): void {
  if (payload instanceof Condition && !payload.origin.settled) payload.origin.offer(place(m));
}

/** Remembers where a value that carries no origin of its own was first raised. */
export function note(m: Port, payload: Value): void {
  if (payload instanceof Condition) return;
  const origin = originNow(m.kernel, payload);
  if (!origin.settled) origin.offer(place(m));
}

/** Positions of errors: looked up when a value without one comes by, from the frames that are there. */
import type { Place } from '../values/origin.ts';
import { CallSite, isOwn, type VmCode } from './code.ts';
import type { Port } from './port.ts';

export function placeIn(code: VmCode, pc: number): Place | null {
  if (code.placeless || code.source === null) return null;
  const pos = code.position(pc);
  return pos < 0 ? null : { source: code.source, pos };
}

/** The innermost place in a program: that of an error in code without places is where the program called it. */
export function placeOf(m: Port): Place | null {
  if (m.site !== null) return placeIn(m.site.code, m.site.pc);
  for (let i = m.fd; i > m.baseFd; i--) {
    const { k, at, fp } = m.engine.frame(i);
    if (isOwn(k)) continue;
    const below = k.code.placeless ? m.engine.stack[fp - 1] : null;
    const found = below instanceof CallSite ? placeIn(below.code, below.pc) : placeIn(k.code, at.pc);
    if (found !== null) return found;
  }
  return null;
}

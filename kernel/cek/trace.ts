/**
 * The calls that a machine has under way, from its continuations. A frame belongs to the same call as the code inside it
 * if it waits for a part of itself that this code is in; otherwise that part has called what runs above.
 */
import type { Place } from '../values/origin.ts';
import { type Code, Op } from './code.ts';
import type { Frame } from './frames.ts';
import type { Machine } from './port.ts';
import { isEnd } from './states.ts';
import { operand, tailOf } from './where.ts';

/** Frames that are looked at: library code may have many of them. */
const DEPTH = 200;

export function placesOf(m: Machine, limit: number): Place[] {
  const places: Place[] = [];
  const note = (code: Code): boolean => {
    const source = code.owner?.source;
    if (!source || source.internal || code.pos < 0) return false;
    places.push({ source, pos: code.pos });
    return true;
  };
  let inner = m.at;
  // What compiled code is doing is seen on the host's stack; a call in tail position leaves nothing.
  let noted = inner.op === Op.Native || isTail(inner) || note(inner);
  let { k, seg } = m;
  for (let n = DEPTH; n > 0 && places.length < limit; n--) {
    if (isEnd(k)) {
      if (seg === null) break;
      k = seg.k;
      seg = seg.next;
      continue;
    }
    const part = operand(k);
    const same = part !== undefined && isIn(inner, part);
    if (!same || !noted) noted = note(waiting(k, part)) || note(k.code);
    inner = k.code;
    k = k.next;
  }
  return places;
}

function waiting(k: Frame, part: Code | undefined): Code {
  return tailOf(part, k.env) ?? k.code;
}

function isTail(code: Code): boolean {
  for (let c = code, p = c.parent; ; c = p, p = c.parent) {
    if (p === null) return true;
    switch (p.op) {
      case Op.If:
      case Op.IfC:
        if (c === p.a) return false;
        break;
      case Op.Seq:
      case Op.SeqC:
      case Op.Let1:
      case Op.LetN:
      case Op.LetC:
      case Op.LetrecS:
      case Op.LetrecC:
        if (c !== p.b) return false;
        break;
      default:
        return false;
    }
  }
}

function isIn(inner: Code, part: Code): boolean {
  for (let c: Code | null = inner; c !== null; c = c.parent) if (c === part) return true;
  return false;
}

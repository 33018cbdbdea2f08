/**
 * Positions of errors. Nothing is recorded while code runs; when a condition without position comes by, the expression
 * that failed is found by evaluating the simple code it came from once more, which is invisible by construction.
 */
import { Kind } from '../core/nodes.ts';
import { Condition, type Raise } from '../values/condition.ts';
import type { Place } from '../values/origin.ts';
import { type Code, type Env, Op } from './code.ts';
import { type Frame, FrameOp } from './frames.ts';
import type { Machine } from './port.ts';
import { simple } from './simple.ts';
import { BASE, isEnd, SEGMENT_END } from './states.ts';

/** Tells what `code` raised, which was evaluated without a machine, where it arose. */
export function positioned(raise: Raise, code: Code, env: Env): Raise {
  const { payload } = raise;
  const kernel = code.owner?.engine.kernel;
  const origin = payload instanceof Condition ? payload.origin : kernel?.originOf(payload);
  if (origin && !origin.settled) origin.offer(code.owner.placeless ? null : partPlace(culprit(code, env) ?? code, code));
  return raise;
}

/** The innermost form of the program that is being evaluated; for code without places, where the program called it. */
export function placeOf(m: Machine): Place | null {
  const { at } = m;
  // Where it is a call that fails, all parts of the code have had their values.
  if (!at.owner?.placeless && at.pos >= 0) return partPlace((m.c === at ? culprit(at, m.e) : null) ?? at, at);
  const caller = callOfPlaceless(m);
  return caller && partPlace(caller, caller);
}

/** Names have no positions of their own: then it is that of what they are in. */
function partPlace({ pos }: Code, whole: Code): Place | null {
  const at = pos < 0 ? whole.pos : pos;
  const { source } = whole.owner;
  return at >= 0 && source ? { source, pos: at } : null;
}

/** Where the program has called the code that runs, which has no places. */
function callOfPlaceless({ k, seg, called }: Machine): Code | null {
  for (let f = k, s = seg; ; ) {
    const call = f === BASE ? called : f === SEGMENT_END ? s!.called : f.called;
    if (call !== null) return call;
    if (!isEnd(f)) {
      if (f.code.owner !== null && !f.code.owner.placeless) {
        const part = awaited(f);
        if (part !== undefined && part.pos >= 0) return part;
        if (f.code.pos >= 0) return f.code;
      }
      f = f.next;
    } else if (s !== null) {
      f = s.k;
      s = s.next;
    } else return null;
  }
}

/** The part of a frame's code whose value the frame waits for, where that is plain. */
function awaited(f: Frame): Code | undefined {
  return tailOf(operand(f), f.env);
}

/** The operand that the frame waits for. */
export function operand(f: Frame): Code | undefined {
  switch (f.op) {
    case FrameOp.Gather:
      return f.code.args[f.i];
    case FrameOp.Seq:
    case FrameOp.If:
    case FrameOp.Prim1:
    case FrameOp.PrimA:
    case FrameOp.SetLocal:
    case FrameOp.SetGlobal:
    case FrameOp.Define:
    case FrameOp.Yield:
    case FrameOp.Leave:
    case FrameOp.Catch:
    case FrameOp.Finally:
    case FrameOp.Default:
      return f.code.a;
    case FrameOp.PrimB:
      return f.code.b;
    default:
      return undefined;
  }
}

/** The part of `c` in tail position, as far as that is plain. */
export function tailOf(c: Code | undefined, env: Env): Code | undefined {
  /** null behind a binding whose value is not at hand. */
  let e: Env | null = env;
  try {
    for (;;) {
      switch (c?.op) {
        case Op.Let1:
        case Op.LetN: {
          const outer: Env | null = e;
          const known: boolean = outer !== null && c.args.every((init, i) => i === 0 || init.level === 2);
          e = known ? [outer, ...c.args.slice(1).map(init => simple(init, outer as Env))] : null;
          c = c.b;
          break;
        }
        case Op.LetC:
        case Op.LetrecS:
        case Op.LetrecC:
          e = null;
          c = c.b;
          break;
        case Op.Seq:
        case Op.SeqC:
          c = c.b;
          break;
        case Op.If:
        case Op.IfC: {
          // A branch without a call is not what is waited for.
          const calls: boolean = c.b.level === 0;
          if (calls !== (c.c.level === 0)) c = calls ? c.b : c.c;
          else if (e === null || c.a.level < 2) return c;
          else {
            const t = simple(c.a, e);
            c = t !== false && t !== null ? c.b : c.c;
          }
          break;
        }
        default:
          return c;
      }
    }
  } catch {
    return c;
  }
}

/** The innermost part of `code` whose own evaluation fails, or null if none does. */
function culprit(code: Code, env: Env): Code | null {
  try {
    return search(code, env);
  } catch {
    return null;
  }
}

/** Follows the evaluation of `c` to the part that fails; null if `c` has no failing part that can be tried again. */
function search(c: Code, e: Env): Code | null {
  const found = partOf(c, e);
  // Names have no positions of their own.
  return found !== null && found.pos < 0 ? c : found;
}

function partOf(c: Code, e: Env): Code | null {
  switch (c.op) {
    case Op.Const:
    case Op.Local0:
    case Op.Local1:
    case Op.Local2:
    case Op.LocalN:
    case Op.Lambda:
      return null;
    case Op.LetrecS: {
      const rib: Env = [e, ...c.args.slice(1).map(() => null)];
      for (const [i, init] of c.args.entries()) {
        const found = i === 0 ? null : search(init, rib);
        if (found) return found;
        if (i > 0) rib[i] = simple(init, rib);
      }
      return c.level === 0 ? null : search(c.b, rib);
    }
    case Op.Global:
      return c.cell.v === undefined ? c : null;
    case Op.If: {
      const found = search(c.a, e);
      if (found || c.level === 0 || c.a.level < 2) return found;
      const t = simple(c.a, e);
      return search(t !== false && t !== null ? c.b : c.c, e);
    }
    case Op.Seq:
      return search(c.a, e) ?? (c.level === 0 ? null : search(c.b, e));
    case Op.Let1:
    case Op.LetN: {
      const found = searchOperands(c, e);
      if (found || c.level === 0) return found;
      return search(c.b, [e, ...c.args.slice(1).map(a => simple(a, e))]);
    }
    default:
      if (c.args.length === 0) return c.a !== c && c.a.level > 0 ? search(c.a, e) : null;
      return searchOperands(c, e) ?? (c.level === 0 ? null : fails(c, e) ? c : null);
  }
}

function searchOperands(c: Code, e: Env): Code | null {
  for (let i = c.kind === Kind.Call ? 0 : 1; i < c.args.length; i++) {
    const a = c.args[i] as Code;
    // Its value was there before what failed, or nothing before it would have.
    if (a.level === 0) continue;
    const found = search(a, e);
    if (found) return found;
  }
  return null;
}

/** A primitive with a side effect is not tried again: if evaluation came as far as that, it was the one. */
function fails(c: Code, e: Env): boolean {
  if (c.level === 1) return true;
  try {
    simple(c, e);
    return false;
  } catch {
    return true;
  }
}

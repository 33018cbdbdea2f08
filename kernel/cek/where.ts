/**
 * Positions of errors. Nothing is recorded while code runs; when a condition without position comes by, the expression
 * that failed is found by evaluating the simple code it came from once more, which is invisible by construction.
 */
import { originNow } from '../control/native-raise.ts';
import { Kind } from '../core/nodes.ts';
import { Condition, type Raise } from '../values/condition.ts';
import type { Place } from '../values/origin.ts';
import type { Value } from '../values/procedure.ts';
import { type Code, type Env, Op } from './code.ts';
import { type Frame, FrameOp } from './frames.ts';
import type { Machine } from './port.ts';
import { simple } from './simple.ts';
import { BASE, isEnd } from './states.ts';

/** Tells what `code` raised where it arose. */
export function positioned(raise: Raise, code: Code, env: Env): Raise {
  const { payload } = raise;
  const kernel = code.owner?.engine.kernel;
  const origin = payload instanceof Condition ? payload.origin : kernel?.originOf(payload);
  if (origin && !origin.settled) origin.offer(placeOf(code, env, BASE));
  return raise;
}

/** `k`: the continuation of `code`; an error in library code is reported where the program called the library. */
export function locate(payload: Value, code: Code, env: Env, k: Frame = BASE): void {
  if (payload instanceof Condition && !payload.origin.settled) payload.origin.offer(placeOf(code, env, k));
}

/** Remembers where a value that carries no origin of its own was first raised: there, or in what awaits its value. */
export function note(m: Machine, payload: Value): void {
  if (payload instanceof Condition) return;
  const origin = originNow(m.kernel, payload);
  if (origin.settled) return;
  const code = m.at.pos >= 0 ? m.at : m.k.code;
  const source = code.owner?.source;
  origin.offer(source && !source.internal && code.pos >= 0 ? { source, pos: code.pos } : null);
}

function placeOf(code: Code, env: Env, k: Frame): Place | null {
  const owner = code.owner;
  if (!owner?.source) return null;
  const caller = owner.source.internal ? outsideCaller(k) : null;
  // Called in tail position from top level: whoever runs the text knows the form.
  if (owner.source.internal && caller === null) return null;
  let at = caller ?? culprit(code, env) ?? code;
  if (at.pos < 0) at = code;
  const { source } = caller?.owner ?? owner;
  return at.pos >= 0 && source ? { source, pos: at.pos } : null;
}

/** The innermost code on the continuation that is not library code. */
function outsideCaller(k: Frame): Code | null {
  for (let f = k; !isEnd(f); f = f.next) {
    const { source } = f.code.owner ?? {};
    if (!source || source.internal) continue;
    const part = awaited(f);
    if (part !== undefined && part.pos >= 0) return part;
    if (f.code.pos >= 0) return f.code;
  }
  return null;
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
    case Op.LetrecS:
      return null;
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
    if (a.level === 0) return null;
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

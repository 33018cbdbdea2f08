/**
 * Chooses `op`, `level` and `height` of a piece of code from its kind and its operands; runs again, from the affected
 * node upwards, when an inlined primitive turns out to be redefined.
 */
import { Kind } from '../core/nodes.ts';
import { type Code, Op } from './code.ts';

/** Greatest nesting of simple evaluation, i.e. of host frames that it may take. */
const MAX_HEIGHT = 100;

/** `depth` of a call whose operator was an inlined primitive; frames that are under way still use its `value`. */
const REDEFINED = 1;

const BINARY: Record<string, Op> = {
  '+': Op.Add,
  '-': Op.Sub,
  '<': Op.Lt,
  '>': Op.Gt,
  '<=': Op.Le,
  '>=': Op.Ge,
  '=': Op.NumEq,
  'eq?': Op.Eq,
};

const BINARY_CONST: Partial<Record<Op, Op>> = {
  [Op.Add]: Op.AddConst,
  [Op.Sub]: Op.SubConst,
  [Op.Lt]: Op.LtConst,
  [Op.Gt]: Op.GtConst,
  [Op.NumEq]: Op.NumEqConst,
};

const UNARY: Record<string, Op> = { not: Op.Not, 'nil?': Op.IsNil };

/** Marks the call `c` of a redefined primitive as an ordinary call, and whatever contains it as no longer simple. */
export function deoptimise(c: Code): void {
  c.depth = REDEFINED;
  for (let at: Code | null = c; at !== null; at = at.parent) specialise(at);
}

export function specialise(c: Code): void {
  c.level = 0;
  c.height = 1;
  switch (c.kind) {
    case Kind.If:
      specialiseIf(c);
      return;
    case Kind.Seq:
      c.op = c.a.level > 0 ? Op.Seq : Op.SeqC;
      settle(c, c.a.level === 2 ? c.b.level : 0, Math.max(c.a.height, c.b.height));
      return;
    case Kind.Let:
      specialiseLet(c);
      return;
    case Kind.Letrec:
      c.op = inline(c, 1) && c.args.every(a => a.level !== 1) ? Op.LetrecS : Op.LetrecC;
      settle(c, c.op === Op.LetrecS ? c.b.level : 0, Math.max(highest(c, 1), c.b.height));
      return;
    case Kind.SetLocal:
      c.op = c.a.level > 0 ? Op.SetLocal : Op.SetLocalC;
      settle(c, c.a.level > 0 ? 1 : 0, c.a.height);
      return;
    case Kind.Call:
      if (c.value === null || c.depth === REDEFINED) specialiseCall(c);
      else specialisePrimitive(c);
      return;
    case Kind.SetGlobal:
      c.op = c.a.level > 0 ? Op.SetGlobal : Op.SetGlobalC;
      return;
    case Kind.Define:
      c.op = c.a.level > 0 ? Op.Define : Op.DefineC;
      return;
    case Kind.Loop:
      c.op = inline(c, 1) ? Op.Loop : Op.LoopC;
      // A round may overwrite the last one's variables if nothing can still refer to them: no closure has captured them
      // (`depth`) and no continuation can have been captured while they were live.
      c.index = c.depth === 0 && leaf(c.b) ? 1 : 0;
      return;
    case Kind.Again:
      c.op = !inline(c, 1) ? Op.AgainC : c.args.length === 2 ? Op.Again1 : c.args.length === 3 ? Op.Again2 : Op.AgainN;
      return;
    case Kind.Yield:
      c.op = c.a.level > 0 ? Op.Yield : Op.YieldC;
      return;
    default:
      if (c.op === Op.Default) settle(c, c.a.level > 0 ? 1 : 0, c.a.height);
      else if (c.op <= Op.Lambda) c.level = 2;
  }
}

/** Does evaluating `c` never need a frame before it leaves the loop or starts the next round? */
function leaf(c: Code): boolean {
  for (;;) {
    if (c.level > 0) return true;
    switch (c.op) {
      case Op.If:
        if (!leaf(c.c)) return false;
        c = c.b;
        continue;
      case Op.Seq:
      case Op.Let1:
      case Op.LetN:
        c = c.b;
        continue;
      case Op.Again1:
      case Op.Again2:
      case Op.AgainN:
      case Op.Call0:
      case Op.Call1:
      case Op.Call2:
      case Op.Call3:
      case Op.CallN:
        return true;
      case Op.Leave:
        c = c.a;
        continue;
      default:
        return false;
    }
  }
}

function settle(c: Code, level: 0 | 1 | 2, heightBelow: number): void {
  c.height = heightBelow + 1;
  c.level = c.height > MAX_HEIGHT ? 0 : level;
  if (c.level === 0) c.height = 1;
  // An op that only the simple evaluator knows must not reach the machine.
  if (c.level === 0) c.op = framed(c.op);
}

function framed(op: Op): Op {
  return op === Op.SetLocal ? Op.SetLocalC : op;
}

function specialiseIf(c: Code): void {
  const test = c.a.level;
  c.op = test > 0 ? Op.If : Op.IfC;
  let level: 0 | 1 | 2 = 0;
  if (test === 2) level = Math.min(c.b.level, c.c.level) as 0 | 1 | 2;
  // After a side effect in the test nothing may need a second start.
  else if (test === 1 && unguarded(c.b) && unguarded(c.c)) level = 1;
  settle(c, level, Math.max(c.a.height, c.b.height, c.c.height));
}

function unguarded(c: Code): boolean {
  return c.op <= Op.LocalN || c.op === Op.Lambda;
}

function specialiseLet(c: Code): void {
  const inits = inline(c, 1);
  c.op = !inits ? Op.LetC : c.args.length === 2 ? Op.Let1 : Op.LetN;
  const pure = inits && c.args.every((a, i) => i === 0 || a.level === 2);
  settle(c, pure ? c.b.level : 0, Math.max(highest(c, 1), c.b.height));
}

function specialiseCall(c: Code): void {
  if (!inline(c, 0)) c.op = Op.CallC;
  else c.op = [Op.Call0, Op.Call1, Op.Call2, Op.Call3][c.args.length - 1] ?? Op.CallN;
}

function specialisePrimitive(c: Code): void {
  const spec = c.value.primitive;
  const name: string = spec ? spec.name : '';
  const pure: boolean = spec ? spec.pure : c.value.record.op !== 'set';
  const count = c.args.length - 1;
  if (!inline(c, 1)) {
    c.op = count === 1 ? Op.Prim1C : count === 2 ? Op.Prim2C : Op.PrimNC;
    c.index = count === 2 ? (BINARY[name] ?? Op.Prim2) : 0;
    return;
  }
  const simple = pure && c.args.every((a, i) => i === 0 || a.level === 2);
  c.op = [Op.Prim0, Op.Prim1, Op.Prim2, Op.Prim3][count] ?? Op.PrimN;
  if (count === 1) c.op = UNARY[name] ?? c.op;
  if (count === 2) {
    c.op = BINARY[name] ?? c.op;
    const b = c.b;
    if (b.op === Op.Const && typeof b.value === 'number' && !Number.isNaN(b.value)) c.op = BINARY_CONST[c.op] ?? c.op;
  }
  c.index = c.op;
  settle(c, simple ? 2 : 1, highest(c, 1));
  if (c.level === 0) c.op = count === 1 ? Op.Prim1C : count === 2 ? Op.Prim2C : Op.PrimNC;
  if (count === 2) c.index = BINARY[name] ?? Op.Prim2;
}

/** May the operands from slot `from` on be evaluated in one go? Only the last may have a side effect. */
function inline(c: Code, from: number): boolean {
  const last = c.args.length - 1;
  for (let i = from; i <= last; i++) if ((c.args[i] as Code).level < (i === last ? 1 : 2)) return false;
  return true;
}

function highest(c: Code, from: number): number {
  let h = 0;
  for (let i = from; i < c.args.length; i++) h = Math.max(h, (c.args[i] as Code).height);
  return h;
}

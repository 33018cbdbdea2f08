/**
 * Core nodes → `Code`. Receives what the expander made (one unit's nodes, or one lambda) and answers code with lexical
 * addresses, inlined primitives and jumps resolved. Bodies of lambdas are analysed when they are first called.
 *
 * Jumps out of blocks need no bookkeeping at run time: every operand that needs the machine costs exactly one frame, so
 * the number of frames between a `ReturnFrom` and its `Block` is known here (`frames`).
 */
import { LinkKind } from '../control/dynamic.ts';
import {
  type Again,
  type Block,
  type Call,
  Kind,
  type Lambda,
  type Loop,
  type Node,
  type ReturnFrom,
  Unsupported,
  type Variable,
} from '../core/nodes.ts';
import { implementationOf, inlinable } from '../core/primitive-calls.ts';
import { bound, children } from '../core/walk.ts';
import type { Source } from '../values/origin.ts';
import { Code, ENTRY_HEAT, type EngineContext, LambdaCode, LOOP_HEAT, type LoopPlace, Op, type Pending } from './code.ts';
import { specialise } from './specialise.ts';

/** Variables of a rib that are looked for one by one; in larger ones by a table. */
const FEW = 8;

/** One environment rib at analysis time. */
export class Scope {
  private readonly table: ReadonlyMap<Variable, number> | null;

  constructor(
    readonly vars: readonly Variable[],
    readonly parent: Scope | null,
  ) {
    this.table = vars.length > FEW ? new Map(vars.map((v, i) => [v, i])) : null;
  }

  /** Position of a variable; -1: it is not here. */
  at(variable: Variable): number {
    return this.table === null ? this.vars.indexOf(variable) : (this.table.get(variable) ?? -1);
  }
}

/** What is the same for all nodes of one lambda. */
class Context {
  readonly loops = new Map<Loop, LoopPlace>();
  readonly blocks = new Map<Block, number>();
  /** Levels of nodes under analysis. */
  levels = 0;
  constructor(readonly lambda: LambdaCode) {}
}

/** Analyses the nodes of a unit's top level into the code of a procedure without parameters. */
export function analyseTop(node: Node, engine: EngineContext, source: Source | null): LambdaCode {
  const lambda = new LambdaCode('', engine, source);
  lambda.exact = 0;
  lambda.bare = true;
  engine.jit?.meets(node);
  lambda.body = analyse(node, null, 0, new Context(lambda));
  return lambda;
}

/** The code of a lambda; its body is analysed on the first call. */
export function analyseLambda(node: Lambda, scope: Scope | null, engine: EngineContext, source: Source | null): LambdaCode {
  const lambda = new LambdaCode(node.name, engine, source);
  lambda.node = node;
  lambda.scope = scope;
  lambda.heat = engine.jit === null ? ENTRY_HEAT : engine.jit.entryHeat;
  lambda.takeFrom(node);
  const vars = bound(node);
  lambda.bare = vars.length === 0;
  const inner = lambda.bare ? scope : new Scope(vars, scope);
  lambda.body = placeholder(node.pos, lambda, () => {
    lambda.body = bodyOf(node, inner, lambda);
    return lambda.body;
  });
  return lambda;
}

function placeholder(pos: number, lambda: LambdaCode, analyse: () => Code): Code {
  const c = new Code(Kind.Const, pos, lambda);
  const pending: Pending = { analyse, code: null };
  c.op = Op.Analyse;
  c.level = 0;
  c.value = pending;
  return c;
}

/** The code that a placeholder stands for, made when it is first reached; it takes its place. */
export function analysed(c: Code): Code {
  const pending = c.value as Pending;
  pending.code ??= pending.analyse();
  return pending.code;
}

/** The body of a lambda that may not have been called yet. */
export function analyseBody({ body }: LambdaCode): Code {
  return body.op === Op.Analyse ? analysed(body) : body;
}

function bodyOf(node: Lambda, scope: Scope | null, lambda: LambdaCode): Code {
  const cx = new Context(lambda);
  const defaults = node.optional.filter(o => o.init.kind !== Kind.Const);
  let body = analyse(node.body, scope, 0, cx);
  for (const o of defaults.reverse()) {
    const set = new Code(Kind.Const, o.init.pos, lambda);
    set.op = Op.Default;
    set.index = (scope as Scope).at(o.variable) + 1;
    set.a = adopt(set, analyse(o.init, scope, 2, cx));
    specialise(set);
    body = sequence(set, body, lambda);
  }
  return body;
}

function adopt(parent: Code, child: Code): Code {
  child.parent = parent;
  return child;
}

function sequence(a: Code, b: Code, lambda: LambdaCode): Code {
  const c = new Code(Kind.Seq, a.pos, lambda);
  c.a = adopt(c, a);
  c.b = adopt(c, b);
  specialise(c);
  return c;
}

/** Levels that are analysed at once, a few times as many as simple evaluation may take (`specialise.ts`). */
const MOST_LEVELS = 300;

/** `frames`: frames between the lambda's own continuation and this node's. */
function analyse(n: Node, scope: Scope | null, frames: number, cx: Context): Code {
  if (cx.levels >= MOST_LEVELS) return postponed(n, scope, frames, cx);
  cx.levels++;
  const c = analyseNow(n, scope, frames, cx);
  cx.levels--;
  return c;
}

/** Deep code is analysed when it is reached, so that its depth does not cost host stack. */
function postponed(n: Node, scope: Scope | null, frames: number, cx: Context): Code {
  const stand: Code = placeholder(n.pos, cx.lambda, () => {
    cx.levels = 0;
    const { parent } = stand;
    const code = analyse(n, scope, frames, cx);
    code.parent = parent;
    if (parent !== null) replace(parent, stand, code);
    return code;
  });
  return stand;
}

function replace(parent: Code, old: Code, code: Code): void {
  if (parent.a === old) parent.a = code;
  if (parent.b === old) parent.b = code;
  if (parent.c === old) parent.c = code;
  if (parent.fn === old) parent.fn = code;
  const i = parent.args.indexOf(old);
  if (i >= 0) parent.args[i] = code;
}

function analyseNow(n: Node, scope: Scope | null, frames: number, cx: Context): Code {
  const c = new Code(n.kind, n.pos, cx.lambda);
  const part = (child: Node, s: Scope | null, f: number): Code => adopt(c, analyse(child, s, f, cx));
  switch (n.kind) {
    case Kind.Const:
      c.op = Op.Const;
      c.value = n.value;
      break;
    case Kind.Site:
      c.op = Op.Const;
      c.value = n.literal();
      break;
    case Kind.LocalRef:
      address(c, n.variable, scope);
      c.op = c.depth === 0 ? Op.Local0 : c.depth === 1 ? Op.Local1 : c.depth === 2 ? Op.Local2 : Op.LocalN;
      break;
    case Kind.GlobalRef:
      c.op = Op.Global;
      c.cell = n.cell;
      break;
    case Kind.SetLocal:
      address(c, n.variable, scope);
      c.a = part(n.value, scope, frames + 1);
      break;
    case Kind.SetGlobal:
    case Kind.Define:
      c.cell = n.cell;
      c.a = part(n.value, scope, frames + 1);
      break;
    case Kind.If:
      c.a = part(n.test, scope, frames + 1);
      c.b = part(n.then, scope, frames);
      c.c = part(n.otherwise, scope, frames);
      break;
    case Kind.Seq:
      return analyseSeq(n.body, scope, frames, cx);
    case Kind.Lambda:
      c.op = Op.Lambda;
      c.lambda = analyseLambda(n, scope, cx.lambda.engine, cx.lambda.source);
      break;
    case Kind.Let: {
      if (n.vars.length === 0) return analyse(n.body, scope, frames, cx);
      operands(c, n.inits, scope, frames, cx);
      c.b = part(n.body, new Scope(n.vars, scope), frames);
      break;
    }
    case Kind.Letrec: {
      if (n.vars.length === 0) return analyse(n.body, scope, frames, cx);
      const inner = new Scope(n.vars, scope);
      operands(c, n.inits, inner, frames, cx);
      c.b = part(n.body, inner, frames);
      break;
    }
    case Kind.Loop:
      analyseLoop(c, n, scope, frames, cx);
      break;
    case Kind.Again:
      analyseAgain(c, n, scope, frames, cx);
      break;
    case Kind.Call:
      analyseCall(c, n, scope, frames, cx);
      break;
    case Kind.Block:
      cx.blocks.set(n, frames);
      return analyse(n.body, scope, frames, cx);
    case Kind.ReturnFrom:
      analyseReturn(c, n, scope, frames, cx);
      break;
    case Kind.Catch:
      c.op = Op.Catch;
      c.index = n.declines ? LinkKind.Guard : LinkKind.Catch;
      c.level = 0;
      c.a = part(n.body, scope, frames + 1);
      c.b = part(n.handler, new Scope([n.variable], scope), frames);
      return c;
    case Kind.Finally:
      c.op = Op.Finally;
      c.level = 0;
      c.a = part(n.body, scope, frames + 1);
      c.b = part(n.cleanup, scope, frames + 1);
      return c;
    case Kind.Yield:
      c.a = part(n.value, scope, frames + 1);
      break;
    default:
      throw new Unsupported(`node kind ${(n as Node).kind}`, (n as Node).pos);
  }
  specialise(c);
  return c;
}

function address(c: Code, variable: Variable, scope: Scope | null): void {
  let depth = 0;
  for (let s = scope; s !== null; s = s.parent, depth++) {
    const i = s.at(variable);
    if (i >= 0) {
      c.depth = depth;
      c.index = i + 1;
      return;
    }
  }
  throw new Error(`CEK: variable ${variable.name} is not in scope`);
}

export function ribsBetween(from: Scope | null, to: Scope | null): number {
  let n = 0;
  for (let s = from; s !== to; s = (s as Scope).parent) n++;
  return n;
}

/** Statements nest to the right; built from the end so that long bodies do not cost host stack. */
function analyseSeq(body: readonly Node[], scope: Scope | null, frames: number, cx: Context): Code {
  const last = body.length - 1;
  let code = analyse(body[last] as Node, scope, frames, cx);
  for (let i = last - 1; i >= 0; i--) code = sequence(analyse(body[i] as Node, scope, frames + 1, cx), code, cx.lambda);
  return code;
}

/** Fills `args[1…]`; slot 0 holds a stand-in. */
function operands(c: Code, nodes: readonly Node[], scope: Scope | null, frames: number, cx: Context): void {
  c.args = [new Code(Kind.Const, c.pos, cx.lambda)];
  for (const n of nodes) c.args.push(adopt(c, analyse(n, scope, frames + 1, cx)));
  if (c.args.length > 1) c.a = c.args[1] as Code;
}

function analyseCall(c: Code, n: Call, scope: Scope | null, frames: number, cx: Context): void {
  operands(c, n.args, scope, frames, cx);
  c.fn = adopt(c, analyse(n.fn, scope, frames + 1, cx));
  c.args[0] = c.fn;
  if (c.args.length > 2) c.b = c.args[2] as Code;
  if (c.args.length > 3) c.c = c.args[3] as Code;
  const cell = inlinable(n);
  if (cell === null) return;
  c.cell = cell;
  c.value = cell.v;
  c.prim = implementationOf(cell.v);
}

function analyseLoop(c: Code, n: Loop, scope: Scope | null, frames: number, cx: Context): void {
  operands(c, n.inits, scope, frames, cx);
  const inner = n.vars.length === 0 ? scope : new Scope(n.vars, scope);
  const place: LoopPlace = { node: n, code: c, scope: inner, frames, loops: cx.loops, blocks: cx.blocks };
  cx.loops.set(n, place);
  c.value = place;
  const { jit } = cx.lambda.engine;
  if (!n.resumed) c.heat = jit === null ? LOOP_HEAT : jit.loopHeat;
  c.depth = n.vars.some(v => v.captured) ? 1 : 0;
  c.b = adopt(c, analyse(n.body, inner, frames, cx));
}

function analyseAgain(c: Code, n: Again, scope: Scope | null, frames: number, cx: Context): void {
  const place = cx.loops.get(n.loop);
  if (!place) throw new Error(`CEK: again outside its loop ${n.loop.label}`);
  operands(c, n.args, scope, frames, cx);
  if (c.args.length > 2) c.b = c.args[2] as Code;
  c.c = place.code;
  // From here to the loop's own rib; the rib's parent is one further.
  c.depth = ribsBetween(scope, place.scope);
}

function analyseReturn(c: Code, n: ReturnFrom, scope: Scope | null, frames: number, cx: Context): void {
  const target = cx.blocks.get(n.block);
  if (target === undefined) throw new Error(`CEK: return-from outside its block ${n.block.label}`);
  const direct = n.direct && !leavesInside(n.value, target, cx);
  c.op = direct ? Op.Leave : Op.LeaveC;
  c.level = 0;
  c.index = frames - target;
  c.a = adopt(c, analyse(n.value, scope, direct ? target : frames + 1, cx));
}

/** Nodes that are looked at for jumps; a value that is larger is taken to contain one, which costs it a frame. */
const MOST_SEARCHED = 2000;

/** Whether code may jump to a block that has frames above the target's: they must not be gone by then. */
function leavesInside(value: Node, target: number, cx: Context): boolean {
  const pending: Node[] = [value];
  let left = MOST_SEARCHED;
  for (let n = pending.pop(); n !== undefined; n = pending.pop()) {
    if (n.kind === Kind.Lambda) continue;
    if (n.kind === Kind.ReturnFrom && (cx.blocks.get(n.block) ?? target) > target) return true;
    if (--left === 0) return true;
    for (const child of children(n)) pending.push(child);
  }
  return false;
}

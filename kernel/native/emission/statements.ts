/**
 * Core nodes as statements that deliver their value to a destination. After a `tail` or `value` destination control
 * never falls through; after the others it does, unless the node itself jumps.
 */
import { type If, Kind, type Let, type Letrec, type Node, type Variable } from '../../core/nodes.ts';
import { switchArms } from '../analysis/switch-shape.ts';
import { callStatement, tailCall } from './calls.ts';
import { condition, under } from './conditions.ts';
import { type Dest, EFFECT, type Fn, leaves } from './context.ts';
import { blockStatement, catchStatement, finallyStatement, returnFrom } from './exits.ts';
import { bare, expression } from './expressions.ts';
import { learnAll, learnBinding } from './facts.ts';
import { functionText } from './functions.ts';
import { again, loopStatement } from './loops.ts';
import { isAtom } from './operands.ts';
import { switchStatement } from './switches.ts';

export function statement(fn: Fn, node: Node, dest: Dest): void {
  const mark = fn.live;
  const { pos } = fn;
  if (node.pos >= 0) fn.pos = node.pos;
  write(fn, node, dest);
  fn.pos = pos;
  fn.live = mark;
}

function write(fn: Fn, node: Node, dest: Dest): void {
  switch (node.kind) {
    case Kind.If:
      ifStatement(fn, node, dest);
      return;
    case Kind.Seq: {
      const last = node.body.length - 1;
      for (const n of node.body.slice(0, last)) statement(fn, n, EFFECT);
      statement(fn, node.body[last] as Node, dest);
      return;
    }
    case Kind.Let:
      letStatement(fn, node, dest);
      return;
    case Kind.Letrec:
      letrecStatement(fn, node, dest);
      return;
    case Kind.Loop:
      loopStatement(fn, node, dest);
      return;
    case Kind.Again:
      again(fn, node);
      return;
    case Kind.Block:
      blockStatement(fn, node, dest);
      return;
    case Kind.ReturnFrom:
      returnFrom(fn, node);
      return;
    case Kind.Catch:
      catchStatement(fn, node, dest);
      return;
    case Kind.Finally:
      finallyStatement(fn, node, dest);
      return;
    case Kind.Call:
      if (dest.kind === 'tail') tailCall(fn, node);
      else if (dest.kind === 'effect') callStatement(fn, node);
      else deliver(fn, dest, expression(fn, node, true));
      return;
    case Kind.Const:
    case Kind.LocalRef:
    case Kind.Lambda:
    case Kind.Site:
      if (dest.kind === 'effect') return;
  }
  deliver(fn, dest, expression(fn, node, true));
}

/** Hands an evaluated expression to a destination. */
export function deliver(fn: Fn, dest: Dest, text: string): void {
  switch (dest.kind) {
    case 'effect':
      if (!isAtom(text)) fn.line(`${bare(text, true)};`);
      return;
    case 'assign':
      if (text !== dest.name) fn.line(`${dest.name} = ${bare(text)};`);
      return;
    default:
      fn.line(`return ${bare(text, true)};`);
  }
}

/** Nodes that are better written as statements even where an expression would do. */
function isStructured(node: Node): boolean {
  switch (node.kind) {
    case Kind.Seq:
    case Kind.Let:
    case Kind.Letrec:
    case Kind.Loop:
    case Kind.Again:
    case Kind.Block:
    case Kind.ReturnFrom:
    case Kind.Catch:
    case Kind.Finally:
      return true;
    default:
      return false;
  }
}

/** Declares a variable with its initial value. */
export function declare(fn: Fn, name: string, init: Node, keyword = 'let'): void {
  const mark = fn.live;
  if (isStructured(init) || (init.kind === Kind.If && fn.needs(init))) {
    fn.line(`let ${name};`);
    statement(fn, init, { kind: 'assign', name });
  } else {
    fn.line(`${keyword} ${name} = ${bare(expression(fn, init, true))};`);
  }
  fn.live = mark;
}

function ifStatement(fn: Fn, node: If, dest: Dest): void {
  const { facts } = fn.unit;
  const start = facts.mark();
  let n: Node = node;
  let opened = false;
  let fallsThrough = false;
  for (;;) {
    // Only the first test may be preceded by statements; a later one starts a nested `if` instead.
    if (n.kind !== Kind.If || (opened && (fn.needs(n.test) || switchArms(n, fn.analysis.bindings) !== null))) break;
    if (!opened) {
      const shape = switchArms(n, fn.analysis.bindings);
      if (shape !== null) {
        switchStatement(fn, shape, dest);
        facts.undo(start);
        return;
      }
    }
    const mark = fn.live;
    const test = condition(fn, n.test, !opened);
    fn.live = mark;
    if (test.text === 'true' || test.text === 'false') {
      n = test.text === 'true' ? n.then : n.otherwise;
      if (opened) continue;
      statement(fn, n, dest);
      return;
    }
    const text = bare(test.text, true);
    if (opened) {
      fn.indent--;
      fn.line(`} else if (${text}) {`);
      fn.indent++;
    } else fn.open(`if (${text}) {`);
    opened = true;
    const then = n.then;
    under(fn, test.yes, () => statement(fn, then, dest));
    learnAll(fn, test.no);
    n = n.otherwise;
    if (leaves(dest)) {
      // The branch never falls through: what follows needs no `else`.
      fn.close();
      opened = false;
      if (n.kind === Kind.If) continue;
      statement(fn, n, dest);
      facts.undo(start);
      return;
    }
    if (!jumps(then)) fallsThrough = true;
  }
  if (isEmpty(n, dest)) fn.close();
  else {
    fn.indent--;
    fn.line('} else {');
    fn.indent++;
    statement(fn, n, dest);
    fn.close();
  }
  // When all branches but the last jump away, what the last one knows still holds.
  if (fallsThrough) facts.undo(start);
}

/** Whether control certainly does not come out of the node. */
function jumps(node: Node): boolean {
  switch (node.kind) {
    case Kind.ReturnFrom:
    case Kind.Again:
      return true;
    case Kind.If:
      return jumps(node.then) && jumps(node.otherwise);
    case Kind.Seq:
      return jumps(node.body[node.body.length - 1] as Node);
    case Kind.Let:
    case Kind.Letrec:
      return jumps(node.body);
    default:
      return false;
  }
}

function isEmpty(node: Node, dest: Dest): boolean {
  return dest.kind === 'effect' && (node.kind === Kind.Const || node.kind === Kind.LocalRef);
}

function letStatement(fn: Fn, node: Let, dest: Dest): void {
  node.inits.forEach((init, i) => {
    const v = node.vars[i] as Variable;
    const known = fn.analysis.bindings.locals.get(v);
    if (known) fn.line(`const ${fn.unit.lambda(known)} = ${functionText(fn, known)};`);
    else {
      declare(fn, fn.unit.variable(v), init, v.assigned ? 'let' : 'const');
      learnBinding(fn, v, init);
    }
  });
  statement(fn, node.body, dest);
}

/**
 * Known lambdas become function declarations, so the group gets a block of its own: entering it makes the closures.
 */
function letrecStatement(fn: Fn, node: Letrec, dest: Dest): void {
  const block = fn.lines.length > 0;
  if (block) fn.open('{');
  const early: string[] = [];
  const inPlace = node.vars.map(v => {
    if (fn.analysis.bindings.locals.has(v)) return true;
    if (fn.analysis.inPlace.has(v)) return true;
    early.push(`${fn.unit.variable(v)} = null`);
    return false;
  });
  if (early.length > 0) fn.line(`let ${early.join(', ')};`);
  node.inits.forEach((init, i) => {
    const v = node.vars[i] as Variable;
    const known = fn.analysis.bindings.locals.get(v);
    if (known) fn.line(functionText(fn, known));
    else if (inPlace[i]) {
      declare(fn, fn.unit.variable(v), init, v.assigned ? 'let' : 'const');
      learnBinding(fn, v, init);
    } else statement(fn, init, { kind: 'assign', name: fn.unit.variable(v) });
  });
  statement(fn, node.body, dest);
  if (block) fn.close();
}

/**
 * Core nodes in value position. Receives a node; answers JavaScript text that is safe as an operand (an atom or
 * parenthesised). Lines are written before it only when `top` allows statements here or the node cannot do without.
 */
import { type Cell, type Define, Kind, type Let, type Node, type SetGlobal } from '../../core/nodes.ts';
import { splitMark } from '../units/positions.ts';
import { callExpression } from './calls.ts';
import { condition, isBoolean, under } from './conditions.ts';
import type { Fn } from './context.ts';
import { learnBinding } from './facts.ts';
import { functionExpression } from './functions.ts';
import { literalText } from './names.ts';
import { isAtom } from './operands.ts';
import { statement } from './statements.ts';

export function expression(fn: Fn, node: Node, top: boolean): string {
  switch (node.kind) {
    case Kind.Const:
      return fn.unit.pool.atom(node.value);
    case Kind.LocalRef: {
      const known = fn.analysis.bindings.lambdaOf(node);
      return known ? fn.unit.lambda(known) : fn.unit.variable(node.variable);
    }
    case Kind.GlobalRef: {
      const known = fn.analysis.bindings.lambdaOf(node);
      if (known) return fn.unit.lambda(known);
      const constant = fn.analysis.bindings.constantOf(node);
      if (constant) return fn.unit.pool.atom(constant.value);
      if (fn.analysis.bindings.importOf(node.cell)) return fn.unit.imported(node.cell);
      const c = fn.unit.cell(node.cell);
      if (isBound(fn, node.cell)) return `${c}.v`;
      return `${fn.unit.mark(node.pos)}(${c}.v !== undefined ? ${c}.v : rt.unbound(${c}))`;
    }
    case Kind.Site:
      return fn.unit.site(node);
    case Kind.Lambda:
      return functionExpression(fn, node);
    case Kind.SetLocal:
      return `(${fn.unit.variable(node.variable)} = ${expression(fn, node.value, top)})`;
    case Kind.SetGlobal:
      return setGlobal(fn, node, top);
    case Kind.Define:
      return define(fn, node, top);
    case Kind.Call:
      return callExpression(fn, node, top);
    case Kind.Yield:
      return yieldExpression(fn, node.value, top);
  }
  if (fn.needs(node)) return viaStatement(fn, node);
  switch (node.kind) {
    case Kind.If: {
      if (isBoolean(fn, node)) return condition(fn, node, top).text;
      const test = condition(fn, node.test, top);
      const then = () => under(fn, test.yes, () => bare(expression(fn, node.then, false))).result;
      const otherwise = () => under(fn, test.no, () => bare(expression(fn, node.otherwise, false))).result;
      if (test.text === 'true') return `(${then()})`;
      return test.text === 'false' ? `(${otherwise()})` : `(${test.text} ? ${then()} : ${otherwise()})`;
    }
    case Kind.Seq: {
      const last = node.body.length - 1;
      const lead = node.body.slice(0, last).filter(n => n.kind !== Kind.Const && n.kind !== Kind.LocalRef);
      const texts = lead.map(n => bare(expression(fn, n, false)));
      return `(${[...texts, bare(expression(fn, node.body[last] as Node, false))].join(', ')})`;
    }
    case Kind.Let:
      return letExpression(fn, node, top);
    default:
      return viaStatement(fn, node);
  }
}

/** Whether a global certainly has a value here. */
function isBound(fn: Fn, cell: Cell): boolean {
  const { bindings } = fn.analysis;
  if (!bindings.sealed) return false;
  return bindings.volatile.has(cell) ? bindings.bound.has(cell) && fn.lambda !== null : cell.v !== undefined;
}

/** Drops the outer parentheses where they are not needed; with `comma`, a comma at top level is fine, too. */
export function bare(text: string, comma = false): string {
  if (text.charCodeAt(0) === 1) {
    const [mark, rest] = splitMark(text);
    return mark + bare(rest, comma);
  }
  if (text.charCodeAt(0) !== 40 || text.charCodeAt(text.length - 1) !== 41 || text.length > 400 || isAtom(text)) return text;
  let depth = 0;
  let quote = false;
  for (let i = 0; i < text.length; i++) {
    const ch = text.charCodeAt(i);
    if (quote) {
      if (ch === 92) i++;
      else if (ch === 34) quote = false;
    } else if (ch === 34) quote = true;
    else if (ch === 40 || ch === 91 || ch === 123) depth++;
    else if (ch === 41 || ch === 93 || ch === 125) {
      if (--depth === 0 && i < text.length - 1) return text;
    } else if (ch === 44 && depth === 1 && !comma) return text;
  }
  return text.slice(1, -1);
}

function viaStatement(fn: Fn, node: Node): string {
  const t = fn.temp();
  statement(fn, node, { kind: 'assign', name: t });
  return t;
}

function setGlobal(fn: Fn, node: SetGlobal, top: boolean): string {
  const c = fn.unit.cell(node.cell);
  const value = expression(fn, node.value, top);
  if (isBound(fn, node.cell)) return `(${c}.v = ${value})`;
  return `${fn.unit.mark(node.pos)}rt.assign(${c}, ${value})`;
}

function define(fn: Fn, node: Define, top: boolean): string {
  const c = fn.unit.cell(node.cell);
  if (node.value.kind !== Kind.Lambda) {
    const text = `(${c}.v = ${expression(fn, node.value, top)})`;
    return fn.analysis.bindings.recordTypes.has(node.cell) ? `(${fn.unit.ownRecord(node.cell)} = ${text}.cls, ${c}.v)` : text;
  }
  const known = fn.analysis.bindings.globals.get(node.cell) === node.value;
  if (!known) fn.unit.selves.set(node.cell, fn.unit.lambda(node.value));
  const value = known ? fn.unit.lambda(node.value) : functionExpression(fn, node.value);
  fn.unit.selves.delete(node.cell);
  return `(${c}.v = rt.name(${value}, ${literalText(node.value.name || node.cell.name)}))`;
}

function letExpression(fn: Fn, node: Let, top: boolean): string {
  const parts = node.inits.map((init, i) => {
    const v = node.vars[i] as (typeof node.vars)[number];
    const known = fn.analysis.bindings.locals.get(v);
    const name = known ? fn.unit.lambda(known) : fn.unit.variable(v);
    const text = `${name} = ${expression(fn, init, top && i === 0)}`;
    fn.hoisted.push(name);
    if (!known) learnBinding(fn, v, init);
    return text;
  });
  parts.push(expression(fn, node.body, false));
  return `(${parts.join(', ')})`;
}

/** Inside a `Catch` body the handler mark belongs to the resumption, so it is renewed after every yield. */
function yieldExpression(fn: Fn, value: Node, top: boolean): string {
  const text = `(yield ${expression(fn, value, top)})`;
  return fn.protections.some(p => p.handlers !== null) ? `rt.resumed(g, ${text})` : text;
}

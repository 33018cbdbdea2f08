/**
 * Core nodes in test position, as JavaScript conditions. `condition` answers text that is true exactly when the node's
 * value is neither false nor nil; it is an atom or parenthesised.
 */
import { type Call, type If, Kind, type Node, type Variable } from '../../core/nodes.ts';
import { mentions } from '../../core/walk.ts';
import { switchArms } from '../analysis/switch-shape.ts';
import { isPredicateName } from '../analysis/types.ts';
import { callExpression, guardedInline } from './calls.ts';
import type { Fn } from './context.ts';
import { bare, expression } from './expressions.ts';
import { learnAll, typeOf } from './facts.ts';
import { isAtom } from './operands.ts';

/** Whether the node's JavaScript text yields a host boolean. */
export function isBoolean(fn: Fn, node: Node): boolean {
  switch (node.kind) {
    case Kind.If:
      return !fn.needs(node) && isBoolean(fn, node.then) && isBoolean(fn, node.otherwise);
    default:
      return typeOf(fn, node) === 'boolean';
  }
}

function isPredicate(fn: Fn, call: Call): boolean {
  const callee = fn.analysis.bindings.classify(call);
  if (callee.kind === 'primitive') return isPredicateName(callee.spec.name);
  return callee.kind === 'record' && callee.op.op === 'pred';
}

/** A condition, and the type tests that hold when it is true and when it is false. */
export interface Test {
  text: string;
  yes: readonly string[];
  no: readonly string[];
}

const NOTHING: readonly string[] = [];

function plain(text: string): Test {
  return { text, yes: NOTHING, no: NOTHING };
}

export function condition(fn: Fn, node: Node, top: boolean): Test {
  switch (node.kind) {
    case Kind.Lambda:
      return plain('true');
    case Kind.Call:
      if (isPredicate(fn, node)) {
        if (negation(fn, node)) return negate(condition(fn, node.args[0] as Node, top));
        if (!fn.unit.sealed) return plain(guardedInline(fn, node, top, true));
        const text = callExpression(fn, node, top);
        return { text, yes: [bare(text, true)], no: NOTHING };
      }
      break;
    case Kind.If:
      if (!fn.needs(node) || connectiveWithStatements(fn, node)) return connective(fn, node, top);
      break;
    case Kind.Let: {
      const { vars, inits, body } = node;
      if (vars.length !== 1 || body.kind !== Kind.If || fn.needs(body) || (vars[0]?.captured ?? false)) break;
      const own = (n: Node) => n.kind === Kind.LocalRef && n.variable === vars[0];
      // (or a b): the value does not matter, so the temporary is not needed.
      if (own(body.test) && own(body.then) && !mentions(body.otherwise, vars[0] as Variable)) {
        return or(fn, condition(fn, inits[0] as Node, top), () => condition(fn, body.otherwise, false));
      }
      break;
    }
  }
  const constant = fn.analysis.bindings.constantOf(node);
  if (constant) return plain(constant.value === false || constant.value === null ? 'false' : 'true');
  const text = expression(fn, node, top);
  // A needed statement may have changed what is known of the variables in the text, never its type.
  return plain(typeOf(fn, node) === 'boolean' ? text : truthy(fn, text));
}

/** Writes something that runs only if the given tests hold; answers it with what it taught. */
export function under<T>(fn: Fn, tests: readonly string[], write: () => T): { result: T; learned: string[] } {
  const { facts } = fn.unit;
  const mark = facts.mark();
  learnAll(fn, tests);
  const result = write();
  return { result, learned: facts.undo(mark) };
}

/** Statements are needed for the test part only, so they can precede the whole condition. */
function connectiveWithStatements(fn: Fn, node: If): boolean {
  return (
    !fn.needs(node.then) && !fn.needs(node.otherwise) && fn.needs(node.test) && switchArms(node, fn.analysis.bindings) === null
  );
}

/** `not` in a sealed unit. */
function negation(fn: Fn, call: Call): boolean {
  return fn.unit.sealed && fn.analysis.bindings.primitiveOf(call.fn)?.name === 'not' && call.args.length === 1;
}

function connective(fn: Fn, node: If, top: boolean): Test {
  const { test, then, otherwise } = node;
  const t = condition(fn, test, top);
  const yes = () => condition(fn, then, false);
  const no = () => condition(fn, otherwise, false);
  if (isConst(otherwise, false)) return isConst(then, true) ? t : and(fn, t, yes);
  if (isConst(then, true)) return or(fn, t, no);
  if (isConst(then, false)) return isConst(otherwise, true) ? negate(t) : and(fn, negate(t), no);
  if (isConst(otherwise, true)) return or(fn, negate(t), yes);
  const a = under(fn, t.yes, yes).result.text;
  const b = under(fn, t.no, no).result.text;
  return plain(`(${t.text} ? ${a} : ${b})`);
}

function isConst(node: Node, truth: boolean): boolean {
  if (node.kind !== Kind.Const) return false;
  return (node.value !== false && node.value !== null) === truth;
}

function and(fn: Fn, a: Test, second: () => Test): Test {
  const { result: b, learned } = under(fn, a.yes, second);
  if (a.text === 'true') return { ...b, yes: [...b.yes, ...learned] };
  return { text: `(${a.text} && ${b.text})`, yes: [...a.yes, ...learned, ...b.yes], no: NOTHING };
}

function or(fn: Fn, a: Test, second: () => Test): Test {
  const { result: b, learned } = under(fn, a.no, second);
  return { text: `(${a.text} || ${b.text})`, yes: NOTHING, no: [...a.no, ...learned, ...b.no] };
}

const COMPARISON = /^\(([\w$.]+|"[^"\\]*"|t\d+) (===|!==) ([\w$.]+|"[^"\\]*"|\(-[\d.]+\))\)$/;

/** The opposite of a condition. */
function negate({ text, yes, no }: Test): Test {
  return { text: opposite(text), yes: no, no: yes };
}

function opposite(text: string): string {
  if (text === 'true') return 'false';
  if (text === 'false') return 'true';
  const m = COMPARISON.exec(text);
  if (m) return `(${m[1]} ${m[2] === '===' ? '!==' : '==='} ${m[3]})`;
  if (text.startsWith('!')) return text.slice(1);
  return `!${text}`;
}

function truthy(fn: Fn, text: string): string {
  if (isAtom(text)) return `(${text} !== false && ${text} !== null)`;
  // An assignment can be read again from its target.
  const target = /^\(([\w$]+) = /.exec(text)?.[1];
  if (target !== undefined && bare(text) !== text) return `(${text} !== false && ${target} !== null)`;
  const t = fn.temp();
  fn.live--;
  return `((${t} = ${text}) !== false && ${t} !== null)`;
}

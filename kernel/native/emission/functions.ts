/**
 * Lambdas as JavaScript functions: arity check, optional and rest parameters, the loop for self tail calls, and the
 * inner `function*` of a generator.
 */
import type { Lambda, Loop, Variable } from '../../core/nodes.ts';
import { under } from './conditions.ts';
import { Fn, type LoopTarget, TAIL, VALUE } from './context.ts';
import { bare, expression } from './expressions.ts';
import { learnBinding } from './facts.ts';
import { BACK_EDGE, copyRound } from './loops.ts';
import { literalText } from './names.ts';
import { statement } from './statements.ts';

export function functionExpression(parent: Fn, lambda: Lambda): string {
  return `(${functionText(parent, lambda)})`;
}

/** `function name(params) { … }`, usable as declaration and as expression. */
export function functionText(parent: Fn, lambda: Lambda): string {
  // What is known here stays known in the closure; what its body learns is its own.
  return under(parent, [], () => writeFunction(parent, lambda)).result;
}

function writeFunction(parent: Fn, lambda: Lambda): string {
  const fn = new Fn(parent.unit, lambda, parent.indent + 1);
  fn.pos = lambda.pos;
  const loops = fn.analysis.selfLoops.has(lambda);
  const registers = lambda.params.map(v => (loops && v.captured ? fn.unit.names.fresh(v.name) : fn.unit.variable(v)));
  const params = [...registers, ...lambda.optional.map(o => fn.unit.variable(o.variable))];
  arityCheck(fn, lambda, params);
  if (lambda.rest) params.push(`...${fn.unit.variable(lambda.rest)}`);
  missingParams(fn, lambda, registers);
  if (lambda.generator) generatorBody(fn, lambda);
  else if (loops) {
    const target: LoopTarget = { label: fn.label(), registers };
    fn.self = target;
    fn.open(`${target.label}: ${BACK_EDGE} {`);
    copyRound(fn, lambda.params, registers);
    statement(fn, lambda.body, TAIL);
    fn.close();
  } else statement(fn, lambda.body, TAIL);
  // Without room on the host's stack a function fails before its first line, on account of the call.
  const head = `function${fn.unit.callerMark()} ${fn.unit.lambda(lambda)}(${params.join(', ')}) {`;
  return [head, ...fn.prologue(), ...fn.lines, `${'  '.repeat(parent.indent)}}`].join('\n');
}

/** A variable of the interpreter that an entry keeps in a local variable while it runs. */
export interface Borrowed {
  name: string;
  place: string;
  assigned: boolean;
}

/**
 * The function of a lambda, or of a loop's rounds, that interpreted code enters: `env` is the environment around it, the
 * parameters have been counted and the rest is a list already.
 */
export function entryText(parent: Fn, lambda: Lambda, loop: Loop | null, borrowed: readonly Borrowed[]): string {
  const fn = new Fn(parent.unit, lambda, parent.indent + 1);
  fn.pos = lambda.pos;
  const params = lambda.params.map(v => (loop && v.captured ? fn.unit.names.fresh(v.name) : fn.unit.variable(v)));
  if (loop) {
    const target: LoopTarget = { label: fn.label(), registers: params };
    fn.loops.set(loop, target);
    for (const { name, place } of borrowed) fn.line(`let ${name} = ${place};`);
    const back = borrowed.filter(b => b.assigned);
    if (back.length > 0) fn.open('try {');
    fn.open(`${target.label}: ${BACK_EDGE} {`);
    copyRound(fn, loop.vars, params);
    statement(fn, lambda.body, TAIL);
    fn.close();
    if (back.length > 0) fn.close(`} finally { ${back.map(b => `${b.place} = ${b.name};`).join(' ')} }`);
  } else {
    missingParams(fn, { ...lambda, rest: null } as Lambda, params);
    statement(fn, lambda.body, TAIL);
  }
  const all = [...params, ...lambda.optional.map(o => fn.unit.variable(o.variable))];
  if (lambda.rest) all.push(fn.unit.variable(lambda.rest));
  const head = `function ${fn.unit.names.fresh(lambda.name || 'entry')}(${['env', ...all].join(', ')}) {`;
  return [head, ...fn.prologue(), ...fn.lines, `${'  '.repeat(parent.indent)}}`].join('\n');
}

/**
 * Guest values are never the host's undefined, so missing arguments show as such in the parameters, and an argument too
 * many in one more parameter. That needs no `arguments` object, which costs an allocation in code that is not optimised
 * yet and keeps loops from being optimised while they run. How many there were is asked of the function when they are wrong.
 */
function arityCheck(fn: Fn, lambda: Lambda, params: string[]): void {
  if (lambda.lenient || fn.analysis.isPrivate(lambda)) return;
  const required = params.slice(0, lambda.params.length);
  const tests: string[] = [];
  if (required.length > 0) tests.push(`${required[required.length - 1]} === undefined`);
  if (lambda.rest === null) {
    params.push(EXTRA);
    tests.push(`${EXTRA} !== undefined`);
  }
  if (tests.length === 0) return;
  const most = lambda.rest ? -1 : required.length + lambda.optional.length;
  const args = [fn.unit.lambda(lambda), literalText(lambda.name), required.length, most].join(', ');
  fn.line(`${fn.unit.callerMark()}if (${tests.join(' || ')}) rt.arity(${args});`);
}

/** The parameter that catches an argument too many. */
const EXTRA = 'z';

function missingParams(fn: Fn, lambda: Lambda, registers: readonly string[]): void {
  if (lambda.lenient) {
    for (const r of registers) fn.line(`if (${r} === undefined) ${r} = null;`);
  }
  if (lambda.rest) {
    const name = fn.unit.variable(lambda.rest as Variable);
    fn.line(`${name} = rt.list(${name});`);
    learnBinding(fn, lambda.rest, null);
  }
  for (const { variable, init } of lambda.optional) {
    const name = fn.unit.variable(variable);
    under(fn, [], () => {
      if (fn.needs(init)) {
        fn.open(`if (${name} === undefined) {`);
        statement(fn, init, { kind: 'assign', name });
        fn.close();
      } else fn.line(`if (${name} === undefined) ${name} = ${bare(expression(fn, init, false))};`);
    });
  }
}

/** The body runs on resumption, in a host generator that receives its guest generator as `g`. */
function generatorBody(outer: Fn, lambda: Lambda): void {
  const fn = new Fn(outer.unit, lambda, outer.indent + 1);
  fn.pos = lambda.pos;
  statement(fn, lambda.body, VALUE);
  outer.line('return rt.generator(function* (g) {');
  outer.lines.push(...fn.prologue(), ...fn.lines);
  outer.line('});');
}

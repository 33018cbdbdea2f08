/**
 * Calls. Primitives and record operations are performed in place; known lambdas are called by name; everything else
 * goes through a callable test. A call that may leave a tail call pending is followed by the `TCO` test.
 */
import { type Call, type Cell, Kind, type Node } from '../../core/nodes.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { KnownRecord } from '../analysis/callees.ts';
import type { Type } from '../analysis/types.ts';
import type { CallSites } from '../frames/call-sites.ts';
import type { Fn } from './context.ts';
import { bare, expression } from './expressions.ts';
import { learnAll, simplify, typeOf, typeTest } from './facts.ts';
import { jumpToSelf } from './loops.ts';
import { atoms, isAtom, once, spill } from './operands.ts';

/** A call for its value. */
export function callExpression(fn: Fn, node: Call, top: boolean): string {
  if (fn.analysis.isSite(node)) return siteValue(fn, node);
  const callee = fn.analysis.bindings.classify(node);
  if (callee.kind === 'record' || (callee.kind === 'primitive' && callee.inline)) {
    if (!fn.unit.sealed) return guardedInline(fn, node, top, false);
    const { atoms: args, lead } = atoms(fn, node.args, top);
    const text =
      callee.kind === 'record'
        ? recordText(fn, callee.cell, callee.op, args)
        : foldedText(fn, callee.cell, callee.spec, node.args, args, top);
    const marked = canFail(text) ? fn.unit.mark(node.pos) + text : text;
    return lead === '' ? marked : `(${lead}${marked})`;
  }
  if (callee.kind === 'primitive') {
    const n = fn.unit.primitive(callee.cell, callee.spec);
    return `${fn.unit.mark(node.pos)}q${n}(${list(once(fn, node.args, top))})`;
  }
  const text = plainCall(fn, node, top);
  return fn.analysis.mayDefer(node) ? `${fn.unit.mark(node.pos)}finish(${text})` : text;
}

/** A call that the frame can be moved away from: statements; answers a temporary. */
function siteValue(fn: Fn, node: Call): string {
  const t = fn.temp();
  fn.line(`${t} = ${plainCall(fn, node, true)};`);
  fn.line(
    `if (${t} === TCO && (${t} = ${fn.unit.mark(node.pos)}settle()) === TCO) ${(fn.unit.sites as CallSites).exit(fn, node)}`,
  );
  fn.live = Number(t.slice(1));
  return t;
}

/** A call for its effect, as a statement. */
export function callStatement(fn: Fn, node: Call): void {
  if (fn.analysis.isSite(node)) {
    const call = plainCall(fn, node, true);
    fn.line(`if (${call} === TCO && ${fn.unit.mark(node.pos)}settle() === TCO) ${(fn.unit.sites as CallSites).exit(fn, node)}`);
  } else fn.line(`${bare(callExpression(fn, node, true), true)};`);
}

/** A call in tail position of its lambda; control does not come back. */
export function tailCall(fn: Fn, node: Call): void {
  const { analysis, unit } = fn;
  if (analysis.isSelfJump(node, fn.lambda) && fn.self !== null) {
    jumpToSelf(fn, node.args);
    return;
  }
  const callee = analysis.bindings.classify(node);
  if (callee.kind === 'lambda' || callee.kind === 'import') {
    const name = callee.kind === 'lambda' ? unit.lambda(callee.lambda) : unit.imported(callee.cell);
    if (callee.kind === 'import' || !analysis.isOnCycle(fn.lambda, callee.lambda)) {
      const args = list(once(fn, node.args, true));
      fn.line(`return ${fn.unit.tailMark(node.pos)}${name}(${args});`);
      return;
    }
    defer(fn, name, node);
    return;
  }
  if (callee.kind !== 'unknown') {
    const text = unit.sealed ? callExpression(fn, node, true) : guardedInline(fn, node, true, false, true);
    fn.line(`return ${bare(text, true)};`);
    return;
  }
  defer(fn, callable(fn, node.fn, node.pos), node, isParameterize(node.fn));
}

/** Calls directly while there is room on the host stack, else (`always`: in any case) leaves the call pending. */
function defer(fn: Fn, target: string, node: Call, always = false): void {
  const { atoms: args } = atoms(fn, node.args, true);
  const pending = `K.later(${target}, [${list(args)}])`;
  const direct = `--K.tailsLeft > 0 ? ${fn.unit.tailMark(node.pos)}${target}(${list(args)}) : `;
  fn.line(`return ${always ? '' : direct}${pending};`);
}

/** A `parameterize` around it wants to know. */
function isParameterize(operator: Node): boolean {
  return operator.kind === Kind.GlobalRef && operator.cell.v?.control === '%parameterize';
}

/** The operator of a tail call as an atom that is certainly a function. */
function callable(fn: Fn, operator: Node, pos: number): string {
  const mark = fn.unit.mark(pos);
  if (operator.kind === Kind.GlobalRef) {
    const t = fn.temp();
    fn.held.set(operator, t);
    fn.line(`${t} = ${mark}${globalCallee(fn, operator.cell, t)};`);
    return t;
  }
  const t = spill(fn, operator);
  fn.line(`if (typeof ${t} !== "function") ${t} = ${mark}rt.callee(${t});`);
  return t;
}

/** The procedure in a cell; `t` is a free temporary. The host calls a procedure that calls itself by its own name directly. */
function globalCallee(fn: Fn, cell: Cell, t: string): string {
  const c = fn.unit.cell(cell);
  const self = fn.unit.selves.get(cell);
  if (self !== undefined) return `${c}.v === ${self} ? ${self} : rt.calleeOf(${c})`;
  return `typeof (${t} = ${c}.v) === "function" ? ${t} : rt.calleeOf(${c})`;
}

/** Whether an inline form contains a call of its slow path. */
function canFail(text: string): boolean {
  return / : (?:q\d+|c\d+\.v)\(|^(?:q\d+|c\d+\.v)\(/.test(text);
}

/** `f(a, b)`, of which the result may be `TCO`. */
function plainCall(fn: Fn, node: Call, top: boolean): string {
  const text = callText(fn, node, top);
  return fn.unit.mark(node.pos) + text;
}

function callText(fn: Fn, node: Call, top: boolean): string {
  const { analysis, unit } = fn;
  const known = analysis.bindings.lambdaOf(node.fn);
  if (known) return `${unit.lambda(known)}(${list(once(fn, node.args, top))})`;
  const callee = analysis.bindings.classify(node);
  if (callee.kind === 'import') return `${unit.imported(callee.cell)}(${list(once(fn, node.args, top))})`;
  const statements = node.args.some(a => fn.needs(a));
  if (statements) {
    const target = callable(fn, node.fn, node.pos);
    return `${target}(${list(once(fn, node.args, true))})`;
  }
  const args = () => list(once(fn, node.args, false));
  if (node.fn.kind === Kind.GlobalRef) {
    const target = globalCallee(fn, node.fn.cell, fn.temp());
    fn.live--;
    return `(${target})(${args()})`;
  }
  if (node.fn.kind === Kind.LocalRef) {
    const v = unit.variable(node.fn.variable);
    return `(typeof ${v} === "function" ? ${v} : rt.callee(${v}))(${args()})`;
  }
  const operator = expression(fn, node.fn, top);
  const t = fn.temp();
  fn.live--;
  // The operator's own marks are over.
  const again = unit.mark(node.pos);
  return `(typeof (${t} = ${operator}) === "function" ? ${t} : rt.callee(${t}))${again}(${args()})`;
}

/**
 * In a unit that is not sealed: the inline form while the cell holds what it held when the unit was emitted, else a
 * call. As a `test`, the call's value is reduced to a host boolean.
 */
export function guardedInline(fn: Fn, node: Call, top: boolean, test: boolean, tail = false): string {
  const callee = fn.analysis.bindings.classify(node);
  if (callee.kind !== 'primitive' && callee.kind !== 'record') throw new Error('not an inline call');
  const { atoms: args, lead } = atoms(fn, node.args, top);
  const c = fn.unit.cell(callee.cell);
  let expected: string;
  let text: string;
  // The other path need not raise where this one would: nothing is learned.
  const mark = fn.unit.facts.mark();
  if (callee.kind === 'record') {
    expected = `r${fn.unit.record(callee.cell, callee.op)}`;
    text = recordText(fn, callee.cell, callee.op, args);
  } else {
    expected = `p${fn.unit.primitive(callee.cell, callee.spec)}`;
    text = foldedText(fn, callee.cell, callee.spec, node.args, args, false);
  }
  fn.unit.facts.undo(mark);
  const call = `rt.${tail ? 'tailCallOf' : 'callOf'}(${[c, ...args].join(', ')})`;
  return `(${lead}${fn.unit.mark(node.pos)}${c}.v === ${expected} ? ${text} : ${test ? `rt.truthy(${call})` : call})`;
}

/** The inline form; more operands than it takes are combined from the left. */
function foldedText(fn: Fn, cell: Cell, spec: PrimitiveSpec, nodes: readonly Node[], args: string[], top: boolean): string {
  const types = nodes.map(n => typeOf(fn, n));
  if (spec.inlineArity === args.length) return inlineText(fn, cell, spec, types, args, nodes);
  const t = fn.temp();
  let lead = '';
  let text = args[0] as string;
  let type = types[0] as Type;
  for (let i = 1; i < args.length; i++) {
    if (i > 1) {
      if (top) fn.line(`${t} = ${bare(text)};`);
      else lead += `${t} = ${bare(text)}, `;
    }
    text = inlineText(fn, cell, spec, [type, types[i] as Type], [i > 1 ? t : (args[0] as string), args[i] as string]);
    type = fn.analysis.types.ofPrimitive(spec.name, [type, types[i] as Type]);
  }
  return lead === '' ? text : `(${lead}${text})`;
}

/** A read that finds something needs no bounds: vectors never hold the host's undefined. */
function inlineForm(fn: Fn, spec: PrimitiveSpec, args: readonly string[], slow: string): string {
  const [v, i] = args;
  if (spec.name === 'vector-ref') {
    const t = fn.temp();
    fn.live--;
    const index = /^\d+$/.test(i as string) ? '' : ` && typeof ${i} === "number"`;
    return `(isArray(${v})${index} && (${t} = ${v}[${i}]) !== undefined ? ${t} : ${slow}(${v}, ${i}))`;
  }
  return (spec.inline as NonNullable<PrimitiveSpec['inline']>)(args, slow);
}

/** Equivalences that are plain identity unless both operands may be NaN. */
const NAN_AWARE = new Set(['eqv?', 'same-value-zero?']);

function inlineText(
  fn: Fn,
  cell: Cell,
  spec: PrimitiveSpec,
  types: readonly Type[],
  args: string[],
  nodes: readonly Node[] = [],
): string {
  if (NAN_AWARE.has(spec.name) && nodes.some(n => isNotNaN(fn, n))) return `(${args[0]} === ${args[1]})`;
  const slow = `q${fn.unit.primitive(cell, spec)}`;
  const text = inlineForm(fn, spec, args, slow);
  const known = new Set<string>();
  types.forEach((type, i) => {
    const test = typeTest(type, args[i] as string);
    if (test !== undefined) known.add(test);
  });
  const simple = simplify(fn, spec.name, text, `${slow}(${args.join(', ')})`, known);
  return isAtom(simple) || (simple.startsWith('(') && bare(simple, true) !== simple) ? simple : `(${simple})`;
}

function isNotNaN(fn: Fn, node: Node): boolean {
  const constant = fn.analysis.bindings.constantOf(node);
  return constant !== undefined && !Number.isNaN(constant.value);
}

/** A record operation on atoms; the slow path, which raises, is the procedure itself. */
function recordText(fn: Fn, cell: Cell, op: KnownRecord, args: string[]): string {
  const n = fn.unit.record(cell, op);
  const [a, b] = args;
  const test = `${a} instanceof R${n}`;
  switch (op.op) {
    case 'make':
      return `(new R${n}(${list(args)}))`;
    case 'pred':
      return fn.unit.facts.has(test) ? 'true' : `(${test})`;
    case 'get':
      if (!isName(a)) return `${fn.unit.cell(cell)}.v(${a})`;
      if (isKnown(fn, test)) return `${a}.f${op.index}`;
      return `(${test} ? ${a}.f${op.index} : ${fn.unit.cell(cell)}.v(${a}))`;
    case 'set':
      if (!isName(a)) return `${fn.unit.cell(cell)}.v(${a}, ${b})`;
      if (isKnown(fn, test)) return `(${a}.f${op.index} = ${b})`;
      return `(${test} ? (${a}.f${op.index} = ${b}) : ${fn.unit.cell(cell)}.v(${a}, ${b}))`;
  }
}

/** Whether a test is known to hold; it is afterwards, since the other path raises. */
function isKnown(fn: Fn, test: string): boolean {
  if (fn.unit.facts.has(test)) return true;
  learnAll(fn, [test]);
  return false;
}

/** Literals are no records, and some cannot be followed by a member access. */
function isName(atom: string | undefined): boolean {
  return atom !== undefined && /^[A-Za-z_$]/.test(atom) && !/^(?:null|true|false|NaN|Infinity)$/.test(atom);
}

function list(texts: readonly string[]): string {
  return texts.map(t => bare(t)).join(', ');
}

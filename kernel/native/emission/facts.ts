/**
 * Facts: JavaScript type tests known to hold at the place being written, such as `typeof x_1 === "number"` or
 * `p_1 instanceof R0`. They are learned from tests that were taken and from primitives that would have raised, and only
 * about names whose value (or type) never changes, so that calls in between cannot invalidate them.
 */
import { Kind, type Node, type Variable } from '../../core/nodes.ts';
import type { Tag, Type } from '../analysis/types.ts';
import type { Fn } from './context.ts';

export class Facts {
  private readonly known = new Set<string>();
  private readonly trail: string[] = [];

  has(test: string): boolean {
    return this.known.has(test);
  }

  learn(test: string): void {
    if (this.known.has(test)) return;
    this.known.add(test);
    this.trail.push(test);
  }

  mark(): number {
    return this.trail.length;
  }

  /** Forgets what was learned since the mark, and answers it. */
  undo(mark: number): string[] {
    const learned = this.trail.splice(mark);
    for (const t of learned) this.known.delete(t);
    return learned;
  }
}

const TYPE_TEST = /^(?:typeof ([\w$]+) === "\w+"|isArray\(([\w$]+)\)|([\w$]+) instanceof \w+)$/;

/** The name that a type test is about, or undefined when the text is no type test. */
function subject(test: string): string | undefined {
  const m = TYPE_TEST.exec(test);
  return m === null ? undefined : (m[1] ?? m[2] ?? m[3]);
}

/** The type tests among `tests` that stay true once they are. */
export function lasting(fn: Fn, tests: readonly string[]): string[] {
  return tests.filter(t => {
    const name = subject(t);
    return name !== undefined && fn.unit.isStable(name);
  });
}

export function learnAll(fn: Fn, tests: readonly string[]): void {
  for (const t of lasting(fn, tests)) {
    fn.unit.facts.learn(t);
    const instance = /^([\w$]+) instanceof (R\d+)$/.exec(t);
    if (instance) for (const r of fn.unit.ancestors(instance[2] as string)) fn.unit.facts.learn(`${instance[1]} instanceof ${r}`);
  }
}

/** What is known of a variable as soon as it is bound. */
export function learnBinding(fn: Fn, v: Variable, init: Node | null): void {
  const name = fn.unit.variable(v);
  const own = fn.analysis.types.ofVariable(v);
  const type = own === 'other' && init !== null && !v.assigned ? typeOf(fn, init) : own;
  const test = typeTest(type, name);
  if (test !== undefined) fn.unit.facts.learn(test);
  if (init === null || v.assigned || init.kind !== Kind.Call) return;
  const callee = fn.analysis.bindings.classify(init);
  if (callee.kind === 'record' && callee.op.op === 'make' && fn.unit.sealed) {
    learnAll(fn, [`${name} instanceof R${fn.unit.record(callee.cell, callee.op)}`]);
  }
}

const TESTED: readonly Tag[] = ['number', 'string', 'vector', 'list', 'boolean'];

/** The JavaScript test for a type, if there is one. */
export function typeTest(type: Type, name: string): string | undefined {
  switch (type) {
    case 'number':
    case 'string':
    case 'boolean':
      return `typeof ${name} === "${type}"`;
    case 'vector':
      return `isArray(${name})`;
    case 'list':
      return `${name} instanceof List`;
    default:
      return undefined;
  }
}

/** Type of a node's value, with what is known here. */
export function typeOf(fn: Fn, node: Node): Type {
  return fn.analysis.types.of(node, v => {
    const name = fn.unit.variable(v);
    return TESTED.find(t => fn.unit.facts.has(typeTest(t, name) as string)) ?? 'other';
  });
}

/** Primitives that raise unless the type tests of their inline form hold. */
const STRICT = new Set(
  `vector-ref vector-set! vector-length vector-push! string-length char-code-at code-at code-point-at rem quot
  int32-and int32-or int32-xor int32-shl int32-sar int32-add int32-sub uint32-shr int32 uint32 int32-not imul clz32 fround fl* fl/ flremainder
  floor sqrt truncate ceil hash-has? symbol->string symbol-name char->integer char-code bytes-ref`.split(/\s+/),
);

/** Arithmetic that accepts two numbers or two bigints: strict as soon as one operand is known to be a number. */
const MIXED = new Set(['+', '-', '*', '/', '<', '>', '<=', '>=']);

/** A literal that is an array index. */
const LITERAL_INDEX = /^(\d+) >>> 0 === \1$/;

/**
 * An inline form without the tests that are known to hold. `known` are tests that hold of the operands besides the
 * facts. Learns what a strict primitive implies.
 */
export function simplify(fn: Fn, name: string, text: string, slowCall: string, known: ReadonlySet<string>): string {
  const facts = fn.unit.facts;
  const holds = (t: string) => known.has(t) || facts.has(t) || LITERAL_INDEX.test(t);
  const suffix = ` : ${slowCall})`;
  const split = text.indexOf(' ? ');
  if (split < 0 || !text.startsWith('(') || !text.endsWith(suffix)) {
    const test = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text;
    return holds(test) ? 'true' : text;
  }
  const condition = text.slice(1, split);
  const fast = text.slice(split + 3, -suffix.length);
  if (condition.includes(' || ')) return condition.split(' || ').some(holds) ? `(${fast})` : text;
  const tests = condition.split(' && ');
  const left = tests.filter(t => !holds(t));
  if (STRICT.has(name) || (MIXED.has(name) && left.length < 2)) learnAll(fn, tests);
  return left.length === 0 ? `(${fast})` : `(${left.join(' && ')} ? ${fast}${suffix}`;
}

/**
 * Which variables only ever hold numbers, whatever path the program takes: every initial value, assignment and loop
 * argument is numeric, assuming the same of the other candidates (greatest fixed point). Only sealed units know what
 * their primitives answer.
 */
import { type Block, Kind, type Node, type Variable } from '../core/nodes.ts';
import type { Bindings } from './callees.ts';
import { children } from './walk.ts';

/** Primitives that always answer a number. */
const NUMERIC = new Set(
  `vector-length string-length len length count char-code-at code-at code-point-at rem quot mod modulo remainder
  int32-and int32-or int32-xor int32-shl int32-sar int32-add int32-sub uint32-shr int32 uint32 int32-not imul clz32 fround
  floor ceil truncate sqrt min max vector-push! string-index-of string-last-index-of buffer-length bytes-ref bytes-length
  dict-size hash-size now random char->integer char-code`.split(/\s+/),
);

/** Primitives that answer a number as soon as one operand is one, since they do not mix numbers and bigints. */
const NUMERIC_WITH_NUMBER = new Set(['+', '-', '*', '/', 'inc', 'dec', '1+', '-1+', 'abs', 'square']);

export class Types {
  private readonly numeric = new Set<Variable>();
  /** Values with which blocks are left early. */
  private readonly exits = new Map<Block, Node[]>();

  constructor(
    nodes: readonly Node[],
    private readonly bindings: Bindings,
  ) {
    const sources = new Map<Variable, Node[]>();
    const collect = (n: Node): void => {
      if (n.kind === Kind.Let || n.kind === Kind.Loop) n.vars.forEach((v, i) => sources.set(v, [n.inits[i] as Node]));
      if (n.kind === Kind.Block) this.exits.set(n, []);
      if (n.kind === Kind.ReturnFrom) this.exits.get(n.block)?.push(n.value);
      for (const c of children(n)) collect(c);
    };
    const assign = (n: Node): void => {
      if (n.kind === Kind.SetLocal) sources.get(n.variable)?.push(n.value);
      if (n.kind === Kind.Again) n.loop.vars.forEach((v, i) => sources.get(v)?.push(n.args[i] as Node));
      for (const c of children(n)) assign(c);
    };
    nodes.forEach(collect);
    nodes.forEach(assign);
    for (const v of sources.keys()) this.numeric.add(v);
    for (let changed = true; changed; ) {
      changed = false;
      for (const [v, values] of sources) {
        if (!this.numeric.has(v) || values.every((n) => this.isNumber(n))) continue;
        this.numeric.delete(v);
        changed = true;
      }
    }
  }

  isNumeric(v: Variable): boolean {
    return this.numeric.has(v);
  }

  /** `known` adds variables that are known to hold a number at the place in question. */
  isNumber(node: Node, known: (v: Variable) => boolean = () => false): boolean {
    switch (node.kind) {
      case Kind.Const:
        return typeof node.value === 'number';
      case Kind.LocalRef:
        return this.numeric.has(node.variable) || (!node.variable.assigned && known(node.variable));
      case Kind.SetLocal:
        return this.isNumber(node.value, known);
      case Kind.If:
        return this.isNumber(node.then, known) && this.isNumber(node.otherwise, known);
      case Kind.Seq:
        return this.isNumber(node.body[node.body.length - 1] as Node, known);
      case Kind.Let:
      case Kind.Letrec:
      case Kind.Loop:
      case Kind.Finally:
        return this.isNumber(node.body, known);
      case Kind.Catch:
        return this.isNumber(node.body, known) && this.isNumber(node.handler, known);
      case Kind.Block:
        return this.isNumber(node.body, known) && (this.exits.get(node) ?? []).every((n) => this.isNumber(n, known));
      case Kind.Again:
      case Kind.ReturnFrom:
        // Never answers here.
        return true;
      case Kind.Call: {
        if (!this.bindings.sealed) return false;
        const name = this.bindings.primitiveOf(node.fn)?.name;
        if (name === undefined) return false;
        if (NUMERIC.has(name) || name.startsWith('math-')) return true;
        return NUMERIC_WITH_NUMBER.has(name) && node.args.some((a) => this.isNumber(a, known));
      }
      default:
        return false;
    }
  }
}

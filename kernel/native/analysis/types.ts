/**
 * Types of variables and of procedure results, whatever path the program takes: the join of all initial values,
 * assignments, loop arguments and results (least fixed point). A type is a tag that inline forms test for. Only sealed
 * units know what their primitives answer.
 */
import { type Block, Kind, type Lambda, type Node, type Variable } from '../../core/nodes.ts';
import { children } from '../../core/walk.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { Bindings } from './callees.ts';

export type Tag = 'number' | 'boolean' | 'string' | 'vector' | 'list';

/** `none`: never answers (so far); `other`: anything. */
export type Type = Tag | 'none' | 'other';

function join(a: Type, b: Type): Type {
  if (a === 'none') return b;
  return b === 'none' || a === b ? a : 'other';
}

const names = (text: string) => text.trim().split(/\s+/);

/** Result types of primitives that answer nothing else. */
const RESULTS = new Map<string, Tag>([
  ...names(
    `vector-length string-length len length count char-code-at code-at code-point-at rem quot mod modulo remainder
     int32-and int32-or int32-xor int32-shl int32-sar int32-add int32-sub uint32-shr int32 uint32 int32-not imul clz32 fround fl* fl/ flremainder
     floor ceil truncate sqrt min max vector-push! string-index-of string-last-index-of buffer-length bytes-ref bytes-length
     dict-size hash-size now random char->integer char-code`,
  ).map(n => [n, 'number'] as const),
  ...names(
    'str string-append substring string-slice number->string symbol->string symbol-name from-char-code from-code-point buffer->string type-of',
  ).map(n => [n, 'string'] as const),
  ...names('vector make-vector vector-copy vector-slice list->vector').map(n => [n, 'vector'] as const),
  ...names('list cons').map(n => [n, 'list'] as const),
]);

/** Primitives that answer a number as soon as one operand is one, since they do not mix numbers and bigints. */
const LIKE_OPERANDS = new Set(['+', '-', '*', '/', 'inc', 'dec', '1+', '-1+', 'abs', 'square']);

const PREDICATES = new Set(['<', '>', '<=', '>=', '=', '!=', 'not', 'big<', 'big>', 'big<=', 'big>=', 'big=']);

/** Whether a primitive always answers a boolean. */
export function isPredicateName(name: string): boolean {
  return PREDICATES.has(name) || name.endsWith('?');
}

export class Types {
  private readonly variables = new Map<Variable, Type>();
  private readonly results = new Map<Lambda, Type>();
  /** Values with which blocks are left early. */
  private readonly exits = new Map<Block, Node[]>();

  /**
   * `inPlace`: the `letrec` variables that nothing reads before they are initialised. `isPrivate`: lambdas all of whose
   * calls are known and fit, so that their parameters hold nothing but the operands of those calls.
   */
  constructor(
    nodes: readonly Node[],
    private readonly bindings: Bindings,
    inPlace: ReadonlySet<Variable>,
    isPrivate: (lambda: Lambda) => boolean,
  ) {
    const sources = new Map<Variable, Node[]>();
    const bodies = new Map<Lambda, Node>();
    const params = new Set<Lambda>();
    const collect = (n: Node): void => {
      if (n.kind === Kind.Let || n.kind === Kind.Loop || n.kind === Kind.Letrec) {
        n.vars.forEach((v, i) => {
          if (n.kind !== Kind.Letrec || inPlace.has(v)) sources.set(v, [n.inits[i] as Node]);
        });
      } else if (n.kind === Kind.Lambda) {
        if (!n.generator) bodies.set(n, n.body);
        if (isPrivate(n) && n.optional.length === 0 && n.rest === null && !n.lenient) {
          params.add(n);
          for (const v of n.params) sources.set(v, []);
        }
        if (n.rest && !n.rest.assigned) this.variables.set(n.rest, 'list');
      } else if (n.kind === Kind.Block) this.exits.set(n, []);
      else if (n.kind === Kind.ReturnFrom) this.exits.get(n.block)?.push(n.value);
      for (const c of children(n)) collect(c);
    };
    const assign = (n: Node): void => {
      if (n.kind === Kind.SetLocal) sources.get(n.variable)?.push(n.value);
      if (n.kind === Kind.Again) {
        for (const [i, v] of n.loop.vars.entries()) sources.get(v)?.push(n.args[i] as Node);
      }
      if (n.kind === Kind.Call) {
        const callee = bindings.lambdaOf(n.fn);
        if (callee !== undefined && params.has(callee)) {
          for (const [i, v] of callee.params.entries()) sources.get(v)?.push(n.args[i] as Node);
        }
      }
      for (const c of children(n)) assign(c);
    };
    nodes.forEach(collect);
    nodes.forEach(assign);
    for (const v of sources.keys()) this.variables.set(v, 'none');
    for (const l of bodies.keys()) this.results.set(l, 'none');
    const raise = <K>(table: Map<K, Type>, key: K, values: readonly Node[]): boolean => {
      const before = table.get(key) as Type;
      if (before === 'other') return false;
      const after = values.reduce<Type>((t, n) => join(t, this.of(n)), before);
      if (after === before) return false;
      table.set(key, after);
      return true;
    };
    for (let changed = true; changed; ) {
      changed = false;
      for (const [v, values] of sources) if (raise(this.variables, v, values)) changed = true;
      for (const [l, body] of bodies) if (raise(this.results, l, [body])) changed = true;
    }
  }

  ofVariable(v: Variable): Type {
    return this.variables.get(v) ?? 'other';
  }

  ofResult(l: Lambda): Type {
    return this.results.get(l) ?? 'other';
  }

  /** `known` answers what is known of a variable at the place in question. */
  of(node: Node, known: (v: Variable) => Type = () => 'other'): Type {
    switch (node.kind) {
      case Kind.Const:
        return ofValue(node.value);
      case Kind.LocalRef: {
        const t = this.ofVariable(node.variable);
        return t === 'other' && !node.variable.assigned ? known(node.variable) : t;
      }
      case Kind.GlobalRef: {
        const c = this.bindings.constantOf(node);
        return c === undefined ? 'other' : ofValue(c.value);
      }
      case Kind.Site:
        return typeof node.of === 'number' ? 'vector' : 'other';
      case Kind.SetLocal:
      case Kind.SetGlobal:
      case Kind.Define:
        return this.of(node.value, known);
      case Kind.If:
        return join(this.of(node.then, known), this.of(node.otherwise, known));
      case Kind.Seq:
        return this.of(node.body[node.body.length - 1] as Node, known);
      case Kind.Let:
      case Kind.Letrec:
      case Kind.Loop:
      case Kind.Finally:
        return this.of(node.body, known);
      case Kind.Catch:
        return join(this.of(node.body, known), this.of(node.handler, known));
      case Kind.Block:
        return (this.exits.get(node) ?? []).reduce<Type>((t, n) => join(t, this.of(n, known)), this.of(node.body, known));
      case Kind.Again:
      case Kind.ReturnFrom:
        return 'none';
      case Kind.Call: {
        const callee = this.bindings.classify(node);
        if (callee.kind === 'lambda') return this.ofResult(callee.lambda);
        if (callee.kind === 'import') return callee.signature.result ?? 'other';
        if (callee.kind === 'record') return callee.op.op === 'pred' && this.bindings.sealed ? 'boolean' : 'other';
        if (!this.bindings.sealed) return 'other';
        const name = this.bindings.primitiveOf(node.fn)?.name;
        return name === undefined
          ? 'other'
          : this.ofPrimitive(
              name,
              node.args.map(a => this.of(a, known)),
            );
      }
      default:
        return 'other';
    }
  }

  /** Result of a primitive for operands of these types. */
  ofPrimitive(name: string, operands: readonly Type[]): Type {
    if (LIKE_OPERANDS.has(name)) {
      if (operands.includes('number')) return 'number';
      return operands.includes('none') ? 'none' : 'other';
    }
    if (isPredicateName(name)) return 'boolean';
    return RESULTS.get(name) ?? (name.startsWith('math-') ? 'number' : 'other');
  }
}

function ofValue(value: Value): Type {
  switch (typeof value) {
    case 'number':
    case 'boolean':
    case 'string':
      return typeof value as Tag;
    default:
      return Array.isArray(value) ? 'vector' : value instanceof List ? 'list' : 'other';
  }
}

/**
 * What a call calls, as far as it can be known when the unit is emitted: a lambda of this unit, a row of the primitive
 * table, a record operation, or nothing in particular.
 */
import { type Call, type Cell, Kind, type Lambda, type Node, type Variable } from '../../core/nodes.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { Value } from '../../values/procedure.ts';
import type { RecordType } from '../../values/record.ts';
import type { Export, Imports, Signature } from '../units/exports.ts';

export type Callee =
  | { kind: 'lambda'; lambda: Lambda; fits: boolean }
  | { kind: 'import'; cell: Cell; signature: Signature }
  | { kind: 'primitive'; cell: Cell; spec: PrimitiveSpec; inline: boolean }
  | { kind: 'record'; cell: Cell; op: KnownRecord }
  | { kind: 'unknown' };

/** A record operation; `type` is the defining cell when the unit itself defines the type. */
export interface KnownRecord {
  type: RecordType | Cell;
  op: 'make' | 'pred' | 'get' | 'set';
  index: number;
}

/** Variadic primitives that combine their operands two by two from the left. */
const FOLDED = new Set(['+', '-', '*', '/', 'string-append', 'min', 'max']);

const UNKNOWN: Callee = { kind: 'unknown' };

/** Bindings whose value is known for the whole life of the unit. */
export class Bindings {
  /** Never-assigned local variables bound to a lambda that no code can reach before the binding is made. */
  readonly locals = new Map<Variable, Lambda>();
  private readonly known = new Set<Lambda>();
  /** Cells of a sealed unit that are defined once, by a lambda at top level. */
  readonly globals = new Map<Cell, Lambda>();
  /** What the unit defines once, at top level, and never assigns: procedures and other values, whose text can be found again. */
  readonly definitions = new Map<Cell, Node>();
  /** Cells that the unit defines or assigns anywhere: their present value says nothing. */
  readonly volatile = new Set<Cell>();
  /** Record operations which this unit itself defines. */
  readonly records = new Map<Cell, KnownRecord>();
  /** The types behind them, with their parents. */
  readonly recordTypes = new Map<Cell, Cell | RecordType | null>();

  /** Scalars of a sealed unit that are defined once, by a literal at top level. */
  readonly constants = new Map<Cell, Value>();
  /** Cells of a sealed unit that are defined once, by anything else at top level. */
  readonly values = new Set<Cell>();
  /** Own cells that are certainly bound whenever a procedure of the unit runs. */
  readonly bound = new Set<Cell>();

  constructor(
    readonly sealed: boolean,
    private readonly imports: Imports,
  ) {}

  bindLocal(v: Variable, lambda: Lambda): void {
    this.locals.set(v, lambda);
    this.known.add(lambda);
  }

  /** Whether the lambda is the value of a known local variable: others can be called by anyone who gets hold of them. */
  isKnown(lambda: Lambda): boolean {
    return this.known.has(lambda);
  }

  /** The promise of an earlier sealed unit about a cell. */
  importOf(cell: Cell): Export | undefined {
    return this.volatile.has(cell) ? undefined : this.imports(cell);
  }

  /** The value of a node that is the same scalar whenever it is evaluated. */
  constantOf(node: Node): { value: Value } | undefined {
    if (node.kind === Kind.Const) return node;
    if (node.kind !== Kind.GlobalRef) return undefined;
    if (this.constants.has(node.cell)) return { value: this.constants.get(node.cell) };
    const promise = this.importOf(node.cell);
    return promise?.kind === 'constant' ? promise : undefined;
  }

  lambdaOf(node: Node): Lambda | undefined {
    if (node.kind === Kind.LocalRef) return this.locals.get(node.variable);
    if (node.kind === Kind.GlobalRef) return this.globals.get(node.cell);
    return undefined;
  }

  /** The row behind a global that holds a leaf primitive; control operators are not leaves. */
  primitiveOf(node: Node): PrimitiveSpec | undefined {
    if (node.kind !== Kind.GlobalRef || this.volatile.has(node.cell)) return undefined;
    const v = node.cell.v;
    return typeof v === 'function' && v.control === undefined ? v.primitive : undefined;
  }

  recordOf(node: Node): KnownRecord | undefined {
    if (node.kind !== Kind.GlobalRef) return undefined;
    if (this.volatile.has(node.cell)) return this.records.get(node.cell);
    const v = node.cell.v;
    return typeof v === 'function' ? v.record : undefined;
  }

  classify(call: Call): Callee {
    const { fn, args } = call;
    const lambda = this.lambdaOf(fn);
    if (lambda !== undefined) return { kind: 'lambda', lambda, fits: accepts(lambda, args.length) };
    if (fn.kind !== Kind.GlobalRef) return UNKNOWN;
    const spec = this.primitiveOf(fn);
    if (spec !== undefined) {
      const inline =
        spec.inline !== undefined && (spec.inlineArity === args.length || (FOLDED.has(spec.name) && args.length > 2));
      const fits = args.length >= spec.min && (spec.max < 0 || args.length <= spec.max);
      return inline || (this.sealed && fits) ? { kind: 'primitive', cell: fn.cell, spec, inline } : UNKNOWN;
    }
    const op = this.recordOf(fn);
    if (op !== undefined && args.length === operandCount(op)) return { kind: 'record', cell: fn.cell, op };
    const promise = this.importOf(fn.cell);
    return promise?.kind === 'procedure' ? { kind: 'import', cell: fn.cell, signature: promise } : UNKNOWN;
  }
}

export function accepts(lambda: Lambda, count: number): boolean {
  if (lambda.lenient) return true;
  const least = lambda.params.length;
  return count >= least && (lambda.rest !== null || count <= least + lambda.optional.length);
}

function operandCount(op: KnownRecord): number {
  return op.op === 'make' ? op.index : op.op === 'set' ? 2 : 1;
}

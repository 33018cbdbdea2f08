/**
 * State of an emission. `UnitState` belongs to the compile unit: names, constants, cells and hoisted declarations.
 * `Fn` belongs to one JavaScript function being written: its lines, temporaries, and where jumps go.
 */
import { type Block, Cell, type Finally, type Lambda, type Loop, type Node, type Site, type Variable } from '../../core/nodes.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { RecordType } from '../../values/record.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { KnownRecord } from '../analysis/callees.ts';
import type { CallSites } from '../frames/call-sites.ts';
import { CALLER_MARK, mark, tailMark } from '../units/positions.ts';
import { ConstantPool } from './constants.ts';
import { Facts } from './facts.ts';
import { commentText, literalText, Names } from './names.ts';

/**
 * Where a value goes. `tail`: the lambda's own result, a tail call may be left pending. `value`: the function's result,
 * but calls must be finished first. After `tail` and `value` control never falls through.
 */
export type Dest = { kind: 'effect' } | { kind: 'assign'; name: string } | { kind: 'tail' } | { kind: 'value' };

export const EFFECT: Dest = { kind: 'effect' };
export const TAIL: Dest = { kind: 'tail' };
export const VALUE: Dest = { kind: 'value' };

export function leaves(dest: Dest): boolean {
  return dest.kind === 'tail' || dest.kind === 'value';
}

export class UnitState {
  readonly names = new Names();
  readonly pool: ConstantPool;
  readonly cells: Cell[] = [];
  /** Declarations at the unit's instance level, after the constants. */
  readonly declarations: string[] = [];
  private readonly cellNames = new Map<Cell, string>();
  private readonly primitiveNames = new Map<Cell | string, string>();
  private readonly importNames = new Map<Cell, string>();
  private readonly recordNames = new Map<Cell | RecordType, string>();
  private readonly recordTypes = new Map<string, Cell | RecordType>();
  private readonly variables = new Map<Variable, string>();
  private readonly lambdas = new Map<Lambda, string>();
  /** What is known at the place being written. */
  readonly facts = new Facts();
  /** Globals whose defining procedures are being written, with the names by which these know themselves. */
  readonly selves = new Map<Cell, string>();
  private readonly stable = new Set<string>();
  private vectors = 0;
  /** Where variables that are not the unit's own live, when it is an entry into interpreted code. */
  readonly outside: Outside | null = null;

  constructor(
    readonly analysis: Analysis,
    readonly sealed: boolean,
    ahead: boolean,
    /** Whether texts are marked with the positions they come from. */
    private readonly positions: boolean,
    outside: Outside | null = null,
    /** Where frames are moved from; `null`: nowhere. */
    readonly sites: CallSites | null = null,
  ) {
    this.outside = outside;
    this.pool = new ConstantPool(ahead);
  }

  /** Mark of a node's position, to be put before a text that can fail. */
  mark(pos: number): string {
    return this.positions && pos >= 0 ? mark(pos) : '';
  }

  /** The same of a call in tail position. */
  tailMark(pos: number): string {
    return this.positions && pos >= 0 ? tailMark(pos) : '';
  }

  /** Mark of a text that fails on account of the caller. */
  callerMark(): string {
    return this.positions ? CALLER_MARK : '';
  }

  cell(cell: Cell): string {
    let name = this.cellNames.get(cell);
    if (name === undefined) {
      name = `c${this.cells.length}`;
      this.declarations.push(`const ${name} = rt.cell(${this.cells.length}); ${commentText(cell.name)}`);
      this.cells.push(cell);
      this.cellNames.set(cell, name);
    }
    return name;
  }

  /** Suffix `n` of `q<n>`, the row's implementation, and in an open unit `p<n>`, the expected content of the cell. */
  primitive(cell: Cell, spec: PrimitiveSpec): string {
    const key = this.sealed ? spec.name : cell;
    let n = this.primitiveNames.get(key);
    if (n === undefined) {
      n = String(this.primitiveNames.size);
      this.primitiveNames.set(key, n);
      const name = literalText(spec.name);
      if (this.sealed) this.declarations.push(`const q${n} = rt.primitive(${name});`);
      else this.declarations.push(`const p${n} = rt.row(${this.cell(cell)}, ${name}), q${n} = p${n}.primitive.fn;`);
    }
    return n;
  }

  /** `g<n>`, what an earlier sealed unit put into the cell. */
  imported(cell: Cell): string {
    let name = this.importNames.get(cell);
    if (name === undefined) {
      name = `g${this.importNames.size}`;
      this.importNames.set(cell, name);
      this.declarations.push(`const ${name} = rt.fixed(${this.cell(cell)});`);
    }
    return name;
  }

  /** Suffix `n` of `R<n>`, the record class, and in an open unit `r<n>`, the expected content of the cell. */
  record(cell: Cell, op: KnownRecord): string {
    if (op.type instanceof Cell) return this.ownRecord(op.type).slice(1);
    const key = this.sealed ? op.type : cell;
    let n = this.recordNames.get(key);
    if (n === undefined) {
      n = String(this.recordNames.size);
      this.recordNames.set(key, n);
      this.recordTypes.set(`R${n}`, op.type);
      if (this.sealed) this.declarations.push(`const R${n} = rt.recordClass(${this.cell(cell)}); ${commentText(op.type.name)}`);
      else {
        const row = `rt.recordRow(${this.cell(cell)}, "${op.op}", ${op.index})`;
        this.declarations.push(`const r${n} = ${row}, R${n} = r${n}.record.type.cls;`);
      }
    }
    return n;
  }

  /** The class variable of a record type that this unit defines; assigned when the definition has run. */
  ownRecord(type: Cell): string {
    let n = this.recordNames.get(type);
    if (n === undefined) {
      n = String(this.recordNames.size);
      this.recordNames.set(type, n);
      this.recordTypes.set(`R${n}`, type);
      this.declarations.push(`let R${n} = rt.NoRecord; ${commentText(type.name)}`);
    }
    return `R${n}`;
  }

  variable(v: Variable): string {
    let name = this.variables.get(v);
    if (name === undefined) {
      const place = this.outside?.place(v);
      if (place !== undefined) {
        this.variables.set(v, place);
        return place;
      }
      name = this.own(v);
    }
    return name;
  }

  /** Gives the variable a name of the unit's own. */
  own(v: Variable): string {
    const name = this.names.fresh(v.name);
    this.variables.set(v, name);
    if (!v.assigned || this.analysis.types.ofVariable(v) !== 'other') this.stable.add(name);
    return name;
  }

  /** Whether the name's value, or at least its type, never changes while it is in scope. */
  isStable(name: string): boolean {
    return this.stable.has(name);
  }

  /** The declared classes of which the class `R<n>` is a subclass. */
  ancestors(record: string): string[] {
    const found: string[] = [];
    for (let type = this.recordTypes.get(record); type !== undefined; ) {
      const parent: RecordType | Cell | null | undefined =
        type instanceof Cell ? this.analysis.bindings.recordTypes.get(type) : type.parent;
      if (!parent) break;
      const n = this.recordNames.get(parent);
      if (n !== undefined) found.push(`R${n}`);
      type = parent;
    }
    return found;
  }

  /** The function name of a known lambda. */
  lambda(l: Lambda): string {
    let name = this.lambdas.get(l);
    if (name === undefined) {
      name = this.names.fresh(l.name);
      this.lambdas.set(l, name);
    }
    return name;
  }

  site(node: Site): string {
    // Interpreted code and its compiled form share what they remember at a place.
    if (this.outside !== null) return this.pool.shared(node.literal());
    const name = `s${this.vectors++}`;
    const { of } = node;
    if (typeof of === 'number') {
      this.declarations.push(`const ${name} = [${new Array(of).fill('null').join(', ')}];`);
      return name;
    }
    const made = `rt.site(${this.cell(of)})`;
    if (!this.analysis.bindings.volatile.has(of)) {
      this.declarations.push(`const ${name} = ${made};`);
      return name;
    }
    // The unit defines the type itself, later than this.
    this.declarations.push(`let ${name} = null;`);
    return `(${name} ??= ${made})`;
  }
}

/** What an entry into interpreted code has around it (see `entry.ts`). */
export interface Outside {
  /** Text of a variable that lives in the interpreter's environment; `undefined`: the variable is the unit's own. */
  place(v: Variable): string | undefined;
  /** Number under which a jump out of the entry is known to who called it. */
  exit(target: Block | Loop): number;
}

export interface LoopTarget {
  label: string;
  /** Host variables that carry the values into the next round. */
  registers: readonly string[];
}

export interface BlockTarget {
  label: string;
  dest: Dest;
  /** Number of enclosing `Catch` bodies and `Finally`s at the block. */
  depth: number;
  used: boolean;
}

/** A `Catch` body or `Finally` being written; `handlers` names the saved handler stack of a `Catch`. */
export interface Protection {
  handlers: string | null;
  /** Records that a `Finally` is left for a block, if its cleanup needs to know. */
  leaveFor?: (block: Block, value: string) => void;
}

export class Fn {
  lines: string[] = [];
  /** Temporaries in use, and the most that ever were. */
  live = 0;
  most = 0;
  /** Variables declared at function level because their `Let` stands inside an expression. */
  readonly hoisted: string[] = [];
  readonly loops = new Map<Loop, LoopTarget>();
  readonly blocks = new Map<Block, BlockTarget>();
  readonly protections: Protection[] = [];
  /** Operands that have been evaluated, and the texts that hold their values while the operands after them are. */
  readonly held = new Map<Node, string>();
  /** `Finally`s whose cleanup may have to take along how they are left: the variables that say how, and with what. */
  readonly interrupted = new Map<Finally, string>();
  /** The target of self tail calls, when the function's body is a loop. */
  self: LoopTarget | null = null;
  /** Position of the statement being written. */
  pos = -1;
  private labels = 0;

  constructor(
    readonly unit: UnitState,
    readonly lambda: Lambda | null,
    public indent: number,
  ) {}

  get analysis(): Analysis {
    return this.unit.analysis;
  }

  get generator(): boolean {
    return this.lambda?.generator ?? false;
  }

  line(text: string): void {
    this.lines.push('  '.repeat(this.indent) + this.unit.mark(this.pos) + text);
  }

  open(text: string): void {
    this.line(text);
    this.indent++;
  }

  close(text = '}'): void {
    this.indent--;
    this.line(text);
  }

  temp(): string {
    const n = ++this.live;
    if (n > this.most) this.most = n;
    return `t${n}`;
  }

  label(): string {
    return `L${++this.labels}`;
  }

  needs(node: Node): boolean {
    return this.analysis.needsStatements(node);
  }

  /** Declarations that the lines rely on. */
  prologue(): string[] {
    const names = Array.from({ length: this.most }, (_, i) => `t${i + 1}`).concat(this.hoisted);
    return names.length ? [`${'  '.repeat(this.indent)}let ${names.join(', ')};`] : [];
  }
}

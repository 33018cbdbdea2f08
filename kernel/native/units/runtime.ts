/**
 * What emitted code finds under `rt`: constructors for constants, access to the unit's cells, and the slow paths of
 * calls. One instance per instantiated unit.
 */

import { migrationOf, SavedFrame } from '../../control/migration.ts';
import { routed } from '../../control/native-raise.ts';
import { type Cell, makeSite } from '../../core/nodes.ts';
import { unboundGlobal } from '../../instance/globals.ts';
import type { Kernel } from '../../instance/kernel.ts';
import { INLINE_SCOPE } from '../../primitives/inline-scope.ts';
import { arityError } from '../../values/arity.ts';
import { Char } from '../../values/char.ts';
import type { HandlerLink } from '../../values/handler-link.ts';
import { List } from '../../values/list.ts';
import { LEAVE, type Procedure, TCO, type Value } from '../../values/procedure.ts';
import { RecordInstance } from '../../values/record.ts';
import { DOT, type Keyword, type Sym, Uninterned } from '../../values/symbol.ts';
import type { Moves } from '../frames/moves.ts';
import { NativeGenerator } from './generators.ts';

/** Stands for a record class that is not there (any more): nothing is an instance of it. */
class NoRecord extends RecordInstance {}

const noRow = Object.freeze({ primitive: { fn: () => null } });

export class NativeRuntime {
  readonly TCO = TCO;
  readonly NoRecord = NoRecord;
  /** Host names that inline forms of primitives use. */
  readonly scope = INLINE_SCOPE;
  /** Set by the unit: a stack taken on its first line. */
  probe: () => Error = () => new Error();

  constructor(
    readonly kernel: Kernel,
    private readonly cells: readonly Cell[],
    private readonly constants: readonly Value[],
    private readonly moves: Moves,
  ) {}

  // Constants

  /** Rules of macros are constants. */
  readonly dot = DOT;

  sym(name: string): Sym {
    return this.kernel.symbols.symbol(name);
  }

  /** A symbol that was not interned: private to the unit's instance. */
  fresh(name: string): Sym {
    return new Uninterned(name);
  }

  keyword(name: string): Keyword {
    return this.kernel.symbols.keyword(name);
  }

  char(code: number): Char {
    return new Char(code);
  }

  list(items: Value[], pos = -1): List {
    const l = List.of(items);
    l.pos = pos;
    return l;
  }

  constant(i: number): Value {
    return this.constants[i];
  }

  // Cells

  cell(i: number): Cell {
    return this.cells[i] as Cell;
  }

  site(type: Cell): Value {
    return makeSite(type);
  }

  /** Implementation of a row of the primitive table, for sealed units. */
  primitive(name: string): Procedure {
    const row = (this.kernel.base.lookup(name)?.v as Procedure | undefined)?.primitive;
    if (row === undefined) throw new Error(`native unit needs the primitive ${name}`);
    return row.fn;
  }

  /** What an earlier sealed unit defined. */
  fixed(cell: Cell): Value {
    if (cell.v === undefined) throw new Error(`native unit needs ${cell.name}`);
    return cell.v;
  }

  /** The cell's content if it is the expected row, else something no cell holds. */
  row(cell: Cell, name: string): Value {
    return cell.v?.primitive?.name === name ? cell.v : noRow;
  }

  /** Host class behind a cell's record operation, for sealed units. */
  recordClass(cell: Cell): Value {
    const cls = cell.v?.record?.type.cls;
    if (cls === undefined) throw new Error(`native unit needs the record operation ${cell.name}`);
    return cls;
  }

  /** The cell's content if it is the expected record operation, else something no cell holds. */
  recordRow(cell: Cell, op: string, index: number): Value {
    const record = (cell.v as Procedure | undefined)?.record;
    return record !== undefined && record.op === op && record.index === index ? cell.v : { record: { type: { cls: NoRecord } } };
  }

  unbound(cell: Cell): Value {
    return unboundGlobal(this.kernel, cell);
  }

  assign(cell: Cell, value: Value): Value {
    if (cell.v === undefined) unboundGlobal(this.kernel, cell);
    cell.v = value;
    return value;
  }

  name(fn: Procedure, guestName: string): Procedure {
    fn.guestName = guestName;
    return fn;
  }

  // Calls

  /** What to call in place of a value that is no function: raises once the operands are evaluated. */
  callee(value: Value): Procedure {
    return () => this.kernel.notCallable(value);
  }

  calleeOf(cell: Cell): Procedure {
    const value = cell.v === undefined ? unboundGlobal(this.kernel, cell) : cell.v;
    return typeof value === 'function' ? value : this.callee(value);
  }

  callOf(cell: Cell, ...args: Value[]): Value {
    return this.kernel.call(cell.v, ...args);
  }

  tailCallOf(cell: Cell, ...args: Value[]): Value {
    return typeof cell.v === 'function' ? this.kernel.later(cell.v, args) : this.kernel.notCallable(cell.v);
  }

  truthy(value: Value): boolean {
    return value !== false && value !== null;
  }

  /** Raises for the call of `fn` that is under way. */
  arity(fn: Procedure, name: string, min: number, max: number): never {
    return arityError(name, min, max, (fn.arguments as ArrayLike<Value>).length);
  }

  /** Accounts for 256 rounds of a loop. */
  readonly tick = (): void => {
    const { kernel } = this;
    kernel.fuel -= 256;
    if (kernel.fuel <= 0) kernel.refuel();
  };

  /** Leaves an entry into interpreted code for its exit `i`. */
  leave(i: number, value: Value): typeof LEAVE {
    this.kernel.exit = i;
    this.kernel.exitValue = value;
    return LEAVE;
  }

  /**
   * The value of a call that may have left a tail call pending. A procedure of its own, since code that was optimised before it met
   * a pending call would be thrown away when it meets one.
   */
  readonly finish = (value: Value): Value => (value === TCO ? this.kernel.bounce() : value);
  /** Runs a pending tail call where the caller's frame can be moved: answers `TCO` if that is to be done. */
  readonly settle = (): Value => (this.moves.known ? this.kernel.settle() : this.kernel.bounce());

  /** Adds the frame that is left at site `i` to the migration under way. */
  readonly save = (i: number, values: Value[], env: unknown = null): typeof TCO => {
    const rest = this.moves.rest(i);
    migrationOf(this.kernel).frames.push(new SavedFrame(rest, rest.exits ? [env, ...values] : values, env));
    return TCO;
  };

  // Dynamic state

  /** What a `Finally` is left with because of `e`, once the handlers have been asked; `TCO`: its frame is to be moved. */
  readonly routed = (e: unknown): unknown => routed(this.kernel, e, this.moves.known);

  /** The handler stack inside a `Catch`. */
  mark(handlers: HandlerLink | null): HandlerLink | null {
    return handlers === null ? null : { next: handlers };
  }

  generator(body: (g: NativeGenerator) => Iterator<Value, Value, Value>): NativeGenerator {
    return new NativeGenerator(this.kernel, body);
  }

  /** After a `yield` inside a `Catch`. */
  resumed(g: NativeGenerator, value: Value): Value {
    this.kernel.handlers = this.mark(g.base);
    return value;
  }
}

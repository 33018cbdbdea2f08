/**
 * A kernel: one isolated instance of the language. It owns the intern tables, the namespaces, the registers that the
 * engines share (pending tail call, handler stack, fuel) and the hooks through which the outside world is reached.
 * Nothing in it is process-global; dropping the object drops the kernel.
 */
import type { Node } from '../core/nodes.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import { List } from '../values/list.ts';
import { Origin } from '../values/origin.ts';
import { type Procedure, TCO, type Value } from '../values/procedure.ts';
import { SymbolTable } from '../values/symbol.ts';
import { type Runs, Trace } from '../values/trace.ts';
import { hostLimit } from './host-limits.ts';
import { LibraryRegistry } from './libraries.ts';
import { MemoryBudget, type MemoryGauge } from './memory.ts';
import { Namespace } from './namespace.ts';

/** Tail calls made directly before one is bounced through the nearest caller. */
export const TAIL_LIMIT = 200;
/** Promoted procedures that may call one another on the host stack; deeper calls are interpreted, on the heap. */
export const NATIVE_LIMIT = 500;
/** What is announced in one go and is smaller than this waits for the next checkpoint. */
const LARGE = 2 ** 20;
/** Bytes that cost as much as one step: a slice of fuel is at most 25 MB. */
const BYTES_PER_STEP = 256;
/** Fuel units per slice; stays below 2^30 so that the counter is always a small integer. */
export const FUEL_SLICE = 100_000;

export interface KernelHooks {
  /** Text printed by guest programs. */
  output(text: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  random(): number;
  /** Called once per fuel slice; throws an `Interrupt` to end the run. */
  checkpoint(): void;
  /** What the host says of its memory; without it there is no limit. */
  memory?: MemoryGauge;
  /** Value of a global that is unbound where it is needed (a library may be loaded for it); `undefined`: unknown. */
  resolveSymbol?: (name: string) => Value;
  /** Answers a `perform` that need not wait, in place and on every engine; `undefined` leaves the request to the driver. */
  answer?: (request: Value) => Value;
  /** Answers a `perform` at once where the machine cannot suspend: under native frames, or without a driver. */
  performResolver?: (request: Value) => Value;
}

const quiet: KernelHooks = {
  output: () => {},
  now: () => Date.now(),
  random: () => Math.random(),
  checkpoint: () => {},
};

/** What a stored unit was compiled from. */
export interface UnitText {
  readonly source: unknown;
  /** The value of what the unit defines at top level. */
  definition(name: string): Node;
}

export class Kernel {
  readonly symbols = new SymbolTable();
  /** Primitives and the standard library. */
  readonly base = new Namespace('base');
  /** Where programs run unless told otherwise; see `freshUser`. */
  user = new Namespace('user', this.base);
  readonly libraries = new LibraryRegistry(this.base);
  readonly hooks: KernelHooks;
  readonly memory: MemoryBudget;
  private readonly namespaces = new Map<string, Namespace>([['base', this.base]]);

  /** Tail calls left before the next bounce, and what it is set to then (tests make every tail call bounce). */
  tailsLeft = TAIL_LIMIT;
  tailLimit = TAIL_LIMIT;
  tailFn: Procedure | null = null;
  tailArgs: Value[] = [];
  /** Where compiled code wants to go on in the interpreter, and with what (see `LEAVE`). */
  exit = 0;
  exitValue: Value = null;
  /**
   * Compiled procedures on the host stack that were promoted from interpreted ones, and how many there may be. Who catches an
   * exception sets the number back to what it was.
   */
  nativeDepth = 0;
  nativeLimit = NATIVE_LIMIT;
  /** Fuel left in this slice, and what a slice has (tests make every step a checkpoint). */
  fuel = FUEL_SLICE;
  fuelSlice = FUEL_SLICE;
  handlers: HandlerLink | null = null;
  /**
   * Stands for the host in `handlers` while a program runs of which uncaught values are reported with their origin: in compiled code
   * only what nobody else catches is worth taking the host's stack.
   */
  outermost: HandlerLink | null = null;
  /** The last raised value that is no condition, with its origin and, if nobody was going to catch it, the calls under way. */
  raised: { payload: Value; origin: Origin; trace: Trace | null } | null = null;
  /** Places of the calls that interpreters have under way. */
  runs: Runs = () => [];
  /** The macro call that is being expanded: an `Expansion` of the expander. */
  expansion: object | null = null;
  /** Texts of the stored units in use, by unit, as far as they are at hand. */
  readonly texts = new WeakMap<object, UnitText>();
  /** Calls `[operator, operand …]` in the reference engine: how native code reaches what only that engine can do. */
  nested: (vals: Value[]) => Value = ([fn, ...args]) => this.call(fn, ...args);
  /** Continues a migration, its operand, where native callers cannot be moved themselves (see `control/migration.ts`). */
  adopt: Procedure = () => {
    throw new Error('kernel without a reference engine');
  };
  /** Whether the run that native code is part of can suspend. */
  suspends: () => boolean = () => false;
  /** Greatest depth of a guest continuation, in frames. */
  maxDepth = 400_000;

  constructor(hooks: Partial<KernelHooks> = {}) {
    this.hooks = { ...quiet, ...hooks };
    this.memory = new MemoryBudget(hooks.memory);
  }

  /** The namespace of that name, made on demand as a child of the base. */
  namespace(name: string): Namespace {
    if (name === 'user') return this.user;
    let ns = this.namespaces.get(name);
    if (ns === undefined) {
      ns = new Namespace(name, this.base);
      this.namespaces.set(name, ns);
    }
    return ns;
  }

  /** All there are, that of the program included. */
  everyNamespace(): Set<Namespace> {
    return new Set([...this.namespaces.values(), this.user]);
  }

  /** Starts a program that sees nothing of what earlier programs defined or redefined. */
  freshUser(): void {
    this.user = new Namespace('user', this.base);
  }

  /** Registers a pending tail call; answers the sentinel to return. */
  later(fn: Procedure, args: Value[]): typeof TCO {
    this.tailFn = fn;
    this.tailArgs = args;
    return TCO;
  }

  /** Whether the pending tail call is a migration: the frames on the host stack are being moved into a machine. */
  get migrating(): boolean {
    return this.tailFn === this.adopt;
  }

  /** Runs the pending tail call, and those that follow from it, to a value. */
  bounce(): Value {
    for (;;) {
      const result = this.runTail();
      if (result !== TCO) return result;
    }
  }

  /** The same for a caller that can be moved itself: answers `TCO` as soon as a migration is pending. */
  settle(): Value {
    while (!this.migrating) {
      const result = this.runTail();
      if (result !== TCO) return result;
    }
    return TCO;
  }

  private runTail(): Value {
    const [fn, ...args] = this.takeTail();
    this.fuel -= this.tailLimit;
    if (this.fuel <= 0) this.refuel();
    return fn(...args);
  }

  /** Operator and operands of the pending tail call, for who makes it. */
  takeTail(): Value[] {
    const vals = [this.tailFn, ...this.tailArgs];
    this.tailFn = null;
    this.tailsLeft = this.tailLimit;
    return vals;
  }

  /** Calls a guest procedure from host code. */
  call(fn: Value, ...args: Value[]): Value {
    if (typeof fn !== 'function') return this.notCallable(fn);
    const result = fn(...args);
    return result === TCO ? this.bounce() : result;
  }

  notCallable(value: Value): never {
    throw new Raise(new Condition(`Not callable: ${this.inspect(value)}`, [value], 'type'));
  }

  /** Where a value that is no condition was raised: remembered from its first raise until another value is raised. */
  originOf(payload: Value, stack: Error | null = null, trace: Trace | null = null): Origin {
    if (this.raised === null || this.raised.payload !== payload) this.raised = { payload, origin: new Origin(stack), trace };
    return this.raised.origin;
  }

  /** The calls under way. */
  trace(): Trace {
    return Trace.of(this.runs);
  }

  /**
   * Slow path of every fuel test: gives the hooks a chance to interrupt, then fills the next slice. What was used beyond the last one
   * counts: were every slice the same, a program could always meet the end of one in the same place, and never where depth is checked.
   */
  refuel(): void {
    this.fuel = Math.max(1, this.fuel + this.fuelSlice);
    this.hooks.checkpoint();
    this.memory.demand(0);
  }

  /** Something of so many bytes, or as much work as that, is about to be made in one go. */
  charge(bytes: number): void {
    this.fuel -= Math.min(bytes / BYTES_PER_STEP, this.fuelSlice) | 0;
    if (bytes >= LARGE) this.memory.demand(bytes);
    if (this.fuel <= 0) this.refuel();
  }

  /**
   * What a `Catch` does with a host exception: a raise's payload for the handler; the limits of the host become
   * conditions; an `Interrupt` or a bug is thrown on.
   */
  caught(e: unknown): Value {
    if (e instanceof Raise) return e.payload;
    if (e instanceof Interrupt) throw e;
    const limit = hostLimit(e);
    if (limit !== undefined) return limit;
    throw e;
  }

  /** Printable form; replaced by the writer at assembly. */
  inspect(value: Value): string {
    return String(value);
  }

  list(...items: Value[]): List {
    return List.of(items);
  }
}

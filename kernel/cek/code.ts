/**
 * Pre-analysed code: what the CEK runs. `analyse.ts` turns core nodes into `Code`, one class for every kind so that the
 * machine's property reads stay monomorphic; `specialise.ts` picks `op` and `level`.
 *
 * Environments are arrays `[parent, v0, v1 …]`; a local is addressed by (depth, index).
 *
 * `level` says how a piece of code may be evaluated:
 * - 2, simple: by the recursive evaluator of `simple.ts`, without a frame. Constants, variables, lambda creation, and
 *   conditionals, bindings and pure primitive calls over simple parts. Evaluating it twice is invisible.
 * - 1, direct: likewise, but its last act may be one side effect (an assignment, an impure primitive). Up to that act it
 *   may be started again from the beginning, which is what happens when an inlined primitive turns out to be redefined.
 * - 0: needs the machine.
 */
import type { Control } from '../control/operators.ts';
import type { Block, Cell, Kind, Lambda, Loop, Node } from '../core/nodes.ts';
import { Arity, Signature } from '../core/signature.ts';
import type { Kernel } from '../instance/kernel.ts';
import type { Source } from '../values/origin.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import type { Scope } from './analyse.ts';

// biome-ignore lint/suspicious/noExplicitAny: slot 0 is the parent, the others are guest values
export type Env = any[];

export enum Op {
  // Also known to the simple evaluator.
  Const,
  Local0,
  Local1,
  Local2,
  LocalN,
  Global,
  Lambda,
  If,
  Seq,
  Let1,
  LetN,
  LetrecS,
  SetLocal,
  Prim0,
  Prim1,
  Prim2,
  Prim3,
  PrimN,
  Not,
  IsNil,
  Eq,
  Add,
  Sub,
  Lt,
  Gt,
  Le,
  Ge,
  NumEq,
  AddConst,
  SubConst,
  LtConst,
  GtConst,
  NumEqConst,
  // Machine only: some part needs a frame, or the op is not simple by nature.
  IfC,
  SeqC,
  LetC,
  LetrecC,
  SetLocalC,
  Prim1C,
  Prim2C,
  PrimNC,
  Call0,
  Call1,
  Call2,
  Call3,
  CallN,
  CallC,
  SetGlobal,
  SetGlobalC,
  Define,
  DefineC,
  Loop,
  LoopC,
  Again1,
  Again2,
  AgainN,
  AgainC,
  Leave,
  LeaveC,
  Catch,
  Finally,
  Yield,
  YieldC,
  Default,
  Analyse,
  /** Compiled code stands here; `value` is its `NativeEntry`, `a` what it was made from. */
  Native,
  // States of the machine that look like code.
  Return,
  Apply,
  Exit,
}

/** The code of one lambda: everything a call needs. Shared by all closures made from it. */
export class LambdaCode extends Signature {
  body!: Code;
  /** No variables: the body runs in the closure's own environment. */
  bare = false;
  /** Calls until the policy is asked to compile it; 0: never (again). */
  heat = 0;
  native: NativeEntry | null = null;
  /** What it was made from, and where; `null` for the code of a top-level form. */
  node: Lambda | null = null;
  scope: Scope | null = null;
  /** It has no places in the program, being a library's or made of data: errors in it are reported where the program called it. */
  readonly placeless: boolean;
  constructor(
    name: string,
    readonly engine: EngineContext,
    readonly source: Source | null,
  ) {
    super(name);
    this.placeless = source === null || source.internal === true;
  }
}

/** What code needs to know of its engine. */
export interface EngineContext {
  readonly kernel: Kernel;
  /** Counts continuation captures; a frame older than the newest capture may be re-entered. */
  epoch: number;
  /** Decides what is compiled; `null`: nothing. */
  jit: Promoter | null;
  /** Runs a closure in a machine of its own, for host callers. */
  enter(closure: Closure, args: Value[]): Value;
}

/** Calls and rounds that code counts before it asks a policy, unless a policy says otherwise; it may come later than the code. */
export const ENTRY_HEAT = 8;
export const LOOP_HEAT = 20;

/** The policy as the engine sees it (`../jit/`). */
export interface Promoter {
  /** Calls of a lambda, rounds of a loop, before it is hot; 0: never. */
  readonly entryHeat: number;
  readonly loopHeat: number;
  hotLambda(code: LambdaCode): void;
  hotLoop(loop: Code): void;
  /** Code is about to be run for the first time. */
  meets(node: Node): void;
}

/** Compiled code that the machine enters with an environment and the values in it. */
export interface NativeEntry {
  run: (env: Env, ...values: Value[]) => Value;
  /** Number of values, rest list included. */
  count: number;
  /** How many of them a host caller may pass as they come: fewest, most (-1: the parameters must be bound first). */
  fewest: number;
  most: number;
  /** Loops: where the jumps out of it lead. */
  exits: readonly Exit[];
}

export type Exit = { loop: null; frames: number } | { loop: Code; ribs: number };

/** Loops: what compiling one needs to know of its surroundings. */
export interface LoopPlace {
  node: Loop;
  code: Code;
  scope: Scope | null;
  frames: number;
  loops: ReadonlyMap<Loop, LoopPlace>;
  blocks: ReadonlyMap<Block, number>;
}

export class Code {
  op: Op = Op.Const;
  level: 0 | 1 | 2 = 2;
  /** Nesting of simple evaluation below and including this node. */
  height = 1;
  depth = 0;
  index = 0;
  value: Value = null;
  a: Code = this;
  b: Code = this;
  c: Code = this;
  /** Operator of a call. */
  fn: Code = this;
  /** Operands. Slot 0 is the operator of a call and a stand-in elsewhere, so that operand `i` fills slot `i` of an environment. */
  args: Code[] = NONE;
  cell: Cell = NO_CELL;
  /** Loops: rounds until the policy is asked to compile it; 0: never (again). */
  heat = 0;
  lambda: LambdaCode = NO_LAMBDA;
  /** Inlined primitives: the implementation, for exactly these operands; `value` is the procedure that the name means. */
  prim: (...args: Value[]) => Value = NO_PRIM;
  parent: Code | null = null;
  constructor(
    readonly kind: Kind,
    readonly pos: number,
    readonly owner: LambdaCode,
  ) {}
}

const NONE: Code[] = [];
const NO_CELL = { name: '', v: undefined } as Cell;
const NO_PRIM = (): Value => null;
const NO_LAMBDA = null as unknown as LambdaCode;

/**
 * The CEK's side of a procedure (`procedure.lambda`): a closure over `env`, or a control operator (`Control`).
 */
export class Closure {
  constructor(
    readonly arity: number,
    readonly env: Env,
    readonly code: LambdaCode,
    /** Control operators: their number and datum. */
    readonly control: number = 0,
    readonly datum: Value = null,
  ) {}
}

export const NO_ENV: Env = [null];

export const controlClosure = (control: Control, datum: Value): Closure =>
  new Closure(Arity.Control, NO_ENV, null as unknown as LambdaCode, control, datum);

/** A procedure that only the machine can call. */
export function machineProcedure(control: Control, datum: Value): Procedure {
  const procedure: Procedure = () => {
    throw new Error('a procedure of the machine was called outside of it');
  };
  procedure.lambda = controlClosure(control, datum);
  return procedure;
}

/** What `Op.Analyse` stands for: a lambda's body, or a part of it that lies too deep, which has not been needed yet. */
export interface Pending {
  analyse(): Code;
  /** Once it has been. */
  code: Code | null;
}

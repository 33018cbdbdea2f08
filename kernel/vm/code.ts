/**
 * What the machine runs: code objects, closures over them, and the machine's own frames, which look like closures so that
 * returning to either is the same.
 */
import type { FrameKind } from '../control/frames.ts';
import type { Cell, SiteOf } from '../core/nodes.ts';
import { Arity, Signature } from '../core/signature.ts';
import type { Source } from '../values/origin.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { Act, before, Instruction } from './instruction.ts';
import { Op } from './opcodes.ts';

/** How a closure comes by a captured value; pairs of kind and index in `VmCode.captures`. */
export enum Capture {
  /** An upvalue of the procedure that makes the closure. */
  Upvalue,
  /** A slot of its frame. */
  Local,
  /** The new closure itself. */
  Self,
}

/** The code of one lambda, shared by all closures made from it. */
export class VmCode extends Signature {
  ops: number[] = [];
  consts: Value[] = [];
  captures: number[] = [];
  /** The constants that are sites, by index: private to this code, made anew wherever it is loaded. */
  readonly sites = new Map<number, SiteOf>();
  /** Pairs of instruction index and offset in the source text, ascending. */
  positions: number[] = [];
  /** The first instruction; when the code is entered for the first time, one that decodes it. */
  start = new Instruction(Act.Decode, 0);
  /** Stands before the first one. */
  readonly entry = before(this.start);
  /** It has no places in the program, being a library's or made of data: errors in it are reported where the program called it. */
  readonly placeless: boolean;
  constructor(
    name: string,
    readonly source: Source | null,
  ) {
    super(name);
    this.placeless = source === null || source.internal === true;
  }

  /** Offset in the source text of the instruction that the index is in or behind; -1: unknown. */
  position(pc: number): number {
    const p = this.positions;
    let found = -1;
    for (let i = 0; i < p.length && (p[i] as number) < pc; i += 2) found = p[i + 1] as number;
    return found;
  }
}

/** A call under way, or one of the machine's own frames. They form one chain per engine and are used again and again. */
export class Frame {
  k: VmClosure;
  /** The instruction that it is at. */
  at: Instruction;
  /** Its first slot. The procedure that was called lies below that. */
  fp = 0;
  readonly below: Frame;
  above: Frame | null = null;

  constructor(
    k: VmClosure,
    below: Frame | null,
    readonly height: number,
  ) {
    this.k = k;
    this.at = k.code.entry;
    this.below = below ?? this;
    if (below !== null) below.above = this;
  }
}

/**
 * Where the program called code without places in tail position. It lies below the slots of that code's frame instead of the procedure, since
 * the frame of the call is gone.
 */
export class CallSite {
  constructor(
    readonly code: VmCode,
    readonly pc: number,
  ) {}
}

/** What remembers a call in tail position of `code`, under whose slots lies `below`. */
export const callSite = (code: VmCode, pc: number, below: Value): CallSite | null =>
  !code.placeless ? new CallSite(code, pc) : below instanceof CallSite ? below : null;

/** A variable that outlives copies of its frame. */
export class Box {
  constructor(public v: Value) {}
}

/** A primitive as code refers to it: what the name meant when the code was made. */
export class PrimRef {
  constructor(
    readonly cell: Cell,
    readonly procedure: Procedure,
    readonly fn: (...args: Value[]) => Value,
  ) {}
}

/** The VM's side of a procedure (`procedure.vm`), or a frame of the machine's own. */
export class VmClosure {
  constructor(
    readonly arity: number,
    readonly code: VmCode,
    readonly upvalues: Value[],
    /** Control operators: their number; own frames: their kind. */
    readonly control: number = 0,
    /** What belongs to that. */
    readonly i: number = 0,
    readonly x: Value = null,
  ) {}
}

/** The code of the machine's own frames. */
const OWN = new VmCode('', null);
OWN.ops = [Op.RESUME];

/** `site`: where the operator was called, if that was in tail position. */
export const ownFrame = (kind: FrameKind, i = 0, x: Value = null, site: CallSite | null = null): VmClosure =>
  new VmClosure(Arity.General, OWN, site === null ? NO_UPVALUES : [site], kind, i, x);

export const isOwn = (k: VmClosure): boolean => k.code === OWN;

const NO_UPVALUES: Value[] = [];

/** A closure that stands for a control operator or a continuation. */
export const controlClosure = (control: number, x: Value): VmClosure =>
  new VmClosure(Arity.Control, OWN, NO_UPVALUES, control, 0, x);

/** What closures need of their engine. */
export interface Entrance {
  /** Runs a closure for host callers. */
  enter(procedure: Value, closure: VmClosure, args: Value[]): Value;
}

/** The host function that stands for a new closure of the frame whose slots begin at `fp`. */
export function makeProcedure(
  engine: Entrance,
  code: VmCode,
  outer: readonly Value[],
  stack: readonly Value[],
  fp: number,
): Value {
  const procedure: Value = (...args: Value[]) => engine.enter(procedure, closure, args);
  const { captures } = code;
  const captured = (i: number): Value => {
    const index = captures[i + 1] as number;
    return captures[i] === Capture.Local ? stack[fp + index] : captures[i] === Capture.Upvalue ? outer[index] : procedure;
  };
  let upvalues = NO_UPVALUES;
  // Literals are made much faster than arrays that grow.
  if (captures.length === 2) upvalues = [captured(0)];
  else if (captures.length === 4) upvalues = [captured(0), captured(2)];
  else if (captures.length > 0) upvalues = captures.filter((_, i) => i % 2 === 0).map((_, i) => captured(2 * i));
  const closure = new VmClosure(code.exact, code, upvalues);
  procedure.vm = closure;
  procedure.guestName = code.name;
  return procedure;
}

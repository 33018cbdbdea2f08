/**
 * The virtual machine. One `Machine` is one run; all runs of an engine share the operand stack and the arrays of frames, a
 * nested run (host code has called a closure) working above the one below it.
 *
 * Frame number `fd` is a closure `K[fd]`, the instruction it continues with `PC[fd]`, and its first slot `FP[fd]`; the
 * procedure that was called lies below that. The loop keeps the registers in host locals and stores them (`fd`, `sp`,
 * `PC[fd]`) before anything else may look: steps on the machine's fields (`control.ts` …), host procedures that could call
 * back, errors. A step leaves `argc >= 0` to have the loop call what lies on the stack.
 *
 * The machine's own frames (`FrameKind`) hold places on the same stack: their code is the single instruction RESUME.
 */
import type { Link } from '../control/dynamic.ts';
import { Link as LinkClass, LinkKind } from '../control/dynamic.ts';
import type { Cell } from '../core/nodes.ts';
import { unboundGlobal } from '../globals.ts';
import { type HandlerLink, type Kernel, TAIL_LIMIT } from '../kernel.ts';
import { List } from '../values/list.ts';
import { TCO, type Value } from '../values/procedure.ts';
import { callSlow, type Step } from './apply.ts';
import { Box, FrameKind, isOwn, makeProcedure, ownFrame, type PrimRef, type VmClosure, type VmCode } from './code.ts';
import type { VmEngine } from './engine.ts';
import { fault } from './fault.ts';
import { yieldValue } from './generator.ts';
import { Op } from './opcodes.ts';
import { perform } from './perform.ts';
import { beginRaise } from './raise.ts';
import { resume } from './resume.ts';
import { Mark, type Segment } from './segments.ts';
import { type Unwinding, unwind } from './unwind.ts';

/** Why a machine has left its loop. */
export enum Status {
  Running,
  /** `v` is the result. */
  Done,
  /** A tail call is pending in the kernel's registers. */
  Tail,
  /** `v` is the request of a `perform`. */
  Suspended,
  /** `v` is to be thrown to the host caller. */
  Thrown,
}

export const BASE = ownFrame(FrameKind.Base);

export class Machine {
  /** First free place of the stack, and the frame that runs. */
  sp: number;
  fd: number;
  /** Where this run begins. */
  readonly baseSp: number;
  readonly baseFd: number;
  /** Operands of the call to be made next; -1: none. */
  argc = -1;
  v: Value = null;
  seg: Segment | null = null;
  d: HandlerLink | null;
  /** Dynamic state of the host caller. */
  readonly base: HandlerLink | null;
  /** While something other than a closure is called in tail position: where from. Its frame is gone. */
  atCode: VmCode | null = null;
  atPc = 0;
  status: Status = Status.Running;
  active = false;
  parent: Machine | null = null;
  readonly kernel: Kernel;

  constructor(
    readonly engine: VmEngine,
    /** No host frame below depends on this run's result: continuations outlive it. */
    readonly top: boolean,
    /** The caller of this run can deal with suspension. */
    readonly driven: boolean,
  ) {
    this.kernel = engine.kernel;
    this.base = this.kernel.handlers;
    this.d = this.base;
    const { current } = engine;
    this.baseSp = this.sp = current === null ? 0 : current.sp;
    this.baseFd = this.fd = current === null ? 0 : current.fd + 1;
    engine.K[this.fd] = BASE;
    engine.PC[this.fd] = 0;
    engine.FP[this.fd] = this.sp;
  }

  setD(d: HandlerLink | null): void {
    this.d = d;
    this.kernel.handlers = d;
  }

  /** Gives `v` to the frame on top. */
  answer(v: Value): Step {
    this.engine.stack[this.sp++] = v;
  }

  /** Calls `f` next; the frame on top gets the value. */
  call(f: Value, ...args: readonly Value[]): Step {
    const { stack } = this.engine;
    stack[this.sp++] = f;
    for (const a of args) stack[this.sp++] = a;
    this.argc = args.length;
  }

  /** Puts one of the machine's own frames on top. */
  push(kind: FrameKind, i = 0, x: Value = null): void {
    this.pushFrame(ownFrame(kind, i, x));
  }

  pushFrame(k: VmClosure): void {
    const { K, PC, FP } = this.engine;
    K[++this.fd] = k;
    PC[this.fd] = 0;
    FP[this.fd] = this.sp;
  }

  /** Is the frame one of the machine's own, of this kind? */
  isOwn(k: VmClosure, kind: FrameKind): boolean {
    return isOwn(k) && k.control === kind;
  }

  /** The present heights, counted from the innermost segment. */
  mark(pc: number): Mark {
    const { seg } = this;
    return new Mark(this.fd - this.baseFd - (seg === null ? 0 : seg.fd), this.sp - this.baseSp - (seg === null ? 0 : seg.sp), pc);
  }

  /** Slow path of the fuel test. */
  refuel(fd: number): void {
    this.kernel.refuel();
    this.engine.checkDepth(fd);
  }

  private protect(kind: LinkKind, pc: number): void {
    this.setD(new LinkClass(kind, this.d, null, null, 0, this.mark(pc)));
  }

  run(): void {
    const { kernel, engine } = this;
    const { stack, K, PC, FP } = engine;
    let sp = this.sp;
    let fd = this.fd;
    let k = K[fd] as VmClosure;
    let pc = PC[fd] as number;
    let fp = FP[fd] as number;
    let ops = k.code.ops;
    let consts = k.code.consts;
    let argc = this.argc;
    let ref: PrimRef = engine.noPrim;
    this.argc = -1;
    for (;;) {
      try {
        main: for (;;) {
          // biome-ignore lint/suspicious/noConfusingLabels: leaving this block means "call with argc operands"
          call: {
            if (argc >= 0) break call;
            // biome-ignore lint/suspicious/noConfusingLabels: leaving this block means "perform ref on argc operands"
            prim: {
              switch (ops[pc++]) {
                case Op.CONST:
                  stack[sp++] = consts[ops[pc++] as number];
                  continue main;
                case Op.NIL:
                  stack[sp++] = null;
                  continue main;
                case Op.TRUE:
                  stack[sp++] = true;
                  continue main;
                case Op.FALSE:
                  stack[sp++] = false;
                  continue main;
                case Op.POP:
                  sp--;
                  continue main;
                case Op.DUP:
                  stack[sp] = stack[sp - 1];
                  sp++;
                  continue main;
                case Op.SWAP: {
                  const v = stack[sp - 1];
                  stack[sp - 1] = stack[sp - 2];
                  stack[sp - 2] = v;
                  continue main;
                }
                case Op.SLIDE: {
                  const v = stack[sp - 1];
                  sp -= ops[pc++] as number;
                  stack[sp - 1] = v;
                  continue main;
                }
                case Op.LOCAL_GET:
                  stack[sp++] = stack[fp + (ops[pc++] as number)];
                  continue main;
                case Op.LOCAL_SET:
                  stack[fp + (ops[pc++] as number)] = stack[--sp];
                  continue main;
                case Op.UPVALUE_GET:
                  stack[sp++] = k.upvalues[ops[pc++] as number];
                  continue main;
                case Op.UPVALUE_SET:
                  (k.upvalues[ops[pc++] as number] as Box).v = stack[--sp];
                  continue main;
                case Op.UPVALUE_BOX_GET:
                  stack[sp++] = (k.upvalues[ops[pc++] as number] as Box).v;
                  continue main;
                case Op.GLOBAL_GET: {
                  const cell = consts[ops[pc++] as number] as Cell;
                  let { v } = cell;
                  if (v === undefined) {
                    this.sp = sp;
                    this.fd = fd;
                    PC[fd] = pc;
                    v = unboundGlobal(kernel, cell);
                  }
                  stack[sp++] = v;
                  continue main;
                }
                case Op.GLOBAL_SET: {
                  const cell = consts[ops[pc++] as number] as Cell;
                  if (cell.v === undefined) {
                    this.sp = sp;
                    this.fd = fd;
                    PC[fd] = pc;
                    unboundGlobal(kernel, cell);
                  }
                  cell.v = stack[sp - 1];
                  continue main;
                }
                case Op.DEFINE:
                  (consts[ops[pc++] as number] as Cell).v = stack[sp - 1];
                  continue main;
                case Op.BOX: {
                  const slot = fp + (ops[pc++] as number);
                  stack[slot] = new Box(stack[slot]);
                  continue main;
                }
                case Op.BOX_GET:
                  stack[sp++] = (stack[fp + (ops[pc++] as number)] as Box).v;
                  continue main;
                case Op.BOX_SET:
                  (stack[fp + (ops[pc++] as number)] as Box).v = stack[--sp];
                  continue main;
                case Op.JUMP_IF_BOUND:
                  pc = stack[fp + (ops[pc] as number)] === undefined ? pc + 2 : (ops[pc + 1] as number);
                  continue main;
                case Op.JUMP:
                  pc = ops[pc] as number;
                  continue main;
                case Op.JUMP_IF_FALSE: {
                  const v = stack[--sp];
                  pc = v === false || v === null ? (ops[pc] as number) : pc + 1;
                  continue main;
                }
                case Op.JUMP_IF_TRUE: {
                  const v = stack[--sp];
                  pc = v === false || v === null ? pc + 1 : (ops[pc] as number);
                  continue main;
                }
                case Op.AGAIN: {
                  const n = ops[pc] as number;
                  const to = fp + (ops[pc + 1] as number);
                  if (--kernel.fuel <= 0) {
                    this.sp = sp;
                    this.fd = fd;
                    PC[fd] = pc;
                    this.refuel(fd);
                  }
                  if (n === 2) {
                    const x = stack[sp - 2];
                    stack[to + 1] = stack[sp - 1];
                    stack[to] = x;
                  } else if (n === 1) stack[to] = stack[sp - 1];
                  else {
                    const from = sp - n;
                    if (from !== to) for (let i = 0; i < n; i++) stack[to + i] = stack[from + i];
                  }
                  sp = to + n;
                  pc = ops[pc + 2] as number;
                  continue main;
                }
                case Op.CALL: {
                  argc = ops[pc++] as number;
                  const f = stack[sp - argc - 1];
                  if (typeof f === 'function') {
                    const c = f.vm as VmClosure | undefined;
                    if (c !== undefined && c.arity === argc) {
                      PC[fd] = pc;
                      if (--kernel.fuel <= 0) {
                        this.sp = sp;
                        this.fd = fd;
                        this.refuel(fd);
                      }
                      k = c;
                      K[++fd] = c;
                      fp = sp - argc;
                      FP[fd] = fp;
                      pc = 0;
                      ops = c.code.ops;
                      consts = c.code.consts;
                      argc = -1;
                      continue main;
                    }
                  }
                  break call;
                }
                case Op.TAIL_CALL: {
                  argc = ops[pc++] as number;
                  const from = sp - argc - 1;
                  const f = stack[from];
                  if (typeof f === 'function') {
                    const c = f.vm as VmClosure | undefined;
                    if (c !== undefined && c.arity === argc) {
                      if (--kernel.fuel <= 0) {
                        this.sp = sp;
                        this.fd = fd;
                        PC[fd] = pc;
                        this.refuel(fd);
                      }
                      for (let i = 0; i < argc; i++) stack[fp + i] = stack[from + 1 + i];
                      sp = fp + argc;
                      k = c;
                      K[fd] = c;
                      pc = 0;
                      ops = c.code.ops;
                      consts = c.code.consts;
                      argc = -1;
                      continue main;
                    }
                  }
                  // The frame is left before anything else is called.
                  this.atCode = k.code;
                  this.atPc = pc;
                  for (let i = 0; i <= argc; i++) stack[fp - 1 + i] = stack[from + i];
                  sp = fp + argc;
                  fd--;
                  k = K[fd] as VmClosure;
                  pc = PC[fd] as number;
                  fp = FP[fd] as number;
                  ops = k.code.ops;
                  consts = k.code.consts;
                  break call;
                }
                case Op.RETURN: {
                  const v = stack[sp - 1];
                  sp = fp;
                  stack[sp - 1] = v;
                  fd--;
                  k = K[fd] as VmClosure;
                  pc = PC[fd] as number;
                  fp = FP[fd] as number;
                  ops = k.code.ops;
                  consts = k.code.consts;
                  continue main;
                }
                case Op.CLOSURE:
                  stack[sp++] = makeProcedure(engine, consts[ops[pc++] as number] as VmCode, k.upvalues, stack, fp);
                  continue main;
                case Op.CALL_PRIM: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  argc = ops[pc++] as number;
                  if (ref.cell.v !== ref.procedure) break prim;
                  this.sp = sp;
                  this.fd = fd;
                  PC[fd] = pc;
                  switch (argc) {
                    case 0:
                      stack[sp++] = ref.fn();
                      break;
                    case 1:
                      stack[sp - 1] = ref.fn(stack[sp - 1]);
                      break;
                    case 2:
                      stack[sp - 2] = ref.fn(stack[sp - 2], stack[sp - 1]);
                      sp--;
                      break;
                    case 3:
                      stack[sp - 3] = ref.fn(stack[sp - 3], stack[sp - 2], stack[sp - 1]);
                      sp -= 2;
                      break;
                    default: {
                      const v = ref.fn(...stack.slice(sp - argc, sp));
                      sp -= argc - 1;
                      stack[sp - 1] = v;
                    }
                  }
                  argc = -1;
                  continue main;
                }
                case Op.ADD: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x + y;
                  continue main;
                }
                case Op.SUB: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x - y;
                  continue main;
                }
                case Op.MUL: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x * y;
                  continue main;
                }
                case Op.EQ: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x === y;
                  continue main;
                }
                case Op.LT: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x < y;
                  continue main;
                }
                case Op.GT: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x > y;
                  continue main;
                }
                case Op.LE: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x <= y;
                  continue main;
                }
                case Op.GE: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp--;
                  stack[sp - 1] = x >= y;
                  continue main;
                }
                case Op.NOT: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  if (ref.cell.v !== ref.procedure) {
                    argc = 1;
                    break prim;
                  }
                  const x = stack[sp - 1];
                  stack[sp - 1] = x === false || x === null;
                  continue main;
                }
                case Op.NIL_P: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  if (ref.cell.v !== ref.procedure) {
                    argc = 1;
                    break prim;
                  }
                  stack[sp - 1] = stack[sp - 1] === null;
                  continue main;
                }
                case Op.SAME: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  if (ref.cell.v !== ref.procedure) {
                    argc = 2;
                    break prim;
                  }
                  sp--;
                  stack[sp - 1] = stack[sp - 1] === stack[sp];
                  continue main;
                }
                case Op.DIV:
                case Op.NTH:
                case Op.CONS:
                  ref = consts[ops[pc++] as number] as PrimRef;
                  argc = 2;
                  break prim;
                case Op.LEN:
                case Op.FIRST:
                case Op.REST:
                case Op.NEG:
                case Op.INC:
                case Op.DEC:
                  ref = consts[ops[pc++] as number] as PrimRef;
                  argc = 1;
                  break prim;
                case Op.ADD_LK: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    stack[sp++] = x + y;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.SUB_LK: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    stack[sp++] = x - y;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.ADD_LL: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    stack[sp++] = x + y;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.SUB_LL: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    stack[sp++] = x - y;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.ADD_LKS: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    stack[fp + (ops[pc + 1] as number)] = x + y;
                    pc += 2;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.ADD_LLS: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    stack[fp + (ops[pc + 1] as number)] = x + y;
                    pc += 2;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.SUB_LKS: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    stack[fp + (ops[pc + 1] as number)] = x - y;
                    pc += 2;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.SUB_LLS: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    stack[fp + (ops[pc + 1] as number)] = x - y;
                    pc += 2;
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.LT_LK: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    pc = x < y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.GT_LK: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    pc = x > y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.LE_LK: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    pc = x <= y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.GE_LK: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    pc = x >= y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.EQ_LK: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = ops[pc + 2] as number;
                  pc += 3;
                  if (typeof x === 'number' && ref.cell.v === ref.procedure) {
                    pc = x === y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.LT_LL: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    pc = x < y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.GT_LL: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    pc = x > y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.LE_LL: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    pc = x <= y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.GE_LL: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    pc = x >= y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.EQ_LL: {
                  ref = consts[ops[pc] as number] as PrimRef;
                  const x = stack[fp + (ops[pc + 1] as number)];
                  const y = stack[fp + (ops[pc + 2] as number)];
                  pc += 3;
                  if (typeof x === 'number' && typeof y === 'number' && ref.cell.v === ref.procedure) {
                    pc = x === y ? pc + 2 : (ops[pc + 1] as number);
                    continue main;
                  }
                  stack[sp++] = x;
                  stack[sp++] = y;
                  argc = 2;
                  break prim;
                }
                case Op.LT_JF: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp -= 2;
                  pc = x < y ? pc + 2 : (ops[pc + 1] as number);
                  continue main;
                }
                case Op.GT_JF: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp -= 2;
                  pc = x > y ? pc + 2 : (ops[pc + 1] as number);
                  continue main;
                }
                case Op.LE_JF: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp -= 2;
                  pc = x <= y ? pc + 2 : (ops[pc + 1] as number);
                  continue main;
                }
                case Op.GE_JF: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp -= 2;
                  pc = x >= y ? pc + 2 : (ops[pc + 1] as number);
                  continue main;
                }
                case Op.EQ_JF: {
                  ref = consts[ops[pc++] as number] as PrimRef;
                  const x = stack[sp - 2];
                  const y = stack[sp - 1];
                  argc = 2;
                  if (typeof x !== 'number' || typeof y !== 'number' || ref.cell.v !== ref.procedure) break prim;
                  argc = -1;
                  sp -= 2;
                  pc = x === y ? pc + 2 : (ops[pc + 1] as number);
                  continue main;
                }
                case Op.PUSH_HANDLER:
                  this.sp = sp;
                  this.fd = fd;
                  this.protect(LinkKind.Catch, ops[pc++] as number);
                  continue main;
                case Op.PUSH_FINALLY:
                  this.sp = sp;
                  this.fd = fd;
                  this.protect(LinkKind.Finally, ops[pc++] as number);
                  continue main;
                case Op.POP_HANDLER:
                  this.setD((this.d as Link).next);
                  continue main;
                case Op.GOSUB:
                  stack[sp++] = pc + 1;
                  pc = ops[pc] as number;
                  continue main;
                case Op.END_FINALLY: {
                  const x = stack[--sp];
                  if (typeof x === 'number') {
                    pc = x;
                    continue main;
                  }
                  this.sp = sp;
                  this.fd = fd;
                  PC[fd] = pc;
                  unwind(this, x as Unwinding);
                  break;
                }
                case Op.RAISE:
                  this.sp = --sp;
                  this.fd = fd;
                  PC[fd] = pc;
                  beginRaise(this, stack[sp], false);
                  break;
                case Op.PERFORM:
                  this.sp = --sp;
                  this.fd = fd;
                  PC[fd] = pc;
                  perform(this, stack[sp]);
                  break;
                case Op.YIELD:
                  this.sp = --sp;
                  this.fd = fd;
                  PC[fd] = pc;
                  yieldValue(this, stack[sp]);
                  break;
                case Op.RESUME:
                  this.sp = --sp;
                  this.fd = fd - 1;
                  resume(this, k, stack[sp]);
                  break;
                case Op.APPLY:
                  sp = engine.spread(sp);
                  argc = sp - engine.applied - 1;
                  break call;
                case Op.LIST: {
                  const n = ops[pc++] as number;
                  const list = List.of(stack.slice(sp - n, sp));
                  sp -= n;
                  stack[sp++] = list;
                  continue main;
                }
                case Op.DICT: {
                  const n = ops[pc++] as number;
                  sp -= 2 * n;
                  stack[sp] = engine.dict(stack.slice(sp, sp + 2 * n));
                  sp++;
                  continue main;
                }
                default:
                  throw new Error(`VM: unknown opcode ${ops[pc - 1]}`);
              }
              // A step has been made: load the registers again.
              if (this.status !== Status.Running) return;
              sp = this.sp;
              fd = this.fd;
              k = K[fd] as VmClosure;
              pc = PC[fd] as number;
              fp = FP[fd] as number;
              ops = k.code.ops;
              consts = k.code.consts;
              argc = this.argc;
              this.argc = -1;
              continue;
            }
            // Perform `ref`, the slow way.
            if (ref.cell.v === ref.procedure) {
              this.sp = sp;
              this.fd = fd;
              PC[fd] = pc;
              const v = argc === 1 ? ref.fn(stack[sp - 1]) : ref.fn(...stack.slice(sp - argc, sp));
              sp -= argc - 1;
              stack[sp - 1] = v;
              argc = -1;
              continue;
            }
            // The name means something else by now: an ordinary call.
            for (let i = 0; i < argc; i++) stack[sp - i] = stack[sp - i - 1];
            stack[sp - argc] = ref.cell.v;
            sp++;
          }
          // Call what lies below `argc` operands.
          const f = stack[sp - argc - 1];
          PC[fd] = pc;
          this.sp = sp;
          this.fd = fd;
          if (typeof f === 'function') {
            const c = f.vm as VmClosure | undefined;
            if (c !== undefined) {
              if (c.arity === argc) {
                if (--kernel.fuel <= 0) this.refuel(fd);
                this.atCode = null;
                k = c;
                K[++fd] = c;
                fp = sp - argc;
                FP[fd] = fp;
                pc = 0;
                ops = c.code.ops;
                consts = c.code.consts;
                argc = -1;
                continue;
              }
            } else if (f.control === undefined && !engine.portable(f) && (k !== BASE || f.primitive !== undefined || this.top)) {
              let v: Value;
              switch (argc) {
                case 0:
                  v = f();
                  break;
                case 1:
                  v = f(stack[sp - 1]);
                  break;
                case 2:
                  v = f(stack[sp - 2], stack[sp - 1]);
                  break;
                case 3:
                  v = f(stack[sp - 3], stack[sp - 2], stack[sp - 1]);
                  break;
                default:
                  v = f(...stack.slice(sp - argc, sp));
              }
              sp -= argc;
              if (v === TCO) {
                const args = kernel.tailArgs;
                stack[sp - 1] = kernel.tailFn;
                argc = args.length;
                for (let i = 0; i < argc; i++) stack[sp++] = args[i];
                kernel.tailFn = null;
                kernel.tailsLeft = TAIL_LIMIT;
                if (--kernel.fuel <= 0) this.refuel(fd);
                continue;
              }
              this.atCode = null;
              stack[sp - 1] = v;
              argc = -1;
              continue;
            }
          }
          callSlow(this, f, argc);
          this.atCode = null;
          if (this.status !== Status.Running) return;
          sp = this.sp;
          fd = this.fd;
          k = K[fd] as VmClosure;
          pc = PC[fd] as number;
          fp = FP[fd] as number;
          ops = k.code.ops;
          consts = k.code.consts;
          argc = this.argc;
          this.argc = -1;
        }
      } catch (error) {
        PC[fd] = pc;
        this.fd = fd;
        this.sp = sp;
        fault(this, error);
        this.atCode = null;
        if ((this.status as Status) !== Status.Running) return;
        sp = this.sp;
        fd = this.fd;
        k = K[fd] as VmClosure;
        pc = PC[fd] as number;
        fp = FP[fd] as number;
        ops = k.code.ops;
        consts = k.code.consts;
        argc = this.argc;
        this.argc = -1;
      }
    }
  }
}

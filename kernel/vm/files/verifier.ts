/**
 * Checks code that was not made by the compiler in this process. Every path through the code is followed once; each
 * instruction must always be reached with the same heights of stack and protections. Accepted code cannot make the machine
 * read outside its own frame, constants and instructions; what it computes may still be nonsense. Positions name instructions.
 */
import { Cell } from '../../core/nodes.ts';
import { Capture, PrimRef, VmCode } from '../code.ts';
import { Op, type OpcodeRow, opcode } from '../opcodes.ts';

/** Malformed code: what is wrong, and where. */
export class VerifyError extends Error {
  constructor(
    readonly reason: string,
    readonly code: VmCode,
    readonly pc: number,
  ) {
    super(`bytecode of ${code.name || 'anonymous procedure'}, instruction at ${pc}: ${reason}`);
  }
}

interface State {
  depth: number;
  /** Regions in force, innermost last: the height of the stack where they began. */
  regions: readonly Region[];
  /** Cleanups that are running, innermost last: the height of the stack above what they keep. */
  cleanups: readonly number[];
}

interface Region {
  op: Op.PUSH_HANDLER | Op.PUSH_FINALLY;
  depth: number;
  target: number;
}

/** Throws a `VerifyError` unless the code and all code in it is well formed. `upvalues`: how many it may use. */
export function verify(code: VmCode, upvalues = code.captures.length / 2): void {
  new Verification(code, upvalues).check();
}

class Verification {
  private readonly states = new Map<number, State>();
  private readonly starts = new Set<number>();
  private readonly work: number[] = [];

  constructor(
    private readonly code: VmCode,
    private readonly upvalues: number,
  ) {}

  private fail(pc: number, reason: string): never {
    throw new VerifyError(reason, this.code, pc);
  }

  check(): void {
    const { code } = this;
    const count = code.positional + (code.rest ? 1 : 0);
    this.scan();
    this.positions();
    this.reach(0, { depth: count, regions: [], cleanups: [] }, 0);
    for (let pc = this.work.pop(); pc !== undefined; pc = this.work.pop()) this.step(pc, this.states.get(pc) as State);
  }

  /** Opcodes and operands by themselves. */
  private scan(): void {
    const { ops } = this.code;
    if (ops.length === 0) this.fail(0, 'no instructions');
    let pc = 0;
    while (pc < ops.length) {
      this.starts.add(pc);
      const row = this.row(pc);
      const end = pc + 1 + row.operands.length;
      if (end > ops.length) this.fail(pc, `${row.name}: operands are missing`);
      row.operands.forEach((kind, i) => {
        this.operand(pc, row, kind, ops[pc + 1 + i] as number);
      });
      pc = end;
    }
  }

  /** Pairs of an instruction and an offset in a source, the instructions ascending. */
  private positions(): void {
    const { positions, source } = this.code;
    if (positions.length > 0 && source === null) this.fail(0, 'positions without a source');
    if (positions.length % 2 !== 0) this.fail(0, 'positions are not pairs');
    for (let i = 0; i < positions.length; i += 2) {
      const [pc, offset] = [positions[i] as number, positions[i + 1] as number];
      if (!this.starts.has(pc)) this.fail(pc, 'a position of no instruction');
      if (i > 0 && pc <= (positions[i - 2] as number)) this.fail(pc, 'positions are not in order');
      if (!Number.isInteger(offset) || offset < 0) this.fail(pc, `position ${offset} is no offset`);
    }
  }

  private row(pc: number): OpcodeRow {
    const row = opcode(this.code.ops[pc] as number);
    if (row === undefined || row.op === Op.WIDE || row.op === Op.RESUME) {
      this.fail(pc, `unknown opcode ${this.code.ops[pc]}`);
    }
    return row;
  }

  private operand(pc: number, row: OpcodeRow, kind: OpcodeRow['operands'][number], value: number): void {
    const wrong = (what: string): never => this.fail(pc, `${row.name}: ${what}`);
    if (!Number.isInteger(value)) wrong(`operand ${value} is not an integer`);
    if (kind === 'i32') {
      if ((value | 0) !== value) wrong(`number ${value} out of range`);
      return;
    }
    if (value < 0) wrong(`negative operand ${value}`);
    const { consts } = this.code;
    if (kind === 'const' || kind === 'name' || kind === 'prim' || kind === 'code') {
      if (value >= consts.length) wrong(`constant ${value} of ${consts.length}`);
      const c = consts[value];
      if (kind === 'name' && !(c instanceof Cell)) wrong(`constant ${value} is not a global`);
      if (kind === 'prim' && !(c instanceof PrimRef)) wrong(`constant ${value} is not a primitive`);
      if (kind === 'code' && !(c instanceof VmCode)) wrong(`constant ${value} is not code`);
    }
  }

  /** Control comes to `pc` in this state. */
  private reach(pc: number, state: State, from: number): void {
    if (!this.starts.has(pc)) this.fail(from, `jump to ${pc}, which is no instruction`);
    const known = this.states.get(pc);
    if (known === undefined) {
      this.states.set(pc, state);
      this.work.push(pc);
      return;
    }
    if (known.depth !== state.depth) this.fail(pc, `reached with ${known.depth} and with ${state.depth} values on the stack`);
    const same = known.regions.length === state.regions.length && known.regions.every((r, i) => equal(r, state.regions[i]));
    if (!same || known.cleanups.join() !== state.cleanups.join()) this.fail(pc, 'reached with different handlers in force');
  }

  private step(pc: number, state: State): void {
    const { ops } = this.code;
    const row = this.row(pc);
    const operands = ops.slice(pc + 1, pc + 1 + row.operands.length);
    const next = pc + 1 + operands.length;
    const pops = typeof row.pops === 'number' ? row.pops : row.pops(operands);
    const floor = state.regions[state.regions.length - 1]?.depth ?? 0;
    const touched = row.op === Op.AGAIN ? (operands[1] as number) : state.depth - pops;
    if (state.depth - pops < floor || touched < floor) this.fail(pc, `${row.name}: stack underflow`);
    // A cleanup is over when what it keeps is dropped.
    const after: State = {
      ...state,
      depth: state.depth - pops + row.pushes,
      cleanups: state.cleanups.filter(height => height <= touched),
    };
    this.slots(pc, row, operands, state.depth);
    if ((row.op === Op.LOCAL_SET || row.op === Op.BOX) && state.cleanups.includes((operands[0] as number) + 1)) {
      this.fail(pc, `${row.name}: slot ${operands[0]} says where a cleanup goes on`);
    }
    const jump = operands[row.operands.indexOf('jump')] as number;
    switch (row.op) {
      case Op.PUSH_HANDLER:
      case Op.PUSH_FINALLY: {
        const region: Region = { op: row.op, depth: state.depth, target: jump };
        if (row.op === Op.PUSH_HANDLER) this.reach(jump, { ...state, depth: state.depth + 1 }, pc);
        else this.cleanup(jump, state, state.depth + 2, pc);
        after.regions = [...state.regions, region];
        break;
      }
      case Op.POP_HANDLER:
        if (state.regions.length === 0) this.fail(pc, 'POP_HANDLER: no handler is in force');
        after.regions = state.regions.slice(0, -1);
        break;
      case Op.GOSUB:
        this.cleanup(jump, state, state.depth + 1, pc);
        break;
      case Op.END_FINALLY:
        if (state.cleanups[state.cleanups.length - 1] !== state.depth) this.fail(pc, 'END_FINALLY: no cleanup is running');
        break;
      case Op.RETURN:
      case Op.TAIL_CALL:
        if (state.regions.length > 0) this.fail(pc, `${row.name}: a handler is in force`);
        break;
      case Op.AGAIN:
        after.depth = operands[2] as number;
        if ((operands[1] as number) + (operands[0] as number) > after.depth) this.fail(pc, 'AGAIN: slots above the stack');
        this.reach(jump, after, pc);
        break;
      case Op.YIELD:
        if (!this.code.generator) this.fail(pc, 'YIELD: not in a generator');
        break;
      case Op.CLOSURE:
        this.closure(pc, this.code.consts[operands[0] as number] as VmCode, state.depth);
        break;
      default:
        if (jump !== undefined) this.reach(jump, after, pc);
    }
    if (row.ends) return;
    if (next >= ops.length) this.fail(pc, 'control runs off the end');
    this.reach(next, after, pc);
  }

  private cleanup(pc: number, state: State, depth: number, from: number): void {
    this.reach(pc, { ...state, depth, cleanups: [...state.cleanups, depth] }, from);
  }

  private slots(pc: number, row: OpcodeRow, operands: readonly number[], depth: number): void {
    const upvalue = row.op === Op.UPVALUE_GET || row.op === Op.UPVALUE_SET || row.op === Op.UPVALUE_BOX_GET;
    const limit = upvalue ? this.upvalues : depth;
    row.operands.forEach((kind, i) => {
      const value = operands[i] as number;
      if (kind === 'slot' && value > (row.op === Op.AGAIN ? limit : limit - 1)) {
        this.fail(pc, `${row.name}: ${upvalue ? 'upvalue' : 'slot'} ${value} of ${limit}`);
      }
    });
  }

  /** What a closure captures must be there. */
  private closure(pc: number, inner: VmCode, depth: number): void {
    const { captures } = inner;
    for (let i = 0; i < captures.length; i += 2) {
      const index = captures[i + 1] as number;
      if (captures[i] === Capture.Self) continue;
      const limit = captures[i] === Capture.Local ? depth : this.upvalues;
      if (!(index >= 0 && index < limit)) this.fail(pc, `CLOSURE: captures ${index} of ${limit}`);
    }
    verify(inner);
  }
}

function equal(a: Region, b: Region | undefined): boolean {
  return b !== undefined && a.op === b.op && a.depth === b.depth && a.target === b.target;
}

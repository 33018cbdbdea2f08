/**
 * Checks code that was not made by the compiler in this process. Every path through the code is followed; each instruction must always
 * be reached with the same heights of stack and protections, and finds guest values, boxes and addresses where it expects them
 * (`slot-kinds.ts`). Accepted code cannot make the machine read outside its own frame, constants and instructions, nor show its own objects
 * to a program; what it computes may still be nonsense. Positions name instructions.
 */
import { Cell } from '../../core/nodes.ts';
import { accepts } from '../../core/primitive-calls.ts';
import { Capture, PrimRef, VmCode } from '../code.ts';
import { NEVER } from '../linking.ts';
import { Op, type OpcodeRow, opcode } from '../opcodes.ts';
import { joined, type Kinds, SlotKind, withKind, withValues } from './slot-kinds.ts';

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
  /** What each place of the frame's part of the stack holds. */
  kinds: Kinds;
  /** Regions in force, innermost last: the height of the stack where they began. */
  regions: readonly Region[];
  /** Cleanups that are running, innermost last: the height of the stack above what they keep. */
  cleanups: readonly number[];
}

interface Region {
  op: Op.PUSH_HANDLER | Op.PUSH_GUARD | Op.PUSH_FINALLY;
  depth: number;
  target: number;
}

/** Parameters of one procedure: more than any program has, few enough to count one by one. */
const MOST_SLOTS = 0xffff;

/** Throws a `VerifyError` unless the code of a unit, which captures nothing, and all code in it is well formed. */
export function verify(code: VmCode): void {
  if (code.captures.length > 0) throw new VerifyError('the code of a unit captures values', code, 0);
  verifyInner(code, [], new Map());
}

/** What has been verified: code, with the kinds of the values that it captures. */
type Verified = Map<VmCode, Set<string>>;

function verifyInner(code: VmCode, upvalues: Kinds, verified: Verified): void {
  const key = upvalues.join();
  const known = verified.get(code) ?? new Set();
  if (known.has(key)) return;
  verified.set(code, known.add(key));
  new Verification(code, upvalues, verified).check();
}

class Verification {
  private readonly states = new Map<number, State>();
  private readonly starts = new Set<number>();
  private readonly work = new Set<number>();

  constructor(
    private readonly code: VmCode,
    private readonly upvalues: Kinds,
    private readonly verified: Verified,
  ) {}

  private fail(pc: number, reason: string): never {
    throw new VerifyError(reason, this.code, pc);
  }

  check(): void {
    this.scan();
    this.positions();
    this.reach(0, { kinds: this.parameters(), regions: [], cleanups: [] }, 0);
    for (const pc of this.work) {
      this.work.delete(pc);
      this.step(pc, this.states.get(pc) as State);
    }
  }

  /** The frame as a call finds it. */
  private parameters(): Kinds {
    const { required, optional, rest } = this.code;
    if (!Number.isInteger(required) || required < 0 || required + optional.length > MOST_SLOTS)
      this.fail(0, `${required} parameters`);
    const kinds = withValues([], 0, required);
    for (const value of optional) kinds.push(value === undefined ? SlotKind.Optional : SlotKind.Value);
    if (rest) kinds.push(SlotKind.Value);
    return kinds;
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
      if (row.operands[0] === 'prim') this.primitive(pc, row, ops.slice(pc + 1, end));
      pc = end;
    }
  }

  /** A primitive performed in place gets as many operands as it takes. */
  private primitive(pc: number, row: OpcodeRow, operands: readonly number[]): void {
    const { procedure, cell } = this.code.consts[operands[0] as number] as PrimRef;
    if (procedure === NEVER) return;
    const count = typeof row.pops === 'number' ? row.pops : row.pops(operands);
    if (row.primitive !== undefined && procedure.primitive?.name !== row.primitive)
      this.fail(pc, `${row.name}: ${cell.name} is not ${row.primitive}`);
    if (!accepts(procedure, count)) this.fail(pc, `${row.name}: ${cell.name} does not take ${count} operands`);
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
    if (value < 0) wrong(`negative operand ${value}`);
    const { consts } = this.code;
    if (kind === 'const' || kind === 'name' || kind === 'prim' || kind === 'code') {
      if (value >= consts.length) wrong(`constant ${value} of ${consts.length}`);
      const c = consts[value];
      if (kind === 'name' && !(c instanceof Cell)) wrong(`constant ${value} is not a global`);
      if (kind === 'prim' && !(c instanceof PrimRef)) wrong(`constant ${value} is not a primitive`);
      if (kind === 'code' && !(c instanceof VmCode)) wrong(`constant ${value} is not code`);
      if (kind === 'const' && (c === undefined || c instanceof Cell || c instanceof PrimRef || c instanceof VmCode))
        wrong(`constant ${value} is not a value`);
    }
  }

  /** Control comes to `pc` in this state. What is found to be less clear than before is followed again. */
  private reach(pc: number, state: State, from: number): void {
    if (!this.starts.has(pc)) this.fail(from, `jump to ${pc}, which is no instruction`);
    const known = this.states.get(pc);
    if (known === undefined) {
      this.states.set(pc, state);
      this.work.add(pc);
      return;
    }
    const [before, now] = [known.kinds.length, state.kinds.length];
    if (before !== now) this.fail(pc, `reached with ${before} and with ${now} values on the stack`);
    const same = known.regions.length === state.regions.length && known.regions.every((r, i) => equal(r, state.regions[i]));
    if (!same || known.cleanups.join() !== state.cleanups.join()) this.fail(pc, 'reached with different handlers in force');
    const kinds = joined(known.kinds, state.kinds);
    if (kinds === known.kinds) return;
    this.states.set(pc, { ...known, kinds });
    this.work.add(pc);
  }

  private step(pc: number, state: State): void {
    const { ops } = this.code;
    const row = this.row(pc);
    const operands = ops.slice(pc + 1, pc + 1 + row.operands.length);
    const next = pc + 1 + operands.length;
    const pops = typeof row.pops === 'number' ? row.pops : row.pops(operands);
    const depth = state.kinds.length;
    const floor = state.regions[state.regions.length - 1]?.depth ?? 0;
    const touched = row.op === Op.AGAIN ? (operands[1] as number) : depth - pops;
    if (depth - pops < floor || touched < floor) this.fail(pc, `${row.name}: stack underflow`);
    this.slots(pc, row, operands, depth);
    if (row.op === Op.END_FINALLY && state.cleanups[state.cleanups.length - 1] !== depth)
      this.fail(pc, 'END_FINALLY: no cleanup is running');
    this.taken(pc, row, state.kinds, pops);
    const kinds = this.written(pc, row, operands, state, withValues(state.kinds, depth - pops, row.pushes));
    // A cleanup is over when what it keeps is dropped.
    const after: State = { ...state, kinds, cleanups: state.cleanups.filter(height => height <= touched) };
    const jump = operands[row.operands.indexOf('jump')] as number;
    switch (row.op) {
      case Op.PUSH_HANDLER:
      case Op.PUSH_GUARD:
      case Op.PUSH_FINALLY: {
        const region: Region = { op: row.op, depth, target: jump };
        if (row.op !== Op.PUSH_FINALLY) this.reach(jump, { ...state, kinds: withValues(kinds, depth, 1) }, pc);
        else this.cleanup(jump, state, withValues(kinds, depth, 1), pc);
        after.regions = [...state.regions, region];
        break;
      }
      case Op.POP_HANDLER:
        if (state.regions.length === 0) this.fail(pc, 'POP_HANDLER: no handler is in force');
        after.regions = state.regions.slice(0, -1);
        break;
      case Op.GOSUB:
        this.cleanup(jump, state, state.kinds, pc);
        break;
      case Op.RETURN:
      case Op.TAIL_CALL:
        if (state.regions.length > 0) this.fail(pc, `${row.name}: a handler is in force`);
        break;
      case Op.AGAIN:
        this.reach(jump, { ...after, kinds: this.nextRound(pc, operands, state.kinds) }, pc);
        break;
      case Op.YIELD:
        if (!this.code.generator) this.fail(pc, 'YIELD: not in a generator');
        break;
      case Op.CLOSURE:
        this.closure(pc, this.code.consts[operands[0] as number] as VmCode, state.kinds);
        break;
      case Op.JUMP_IF_BOUND:
        this.reach(jump, { ...after, kinds: withKind(kinds, operands[0] as number, SlotKind.Value) }, pc);
        break;
      default:
        if (jump !== undefined) this.reach(jump, after, pc);
    }
    if (row.ends) return;
    if (next >= ops.length) this.fail(pc, 'control runs off the end');
    this.reach(next, after, pc);
  }

  /** What the instruction takes off the stack are values, unless it only drops them. */
  private taken(pc: number, row: OpcodeRow, kinds: Kinds, pops: number): void {
    if (row.op === Op.POP) return;
    const { length } = kinds;
    const dropped = row.op === Op.SLIDE ? length - 1 : length - pops;
    for (let i = dropped; i < length; i++) {
      const wanted = row.op === Op.END_FINALLY && i === length - 1 ? SlotKind.Address : SlotKind.Value;
      if (kinds[i] !== wanted) this.fail(pc, `${row.name}: takes a ${SlotKind[kinds[i] as SlotKind]}`);
    }
  }

  /** The kinds after the instruction, from what lies on the stack then. */
  private written(pc: number, row: OpcodeRow, operands: readonly number[], state: State, kinds: Kinds): Kinds {
    const slot = operands[0] as number;
    switch (row.op) {
      case Op.LOCAL_SET:
        if (slot < this.shared(state) && (kinds[slot] as SlotKind) > SlotKind.Optional)
          this.fail(pc, `LOCAL_SET: slot ${slot} is not the cleanup's or handler's to change`);
        return withKind(kinds, slot, SlotKind.Value);
      case Op.BOX:
        if (slot < this.shared(state)) this.fail(pc, `BOX: slot ${slot} is not the cleanup's or handler's to change`);
        return withKind(kinds, slot, SlotKind.Box);
      default:
        return kinds;
    }
  }

  /**
   * Height of the part of the frame whose kinds others rely on: a handler on how it was where its region began, what follows a
   * cleanup on how it was before.
   */
  private shared({ regions, cleanups }: State): number {
    return Math.max(regions[regions.length - 1]?.depth ?? 0, cleanups[cleanups.length - 1] ?? 0);
  }

  private nextRound(pc: number, operands: readonly number[], kinds: Kinds): Kinds {
    const [count, first, depth] = operands as [number, number, number];
    if (first + count > depth) this.fail(pc, 'AGAIN: slots above the stack');
    return kinds.slice(0, depth).map((k, i) => (i >= first && i < first + count ? SlotKind.Value : k));
  }

  /** `kinds`: what lies below the address. */
  private cleanup(pc: number, state: State, kinds: Kinds, from: number): void {
    const entered = [...kinds, SlotKind.Address];
    this.reach(pc, { ...state, kinds: entered, cleanups: [...state.cleanups, entered.length] }, from);
  }

  private slots(pc: number, row: OpcodeRow, operands: readonly number[], depth: number): void {
    const upvalue = row.op === Op.UPVALUE_GET || row.op === Op.UPVALUE_SET || row.op === Op.UPVALUE_BOX_GET;
    const limit = upvalue ? this.upvalues.length : depth;
    row.operands.forEach((kind, i) => {
      const value = operands[i] as number;
      if (kind !== 'slot') return;
      if (value > (row.op === Op.AGAIN ? limit : limit - 1)) {
        this.fail(pc, `${row.name}: ${upvalue ? 'upvalue' : 'slot'} ${value} of ${limit}`);
      }
      const found = (upvalue ? this.upvalues : (this.states.get(pc) as State).kinds)[value] as SlotKind;
      const wanted = READS[row.op];
      if (wanted !== undefined && found !== wanted && !(row.op === Op.JUMP_IF_BOUND && found === SlotKind.Value))
        this.fail(pc, `${row.name}: ${upvalue ? 'upvalue' : 'slot'} ${value} holds a ${SlotKind[found]}`);
    });
  }

  /** What a closure captures must be there: values, and boxes. */
  private closure(pc: number, inner: VmCode, kinds: Kinds): void {
    const { captures } = inner;
    const captured: SlotKind[] = [];
    for (let i = 0; i < captures.length; i += 2) {
      const [how, index] = [captures[i] as Capture, captures[i + 1] as number];
      if (Capture[how] === undefined) this.fail(pc, `CLOSURE: unknown kind ${how} of capture`);
      const from = how === Capture.Self ? [SlotKind.Value] : how === Capture.Local ? kinds : this.upvalues;
      const kind = from[index];
      if (kind === undefined) this.fail(pc, `CLOSURE: captures ${index} of ${from.length}`);
      if (kind !== SlotKind.Value && kind !== SlotKind.Box) this.fail(pc, `CLOSURE: captures a ${SlotKind[kind]}`);
      captured.push(kind);
    }
    verifyInner(inner, captured, this.verified);
  }
}

/** What has to lie in the slot that an instruction names. */
const READS: Partial<Record<Op, SlotKind>> = {
  [Op.LOCAL_GET]: SlotKind.Value,
  [Op.BOX]: SlotKind.Value,
  [Op.BOX_GET]: SlotKind.Box,
  [Op.BOX_SET]: SlotKind.Box,
  [Op.UPVALUE_GET]: SlotKind.Value,
  [Op.UPVALUE_SET]: SlotKind.Box,
  [Op.UPVALUE_BOX_GET]: SlotKind.Box,
  [Op.JUMP_IF_BOUND]: SlotKind.Optional,
};

function equal(a: Region, b: Region | undefined): boolean {
  return b !== undefined && a.op === b.op && a.depth === b.depth && a.target === b.target;
}

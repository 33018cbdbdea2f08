/**
 * Words → instructions as the loop runs them. Jumps disappear; operands that are in slots or constants are taken from there;
 * a value that is stored or tested at once is not pushed. Code is decoded as it is: what jumps can reach stays apart.
 */
import type { PrimRef, VmCode } from './code.ts';
import { each } from './files/disassembler.ts';
import { Act, before, Comparison, Instruction, isTest, isValue } from './instruction.ts';
import { Op, type OpcodeRow, opcode, sizeOf } from './opcodes.ts';

/** The same on a local and a constant, and on two locals. */
const ON_LOCALS: Partial<Record<Act, readonly [constant: Act, local: Act]>> = {
  [Act.Add]: [Act.AddLK, Act.AddLL],
  [Act.Sub]: [Act.SubLK, Act.SubLL],
  [Act.Compare]: [Act.CompareLK, Act.CompareLL],
  [Act.Prim]: [Act.Prim2LK, Act.Prim2LL],
};

const LITERALS: Partial<Record<Op, unknown>> = { [Op.NIL]: null, [Op.TRUE]: true, [Op.FALSE]: false };

const isInt32 = (v: unknown): v is number => typeof v === 'number' && (v | 0) === v && !Object.is(v, -0);

/** The first instruction of the code. */
export function decode(code: VmCode): Instruction {
  return new Decoding(code).run();
}

class Decoding {
  private readonly targets = new Set<number>();
  /** By the index of their first word. */
  private readonly made: Instruction[] = [];
  private readonly links: (() => void)[] = [];

  constructor(private readonly code: VmCode) {}

  run(): Instruction {
    each(this.code, (_, row, operands) => {
      const jump = row.operands.indexOf('jump');
      if (jump >= 0) this.targets.add(operands[jump] as number);
    });
    for (let pc = 0; pc < this.code.ops.length; ) pc = this.onLocal(pc) ?? this.single(pc);
    for (const link of this.links) link();
    return this.at(0);
  }

  /** The instruction that runs when control comes to `pc`: behind any jumps but those that make loops. */
  private at(pc: number): Instruction {
    const { ops } = this.code;
    while (ops[pc] === Op.JUMP && this.word(pc + 1) > pc) pc = this.word(pc + 1);
    return this.made[pc] as Instruction;
  }

  private word(pc: number): number {
    return this.code.ops[pc] as number;
  }

  /** The opcode at `pc`, if control only comes there from the instruction before. */
  private following(pc: number): Op | undefined {
    return this.targets.has(pc) ? undefined : this.code.ops[pc];
  }

  /** The instruction whose words begin at `pc`; answers where the next one begins. */
  private single(pc: number): number {
    const op = this.word(pc) as Op;
    const { operands, act, variant } = row(op);
    const end = pc + 1 + operands.length;
    const first = this.word(pc + 1);
    const i = this.make(pc, act ?? (operands[0] === 'prim' ? Act.Prim : Act.Step), end);
    const kind = operands[0];
    if (kind === 'const' || kind === 'code') i.x = this.code.consts[first];
    else if (kind === 'name') i.cell = this.code.consts[first];
    else if (kind === 'prim') this.performs(i, pc);
    else if (kind === 'u8' || kind === 'slot') i.a = first;
    if (op in LITERALS) i.x = LITERALS[op];
    if (op === Op.AGAIN) [i.b, i.c] = [this.word(pc + 2), this.word(pc + 3)];
    if (i.act === Act.Step) i.b = op;
    if (i.act === Act.Protect) i.a = variant as number;
    if (operands.at(-1) === 'jump') this.jumps(i, op, this.word(end - 1));
    return end;
  }

  /** A load of a local together with what it is loaded for, if that can be one instruction. */
  private onLocal(pc: number): number | undefined {
    if (this.code.ops[pc] !== Op.LOCAL_GET) return undefined;
    const slot = this.word(pc + 1);
    const at = pc + 2;
    const op = this.following(at);
    if (op === Op.RETURN) {
      this.make(pc, Act.ReturnL, at + 1).a = slot;
      return at + 1;
    }
    if (op === Op.JUMP_IF_FALSE) {
      const i = this.make(pc, Act.TestL, at + 2);
      i.a = slot;
      this.jumps(i, op, this.word(at + 1));
      return at + 2;
    }
    if (op === Op.CONST || op === Op.LOCAL_GET) return this.onTwo(pc, slot, op, this.word(at + 1));
    if (op === undefined || row(op).act !== undefined || this.operandsOf(at) !== 1) return undefined;
    const end = at + sizeOf(row(op));
    const i = this.make(pc, Act.Prim1L, end);
    this.performs(i, at);
    i.a = slot;
    return end;
  }

  /** Likewise of a local and what `load` loads. */
  private onTwo(pc: number, slot: number, load: Op.CONST | Op.LOCAL_GET, second: number): number | undefined {
    const at = pc + 4;
    const op = this.following(at);
    if (op === undefined || this.operandsOf(at) !== 2) return undefined;
    const act = row(op).act ?? Act.Prim;
    const acts = ON_LOCALS[act];
    const constant = load === Op.CONST;
    const x = this.code.consts[second];
    if (acts === undefined || (constant && act !== Act.Prim && !isInt32(x))) return undefined;
    const end = at + sizeOf(row(op));
    const i = this.make(pc, acts[constant ? 0 : 1], end);
    this.performs(i, at);
    i.a = slot;
    if (!constant) i.b = second;
    else if (act === Act.Prim) i.x = x;
    else i.b = x;
    return end;
  }

  /** Operands of the primitive that is performed at `pc`; 0 if none is. */
  private operandsOf(pc: number): number {
    const { operands, pops } = row(this.word(pc));
    return operands[0] !== 'prim' ? 0 : typeof pops === 'number' ? pops : this.word(pc + 2);
  }

  private performs(i: Instruction, pc: number): void {
    const ref = this.code.consts[this.word(pc + 1)] as PrimRef;
    i.cell = ref.cell;
    i.procedure = ref.procedure;
    i.fn = ref.fn;
    i.count = this.operandsOf(pc);
    i.test = (row(this.word(pc)).variant ?? Comparison.EQ) as Comparison;
  }

  private make(pc: number, act: Act, end: number): Instruction {
    const i = new Instruction(act, end);
    this.made[pc] = i;
    this.links.push(() => this.link(i, end));
    return i;
  }

  private link(i: Instruction, end: number): void {
    if (end < this.code.ops.length) i.next = i.rest = this.at(end);
    if (isTest(i.act)) {
      if (this.following(end) === Op.JUMP_IF_FALSE) [i.next, i.to] = [this.at(end + 2), this.at(this.word(end + 1))];
      else [i.next, i.to] = [literal(true, i), literal(false, i)];
    } else if (isValue(i.act) && this.following(end) === Op.LOCAL_SET) {
      i.c = this.word(end + 1);
      i.next = this.at(end + 2);
    }
  }

  private jumps(i: Instruction, op: Op, target: number): void {
    this.links.push(() => {
      i.to = this.at(target);
      if (op === Op.AGAIN) i.next = i.to;
      if (op === Op.JUMP_IF_TRUE) [i.next, i.to] = [i.to, i.next];
      // These go on behind an instruction.
      if (i.act === Act.Step || i.act === Act.Protect) i.to = before(i.to);
    });
  }
}

const row = (op: number): OpcodeRow => opcode(op) as OpcodeRow;

/** An instruction that makes `x` the value of the test `i`. */
function literal(x: boolean, i: Instruction): Instruction {
  const made = new Instruction(Act.Const, i.pc);
  made.x = x;
  made.next = i.rest;
  return made;
}

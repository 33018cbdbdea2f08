/** Code under construction: instructions, labels, constants, positions, and the depth of the operand stack. */
import { Cell } from '../../core/nodes.ts';
import type { Value } from '../../values/procedure.ts';
import { PrimRef, type VmCode } from '../code.ts';
import { type Op, type OpcodeRow, opcode } from '../opcodes.ts';

/** A place to jump to. Jumps to it before it is placed are patched. */
export class Label {
  at = -1;
  readonly uses: number[] = [];
}

export class Emission {
  /** Values above the frame's first slot. */
  depth: number;
  private readonly indexes = new Map<Value, number>();

  constructor(
    readonly code: VmCode,
    depth: number,
  ) {
    this.depth = depth;
  }

  emit(op: Op, ...operands: (number | Label)[]): void {
    const { ops } = this.code;
    const row = opcode(op) as OpcodeRow;
    ops.push(op);
    for (const operand of operands) {
      if (operand instanceof Label) {
        if (operand.at < 0) operand.uses.push(ops.length);
        ops.push(operand.at);
      } else ops.push(operand);
    }
    const { pops } = row;
    this.depth += row.pushes - (typeof pops === 'number' ? pops : pops(operands as number[]));
  }

  place(label: Label): void {
    label.at = this.code.ops.length;
    for (const use of label.uses) this.code.ops[use] = label.at;
  }

  /** What follows belongs to this offset of the source text. */
  at(pos: number): void {
    const { positions, ops } = this.code;
    if (pos < 0) return;
    if (positions.at(-2) === ops.length) positions.length -= 2;
    if (positions.at(-1) !== pos) positions.push(ops.length, pos);
  }

  /** Index of a constant; equal scalars, and each cell and primitive, are kept once. */
  constant(value: Value): number {
    const { consts } = this.code;
    const shared = typeof value !== 'object' || value === null || value instanceof Cell || value instanceof PrimRef;
    const key = Object.is(value, -0) ? Emission : value;
    const known = shared ? this.indexes.get(key) : undefined;
    if (known !== undefined) return known;
    consts.push(value);
    if (shared) this.indexes.set(key, consts.length - 1);
    return consts.length - 1;
  }
}

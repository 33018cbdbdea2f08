/** Code objects as text that the assembler reads: one instruction a line, jumps by label, constants written out. */
import { Cell, type SiteOf } from '../../core/nodes.ts';
import type { Value } from '../../values/procedure.ts';
import { inspect } from '../../values/writer.ts';
import { Capture, PrimRef, VmCode } from '../code.ts';
import { type OpcodeRow, opcode, sizeOf } from '../opcodes.ts';

const CAPTURED: Readonly<Record<Capture, string>> = {
  [Capture.Upvalue]: 'upvalue',
  [Capture.Local]: 'local',
  [Capture.Self]: 'self',
};

export function disassemble(code: VmCode): string {
  return `${lines(code, '').join('\n')}\n`;
}

function lines(code: VmCode, indent: string): string[] {
  const out = [`${indent}(code ${JSON.stringify(code.name)}${header(code)}`];
  const targets = new Set<number>();
  each(code, (_, row, operands) => {
    row.operands.forEach((kind, i) => {
      if (kind === 'jump') targets.add(operands[i] as number);
    });
  });
  const labels = new Map([...targets].sort((a, b) => a - b).map((at, i) => [at, `L${i + 1}`]));
  each(code, (pc, row, operands) => {
    const label = labels.get(pc);
    if (label !== undefined) out.push(`${indent} ${label}:`);
    const shown = row.operands.map((kind, i) => {
      const value = operands[i] as number;
      if (kind === 'jump') return labels.get(value) as string;
      return kind === 'const' || kind === 'name' || kind === 'prim' ? constant(code, value) : String(value);
    });
    if (row.operands[0] === 'code') {
      out.push(`${indent}  ${row.name}`, ...lines(code.consts[operands[0] as number] as VmCode, `${indent}    `));
    } else out.push(`${indent}  ${[row.name, ...shown].join(' ')}`);
  });
  out[out.length - 1] += ')';
  return out;
}

/** Calls `visit` with every instruction. */
export function each(code: VmCode, visit: (pc: number, row: OpcodeRow, operands: readonly number[]) => void): void {
  const { ops } = code;
  for (let pc = 0; pc < ops.length; ) {
    const row = opcode(ops[pc] as number);
    if (row === undefined) throw new Error(`unknown opcode ${ops[pc]} at ${pc}`);
    visit(pc, row, ops.slice(pc + 1, pc + sizeOf(row)));
    pc += sizeOf(row);
  }
}

function header(code: VmCode): string {
  const parts = [`:arity ${code.required}`];
  if (code.optional.length > 0)
    parts.push(`:optional (${code.optional.map(v => (v === undefined ? '_' : literal(v))).join(' ')})`);
  for (const flag of ['rest', 'lenient', 'generator'] as const) if (code[flag]) parts.push(`:${flag} true`);
  const { captures } = code;
  if (captures.length > 0) {
    const pairs = captures.flatMap((kind, i) =>
      i % 2 === 1 ? [] : [kind === Capture.Self ? 'self' : `${CAPTURED[kind as Capture]} ${captures[i + 1]}`],
    );
    parts.push(`:captures (${pairs.join(' ')})`);
  }
  return ` ${parts.join(' ')}`;
}

function constant(code: VmCode, index: number): string {
  const c = code.consts[index];
  if (c instanceof Cell) return word(c.name);
  if (c instanceof PrimRef) return word(c.cell.name);
  const site = code.sites.get(index);
  if (site !== undefined) return `(site ${siteText(site)})`;
  return literal(c);
}

export function siteText(of: SiteOf): string {
  return typeof of === 'number' ? String(of) : word(of.name);
}

/** A name, in quotes where it would not read as a name. */
function word(name: string): string {
  return /^[a-zA-Z+*/<>=!?_-][\w+*/<>=!?.-]*$/.test(name) && !/^([-+]?\.?\d|(true|false|nil)$)/.test(name) ? name : inspect(name);
}

/** A datum that reads as this value. */
function literal(v: Value): string {
  if (v instanceof VmCode) throw new Error('code in place of a literal');
  return `'${inspect(v)}`;
}

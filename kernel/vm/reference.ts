/** The reference page of the instruction set, made from the table so that it cannot disagree with it. */
import { OPCODES, type OpcodeRow } from './opcodes.ts';

export function opcodeReference(): string {
  const lines = [
    '# Opcodes',
    '',
    'Generated from the opcode table. *Stack* is what an instruction takes and leaves. Operands: `u8` a count, `slot` a slot of the',
    'frame or a captured value, `jump` a target, and indexes of constants: `const` any, `name` a global, `prim` a',
    'primitive with the global that names it, `code` a code object.',
    '',
    '| no | name | operands | stack | effect |',
    '| --- | --- | --- | --- | --- |',
    ...OPCODES.map(line),
  ];
  return `${lines.join('\n')}\n`;
}

function line(row: OpcodeRow): string {
  const pops = typeof row.pops === 'number' ? String(row.pops) : 'n';
  return `| ${row.op} | ${row.name} | ${row.operands.join(' ') || '–'} | ${pops} → ${row.pushes} | ${row.meaning.replaceAll('|', '\\|')}|`;
}

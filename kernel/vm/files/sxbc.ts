/**
 * Code objects in files: `(sxbc 1 "HASH" (code :arity N :bytecode (…) :constants (…)) (source "NAME"))`. Bytecode is a list of bytes: the
 * opcode, then its operands, little-endian, as wide as `WIDTH` says, or four bytes each after WIDE. Jumps count from the
 * byte after the operand. CLOSURE is followed by a pair of kind and index for each value that is captured. Globals and
 * primitives are constants by name; whoever reads the code binds them in a namespace.
 *
 * `:sites` are the indexes of constants that are sites: a number of fields, or the name of a record type.
 *
 * With a source, `:positions` are triples: byte of an instruction, line and column from there on.
 *
 * Written is only what reads back as the same; read is only what the hash and the verifier accept.
 */
import type { SiteOf } from '../../core/nodes.ts';
import type { Kernel } from '../../instance/kernel.ts';
import type { Namespace } from '../../instance/namespace.ts';
import { Reader } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { Char } from '../../values/char.ts';
import { List } from '../../values/list.ts';
import type { Source } from '../../values/origin.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym, Uninterned } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';
import { PrimRef, VmCode } from '../code.ts';
import { CodeError, isGlobal } from '../linking.ts';
import { Op, type Operand } from '../opcodes.ts';
import { each } from './disassembler.ts';
import { readBody, WIDTH } from './sxbc-reader.ts';
import { verify } from './verifier.ts';

const VERSION = 1;

export function writeSxbc(code: VmCode): string {
  const body = bodyOf(code);
  return `(sxbc ${VERSION} "${hashOf(body)}" ${body})\n`;
}

export function readSxbc(text: string, kernel: Kernel, namespace: Namespace): VmCode {
  const datum = new Reader(new SourceText('sxbc', text), kernel.symbols).next();
  const [head, version, hash, body, source] = datum instanceof List ? datum.toArray() : [];
  if (!(head instanceof Sym) || head.name !== 'sxbc' || !(body instanceof List)) throw new CodeError('this is no sxbc file');
  if (version !== VERSION) throw new CodeError(`sxbc version ${inspect(version)}, expected ${VERSION}`);
  const code = readBody(body, source, namespace);
  if (sealOf(code) !== hash) throw new CodeError('the hash of the code is not the one in the file');
  verify(code);
  return code;
}

/** The hash that belongs to the code. */
export function sealOf(code: VmCode): string {
  return hashOf(bodyOf(code));
}

function bodyOf(code: VmCode): string {
  const { source } = code;
  if (source === null) return written(code);
  return `${written(code)} (source ${inspect(placed(source, 0).name)}${source.internal ? ' :internal true' : ''})`;
}

function placed(source: Source, offset: number): { name: string; line: number; column: number } {
  const [, name, line, column] = /^(.*):(\d+):(\d+)$/s.exec(source.locate(offset)) as unknown as [string, string, string, string];
  return { name, line: Number(line), column: Number(column) };
}

/** 64 bits of FNV-1a as 16 hex digits. */
function hashOf(text: string): string {
  let h = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) h = BigInt.asUintN(64, (h ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return h.toString(16).padStart(16, '0');
}

function written(code: VmCode): string {
  const parts = [`:name ${inspect(code.name)}`];
  if (code.required > 0) parts.push(`:arity ${code.required}`);
  if (code.optional.length > 0) {
    parts.push(`:optional (${code.optional.map(v => (v === undefined ? '()' : `(${literal(v)})`)).join(' ')})`);
  }
  for (const flag of ['rest', 'lenient', 'generator'] as const) if (code[flag]) parts.push(`:${flag} true`);
  if (code.captures.length > 0) parts.push(`:upvalue-count ${code.captures.length / 2}`);
  if (code.sites.size > 0) parts.push(`:sites (${[...code.sites.keys()].join(' ')})`);
  const { bytes, offsets } = bytesOf(code);
  parts.push(`:bytecode (${bytes.join(' ')})`);
  if (code.source !== null && code.positions.length > 0)
    parts.push(`:positions (${positionsOf(code, code.source, offsets).join(' ')})`);
  parts.push(`:constants (${code.consts.map((c, i) => constant(c, code.sites.get(i))).join(' ')})`);
  return `(code ${parts.join(' ')})`;
}

function positionsOf(code: VmCode, source: Source, offsets: ReadonlyMap<number, number>): number[] {
  return code.positions.flatMap((pc, i, all) => {
    if (i % 2 === 1) return [];
    const { line, column } = placed(source, all[i + 1] as number);
    return [offsets.get(pc) as number, line, column];
  });
}

function constant(c: Value, site: SiteOf | undefined): string {
  if (site !== undefined) return typeof site === 'number' ? inspect(site) : inspect(site.name);
  if (c instanceof VmCode) return written(c);
  if (isGlobal(c)) return inspect(c instanceof PrimRef ? c.cell.name : c.name);
  return literal(c);
}

function literal(v: Value): string {
  if (!writable(v)) throw new CodeError(`the constant ${inspect(v)} cannot be written`);
  return inspect(v);
}

function writable(v: Value): boolean {
  if (v === null || typeof v === 'boolean' || typeof v === 'string' || typeof v === 'number' || typeof v === 'bigint')
    return true;
  if (v instanceof Uninterned) return false;
  if (v instanceof Sym || v instanceof Keyword || v instanceof Char) return true;
  if (v instanceof List) return v.toArray().every(writable);
  if (Array.isArray(v)) return v.every(writable);
  return v instanceof Map && [...v].every(([k, x]) => writable(k) && writable(x));
}

interface Instruction {
  pc: number;
  op: Op;
  kinds: readonly Operand[];
  operands: readonly number[];
  /** Bytes that describe what a closure captures: pairs. */
  captures: readonly number[];
  wide: boolean;
}

function bytesOf(code: VmCode): { bytes: number[]; offsets: Map<number, number> } {
  const instructions: Instruction[] = [];
  each(code, (pc, row, operands) => {
    const captures = row.op === Op.CLOSURE ? (code.consts[operands[0] as number] as VmCode).captures : [];
    instructions.push({ pc, op: row.op, kinds: row.operands, operands, captures, wide: false });
  });
  // Widening an instruction moves others: again until every operand fits.
  for (;;) {
    const offsets = offsetsOf(instructions);
    const out: number[] = [];
    let settled = true;
    for (const at of instructions) {
      if (at.wide) out.push(Op.WIDE);
      out.push(at.op);
      at.kinds.forEach((kind, i) => {
        const width = at.wide ? 4 : WIDTH[kind];
        let value = at.operands[i] as number;
        if (kind === 'jump') value = (offsets.get(value) as number) - (out.length + width);
        if (!at.wide && !fits(value, kind)) {
          at.wide = true;
          settled = false;
        }
        push(out, value, width);
      });
      for (const c of at.captures) {
        if (c > 255 && !at.wide) {
          at.wide = true;
          settled = false;
        }
        push(out, c, at.wide ? 4 : 1);
      }
    }
    if (settled) return { bytes: out, offsets };
  }
}

function offsetsOf(instructions: readonly Instruction[]): Map<number, number> {
  const offsets = new Map<number, number>();
  let offset = 0;
  for (const { pc, kinds, captures, wide } of instructions) {
    offsets.set(pc, offset);
    offset += wide ? 2 + 4 * (kinds.length + captures.length) : 1 + captures.length;
    if (!wide) for (const kind of kinds) offset += WIDTH[kind];
  }
  return offsets;
}

function fits(value: number, kind: Operand): boolean {
  if (kind === 'jump') return value >= -0x8000 && value < 0x8000;
  return value < 2 ** (8 * WIDTH[kind]);
}

function push(out: number[], value: number, width: number): void {
  for (let i = 0; i < width; i++) out.push((value >> (8 * i)) & 255);
}

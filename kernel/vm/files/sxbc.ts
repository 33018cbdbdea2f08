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
import { Cell, makeSite, type SiteOf } from '../../core/nodes.ts';
import type { Kernel } from '../../instance/kernel.ts';
import type { Namespace } from '../../instance/namespace.ts';
import { Reader } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { Char } from '../../values/char.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { RecordType } from '../../values/record.ts';
import { Keyword, Sym, Uninterned } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';
import { PrimRef, type Source, VmCode } from '../code.ts';
import { CodeError, completeCode, isGlobal, primitiveNamed } from '../linking.ts';
import { Op, type Operand, opcode } from '../opcodes.ts';
import { each } from './disassembler.ts';
import { verify } from './verifier.ts';

const VERSION = 1;

const WIDTH: Readonly<Record<Operand, number>> = { u8: 1, slot: 1, i32: 4, const: 2, name: 2, prim: 2, code: 2, jump: 2 };

export function writeSxbc(code: VmCode): string {
  const body = bodyOf(code);
  return `(sxbc ${VERSION} "${hashOf(body)}" ${body})\n`;
}

export function readSxbc(text: string, kernel: Kernel, namespace: Namespace): VmCode {
  const datum = new Reader(new SourceText('sxbc', text), kernel.symbols).next();
  const [head, version, hash, body, source] = datum instanceof List ? datum.toArray() : [];
  if (!(head instanceof Sym) || head.name !== 'sxbc' || !(body instanceof List)) throw new CodeError('this is no sxbc file');
  if (version !== VERSION) throw new CodeError(`sxbc version ${inspect(version)}, expected ${VERSION}`);
  const code = new CodeReader(namespace, source === undefined ? null : readSource(source)).code(body);
  if (hashOf(bodyOf(code)) !== hash) throw new CodeError('the hash of the code is not the one in the file');
  verify(code);
  return code;
}

function bodyOf(code: VmCode): string {
  const { source } = code;
  if (source === null) return written(code);
  return `${written(code)} (source ${inspect(placed(source, 0).name)}${source.internal ? ' :internal true' : ''})`;
}

/** Where things lay in a text that is not here: offsets are indexes of `places`. */
class FileSource implements Source {
  readonly places: (readonly [line: number, column: number])[] = [];

  constructor(
    readonly name: string,
    readonly internal: boolean,
  ) {}

  locate(offset: number): string {
    const [line, column] = this.places[offset] ?? [0, 0];
    return `${this.name}:${line}:${column}`;
  }
}

function readSource(datum: Value): FileSource {
  const [head, name, keyword, internal] = datum instanceof List ? datum.toArray() : [];
  if (!(head instanceof Sym) || head.name !== 'source' || typeof name !== 'string')
    throw new CodeError('expected (source "NAME")');
  return new FileSource(name, keyword instanceof Keyword && keyword.name === 'internal' && internal === true);
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
  return kind === 'i32' || value < 2 ** (8 * WIDTH[kind]);
}

function push(out: number[], value: number, width: number): void {
  for (let i = 0; i < width; i++) out.push((value >> (8 * i)) & 255);
}

class CodeReader {
  constructor(
    private readonly namespace: Namespace,
    private readonly source: FileSource | null,
  ) {}

  code(datum: Value): VmCode {
    const [head, ...rest]: Value[] = datum instanceof List ? [...datum.toArray()] : [];
    if (!(head instanceof Sym) || head.name !== 'code') throw new CodeError('expected (code …)');
    const properties = new Map<string, Value>();
    for (let i = 0; i < rest.length; i += 2) {
      if (!(rest[i] instanceof Keyword)) throw new CodeError(`expected a keyword, got ${inspect(rest[i])}`);
      properties.set(rest[i].name, rest[i + 1]);
    }
    const items = (name: string): Value[] => {
      const v = properties.get(name) ?? null;
      if (v === null) return [];
      if (v instanceof List) return [...v.toArray()];
      throw new CodeError(`:${name} is not a list`);
    };
    const code = new VmCode(String(properties.get('name') ?? ''), this.source);
    code.required = properties.get('arity') ?? 0;
    code.optional = items('optional').map(v => (v instanceof List && v.length === 1 ? v.toArray()[0] : undefined));
    code.rest = properties.get('rest') === true;
    code.lenient = properties.get('lenient') === true;
    code.generator = properties.get('generator') === true;
    code.captures = new Array(2 * (properties.get('upvalue-count') ?? 0)).fill(0);
    code.consts = items('constants');
    for (const index of items('sites')) this.site(code, index);
    completeCode(code);
    const starts = this.decode(code, items('bytecode'));
    this.positions(code, items('positions'), starts);
    return code;
  }

  private site(code: VmCode, index: number): void {
    const written = code.consts[index];
    const of = typeof written === 'string' ? this.namespace.cell(written) : written;
    if (!(of instanceof Cell ? of.v instanceof RecordType : Number.isInteger(of) && of >= 0))
      throw new CodeError(`constant ${index} is a site of ${inspect(written)}, which is neither a size nor a record type`);
    code.sites.set(index, of);
    code.consts[index] = makeSite(of);
  }

  private positions(code: VmCode, triples: readonly Value[], starts: ReadonlyMap<number, number>): void {
    const { source } = this;
    if (triples.length === 0) return;
    if (source === null) throw new CodeError('positions without a source');
    for (let i = 0; i < triples.length; i += 3) {
      const [byte, line, column] = triples.slice(i, i + 3);
      const pc = starts.get(byte);
      if (pc === undefined) throw new CodeError(`position of byte ${inspect(byte)}, which is no instruction`);
      if (!(Number.isInteger(line) && line > 0 && Number.isInteger(column) && column > 0))
        throw new CodeError(`position of byte ${byte}: ${inspect(line)}:${inspect(column)} is no line and column`);
      code.positions.push(pc, source.places.push([line, column]) - 1);
    }
  }

  /** Answers where instructions begin: byte to word. */
  private decode(code: VmCode, bytes: readonly Value[]): ReadonlyMap<number, number> {
    const { ops } = code;
    const linked: Value[] = [];
    const targets = new Map<number, number>();
    const jumps: [word: number, offset: number][] = [];
    let at = 0;
    const take = (width: number, signed: boolean): number => {
      let value = 0;
      for (let i = 0; i < width; i++) {
        const byte = bytes[at++];
        if (!Number.isInteger(byte) || byte < 0 || byte > 255)
          throw new CodeError(`byte ${at - 1} of the bytecode is missing or none`);
        value |= byte << (8 * i);
      }
      return signed && width < 4 && value >= 2 ** (8 * width - 1) ? value - 2 ** (8 * width) : value;
    };
    while (at < bytes.length) {
      targets.set(at, ops.length);
      let op = take(1, false);
      const wide = op === Op.WIDE;
      if (wide) op = take(1, false);
      const row = opcode(op);
      if (row === undefined) throw new CodeError(`unknown opcode ${op} at byte ${at - 1}`);
      ops.push(op);
      for (const kind of row.operands) {
        const value = take(wide ? 4 : WIDTH[kind], kind === 'jump' || kind === 'i32');
        if (kind === 'jump') jumps.push([ops.length, at + value]);
        ops.push(value);
        if (kind === 'name' || kind === 'prim' || kind === 'code') this.link(code, linked, kind, value);
      }
      if (op !== Op.CLOSURE) continue;
      const inner = code.consts[ops[ops.length - 1] as number] as VmCode;
      for (let i = 0; i < inner.captures.length; i++) inner.captures[i] = take(wide ? 4 : 1, false);
    }
    for (const [word, offset] of jumps) {
      const target = targets.get(offset);
      if (target === undefined) throw new CodeError(`jump to byte ${offset}, which is no instruction`);
      ops[word] = target;
    }
    return targets;
  }

  /** The constant as the instruction needs it; `linked` remembers which have been. */
  private link(code: VmCode, linked: Value[], kind: 'name' | 'prim' | 'code', index: number): void {
    const c = code.consts[index];
    if (linked[index] === kind) return;
    if (linked[index] !== undefined) throw new CodeError(`constant ${index} is used as ${linked[index]} and as ${kind}`);
    linked[index] = kind;
    if (kind === 'code') code.consts[index] = this.code(c);
    else if (typeof c !== 'string') throw new CodeError(`constant ${index} is not a name`);
    else code.consts[index] = kind === 'name' ? this.namespace.cell(c) : primitiveNamed(this.namespace, c);
  }
}

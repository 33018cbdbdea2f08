/**
 * The body of a `.sxbc` file, already read as data, becomes code objects. Refused as `CodeError` is what is not of the form that
 * `sxbc.ts` describes, whatever it is: nothing of a file is used before its type and size have been looked at.
 */
import { Cell, makeSite } from '../../core/nodes.ts';
import type { Namespace } from '../../instance/namespace.ts';
import { List } from '../../values/list.ts';
import type { Source } from '../../values/origin.ts';
import type { Value } from '../../values/procedure.ts';
import { RecordType } from '../../values/record.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';
import { VmCode } from '../code.ts';
import { CodeError, primitiveNamed } from '../linking.ts';
import { Op, type Operand, opcode } from '../opcodes.ts';

/** Bytes of an operand. */
export const WIDTH: Readonly<Record<Operand, number>> = { u8: 1, slot: 1, const: 2, name: 2, prim: 2, code: 2, jump: 2 };

/** Greatest number of parameters, captured values, fields of a site, and depth of code in code. */
const MOST = 0xffff;
const DEEPEST = 500;

export function readBody(body: List, source: Value, namespace: Namespace): VmCode {
  return new CodeReader(namespace, source === undefined ? null : readSource(source)).code(body, 0);
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

const KEYS: ReadonlySet<string> = new Set([
  'name',
  'arity',
  'optional',
  'rest',
  'lenient',
  'generator',
  'upvalue-count',
  'sites',
  'bytecode',
  'positions',
  'constants',
]);

/** What stands behind the keywords of `(code :keyword value …)`. */
function propertiesOf(datum: Value): Map<string, Value> {
  const [head, ...rest]: Value[] = datum instanceof List ? [...datum.toArray()] : [];
  if (!(head instanceof Sym) || head.name !== 'code') throw new CodeError('expected (code …)');
  if (rest.length % 2 !== 0) throw new CodeError('(code …) ends in a keyword without a value');
  const properties = new Map<string, Value>();
  for (let i = 0; i < rest.length; i += 2) {
    const key: Value = rest[i];
    if (!(key instanceof Keyword) || !KEYS.has(key.name) || properties.has(key.name))
      throw new CodeError(`expected a keyword of (code …), each once, got ${inspect(key)}`);
    properties.set(key.name, rest[i + 1]);
  }
  return properties;
}

function isCount(v: Value): v is number {
  return Number.isInteger(v) && v >= 0 && v <= MOST;
}

function refuse(name: string, v: Value, expected: string): never {
  throw new CodeError(`:${name}: expected ${expected}, got ${inspect(v)}`);
}

class CodeReader {
  constructor(
    private readonly namespace: Namespace,
    private readonly source: FileSource | null,
  ) {}

  /** `depth`: in how many code objects this one lies. */
  code(datum: Value, depth: number): VmCode {
    if (depth > DEEPEST) throw new CodeError(`code nested more than ${DEEPEST} deep`);
    const properties = propertiesOf(datum);
    const items = (name: string): Value[] => {
      const v = properties.get(name);
      if (v === undefined) return [];
      return v instanceof List ? [...v.toArray()] : refuse(name, v, 'a list');
    };
    const flag = (name: string): boolean => {
      const v = properties.get(name) ?? false;
      return typeof v === 'boolean' ? v : refuse(name, v, 'true or false');
    };
    const count = (name: string): number => {
      const v = properties.get(name) ?? 0;
      return isCount(v) ? v : refuse(name, v, `a count up to ${MOST}`);
    };
    const name = properties.get('name') ?? '';
    const code = new VmCode(typeof name === 'string' ? name : refuse('name', name, 'a string'), this.source);
    code.required = count('arity');
    code.optional = items('optional').map(v => {
      if (!(v instanceof List) || v.length > 1) return refuse('optional', v, 'lists of at most one default');
      return v.length === 1 ? v.at(0) : undefined;
    });
    code.rest = flag('rest');
    code.lenient = flag('lenient');
    code.generator = flag('generator');
    code.captures = new Array(2 * count('upvalue-count')).fill(0);
    code.consts = items('constants');
    for (const index of items('sites')) this.site(code, index);
    code.settle();
    const starts = this.decode(code, items('bytecode'), depth);
    this.positions(code, items('positions'), starts);
    return code;
  }

  private site(code: VmCode, index: Value): void {
    if (!isCount(index) || index >= code.consts.length || code.sites.has(index))
      throw new CodeError(`${inspect(index)} in :sites is not the index of a constant`);
    const written = code.consts[index];
    const of = typeof written === 'string' ? this.namespace.cell(written) : written;
    if (!(of instanceof Cell ? of.v instanceof RecordType : isCount(of)))
      throw new CodeError(`constant ${index} is a site of ${inspect(written)}, which is neither a size nor a record type`);
    code.sites.set(index, of);
    code.consts[index] = makeSite(of);
  }

  private positions(code: VmCode, triples: readonly Value[], starts: ReadonlyMap<number, number>): void {
    const { source } = this;
    if (triples.length === 0) return;
    if (source === null) throw new CodeError('positions without a source');
    if (triples.length % 3 !== 0) throw new CodeError('positions are not triples: byte, line and column');
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
  private decode(code: VmCode, bytes: readonly Value[], depth: number): ReadonlyMap<number, number> {
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
        const value = take(wide ? 4 : WIDTH[kind], kind === 'jump');
        if (kind === 'jump') jumps.push([ops.length, at + value]);
        ops.push(value);
        if (kind === 'name' || kind === 'prim' || kind === 'code') this.link(code, linked, kind, value, depth);
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
  private link(code: VmCode, linked: Value[], kind: 'name' | 'prim' | 'code', index: number, depth: number): void {
    const c = code.consts[index];
    if (linked[index] === kind) return;
    if (linked[index] !== undefined) throw new CodeError(`constant ${index} is used as ${linked[index]} and as ${kind}`);
    linked[index] = kind;
    if (kind === 'code') code.consts[index] = this.code(c, depth + 1);
    else if (typeof c !== 'string') throw new CodeError(`constant ${index} is not a name`);
    else code.consts[index] = kind === 'name' ? this.namespace.cell(c) : primitiveNamed(this.namespace, c);
  }
}

/** Writes a core tree. Receives what an expander has finished; answers null for a tree that has no text: a literal that is no plain datum, a
 * cell that its name does not lead back to, too many levels. */

import { Char } from '../../values/char.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { StringBuffer } from '../../values/string-buffer.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import { type Block, type Cell, Kind, type Lambda, type Loop, type Node, type Variable } from '../nodes.ts';
import {
  ASSIGNED,
  CAPTURED,
  type CellsByName,
  GENERATOR,
  LENIENT,
  MAX_LEVELS,
  REST,
  type StoredLiteral,
  type StoredTree,
} from './format.ts';
import { encodeNumber, signed } from './number-code.ts';

/** `text`: of the program, which its tree mentions as a literal. `namespaces`: where a reader will find the cells. */
export function writeTree(root: Node, text: string, namespaces: readonly CellsByName[]): StoredTree | null {
  const writer = new Writer(text, namespaces);
  try {
    const code = writer.whole(root);
    return { names: writer.names.items, cells: writer.cells, literals: writer.literals, code };
  } catch (e) {
    if (e instanceof Unstorable) return null;
    throw e;
  }
}

class Unstorable extends Error {}

const MINUS_ZERO = Symbol('-0');

/** Things by number, in the order in which they came. */
class Numbered<T> {
  readonly items: T[] = [];
  private readonly numbers = new Map<T, number>();

  /** Of something that has a number. */
  known(item: T): number {
    const n = this.numbers.get(item);
    if (n === undefined) throw new Unstorable('bound elsewhere');
    return n;
  }

  of(item: T): number {
    let n = this.numbers.get(item);
    if (n === undefined) {
      n = this.items.length;
      this.items.push(item);
      this.numbers.set(item, n);
    }
    return n;
  }
}

class Writer {
  readonly names = new Numbered<string>();
  readonly literals: StoredLiteral[] = [];
  private readonly literalNumbers = new Map<Value, number>();
  readonly cells: (readonly [number, string])[] = [];
  private readonly cellNumbers = new Map<Cell, number>();
  private readonly variables = new Numbered<Variable>();
  private readonly loops = new Numbered<Loop>();
  private readonly blocks = new Numbered<Block>();
  private code = new StringBuffer();
  private pos = 0;
  private level = 0;

  constructor(
    private readonly text: string,
    private readonly namespaces: readonly CellsByName[],
  ) {}

  whole(root: Node): string {
    this.node(root);
    return this.code.text;
  }

  private put(n: number): void {
    this.code.add(encodeNumber(n));
  }

  private all(nodes: readonly Node[]): void {
    this.put(nodes.length);
    for (const n of nodes) this.node(n);
  }

  private bind(variables: readonly Variable[]): void {
    this.put(variables.length);
    for (const v of variables) {
      this.variables.of(v);
      this.put(this.names.of(v.name));
      this.put((v.assigned ? ASSIGNED : 0) | (v.captured ? CAPTURED : 0));
    }
  }

  private cell(cell: Cell): void {
    let n = this.cellNumbers.get(cell);
    if (n === undefined) {
      const namespace = this.namespaces.findIndex(n => n.cell(cell.name) === cell);
      if (namespace < 0) throw new Unstorable(cell.name);
      n = this.cells.push([namespace, cell.name]) - 1;
      this.cellNumbers.set(cell, n);
    }
    this.put(n);
  }

  private literal(value: Value): void {
    // A map takes the two zeros for one.
    const key = Object.is(value, -0) ? MINUS_ZERO : value;
    let n = this.literalNumbers.get(key);
    if (n === undefined) {
      n = this.literals.length;
      this.literals.push(value === this.text ? ['text'] : stored(value));
      this.literalNumbers.set(key, n);
    }
    this.put(n);
  }

  private node(n: Node): void {
    if (++this.level > MAX_LEVELS) throw new Unstorable('levels');
    this.put(n.kind);
    this.put(signed(n.pos - this.pos));
    this.pos = n.pos;
    this.parts(n);
    this.level--;
  }

  private parts(n: Node): void {
    switch (n.kind) {
      case Kind.Const:
        this.literal(n.value);
        break;
      case Kind.LocalRef:
        this.put(this.variables.known(n.variable));
        break;
      case Kind.GlobalRef:
        this.cell(n.cell);
        break;
      case Kind.SetLocal:
        this.put(this.variables.known(n.variable));
        this.node(n.value);
        break;
      case Kind.SetGlobal:
      case Kind.Define:
        this.cell(n.cell);
        this.node(n.value);
        break;
      case Kind.If:
        this.node(n.test);
        this.node(n.then);
        this.node(n.otherwise);
        break;
      case Kind.Seq:
        this.all(n.body);
        break;
      case Kind.Lambda:
        this.lambda(n);
        break;
      case Kind.Let:
      case Kind.Letrec:
        this.bind(n.vars);
        for (const init of n.inits) this.node(init);
        this.node(n.body);
        break;
      case Kind.Loop:
        this.put(this.names.of(n.label));
        this.loops.of(n);
        this.bind(n.vars);
        for (const init of n.inits) this.node(init);
        this.node(n.body);
        break;
      case Kind.Again:
        this.put(this.loops.known(n.loop));
        this.all(n.args);
        break;
      case Kind.Call:
        this.node(n.fn);
        this.all(n.args);
        break;
      case Kind.Block:
        this.put(this.names.of(n.label));
        this.blocks.of(n);
        this.node(n.body);
        break;
      case Kind.ReturnFrom:
        this.put(this.blocks.known(n.block));
        this.put(n.direct ? 1 : 0);
        this.node(n.value);
        break;
      case Kind.Catch:
        this.put(n.declines ? 1 : 0);
        this.bind([n.variable]);
        this.node(n.body);
        this.node(n.handler);
        break;
      case Kind.Finally:
        this.node(n.body);
        this.node(n.cleanup);
        break;
      case Kind.Yield:
        this.node(n.value);
        break;
      case Kind.Site:
        // 0: of a record type.
        this.put(typeof n.of === 'number' ? n.of + 1 : 0);
        if (typeof n.of !== 'number') this.cell(n.of);
    }
  }

  private lambda(n: Lambda): void {
    this.put(this.names.of(n.name));
    this.put((n.lenient ? LENIENT : 0) | (n.generator ? GENERATOR : 0) | (n.rest === null ? 0 : REST));
    this.bind(n.params);
    this.put(n.optional.length);
    for (const { variable, init } of n.optional) {
      this.bind([variable]);
      this.node(init);
    }
    if (n.rest !== null) this.bind([n.rest]);
    const { code, pos } = this;
    this.code = new StringBuffer();
    this.pos = n.pos;
    this.node(n.body);
    const body = this.code.text;
    this.code = code;
    this.pos = pos;
    // Numbers that the body binds come before those of what follows it.
    this.put(this.variables.items.length);
    this.put(this.loops.items.length);
    this.put(this.blocks.items.length);
    this.put(body.length);
    this.code.add(body);
  }
}

function stored(value: Value): StoredLiteral {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', Object.is(value, -0) ? '-0' : String(value)];
    case 'bigint':
      return ['bigint', String(value)];
  }
  if (value === null) return null;
  if (value instanceof List) return ['list', value.toArray().map(stored)];
  if (Array.isArray(value)) return ['vector', value.map(stored)];
  if (value instanceof Char) return ['char', String(value.code)];
  if (value instanceof Keyword) return ['keyword', value.name];
  if (value instanceof Sym && value.constructor === Sym) return ['symbol', value.name];
  throw new Unstorable('literal');
}

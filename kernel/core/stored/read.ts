/** Reads a stored core tree. Bodies of lambdas are read when somebody asks for them, which for most of a large program nobody does. */

import { Char } from '../../values/char.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { SymbolTable } from '../../values/symbol.ts';
import {
  Again,
  Block,
  Call,
  Catch,
  type Cell,
  Const,
  Define,
  Finally,
  GlobalRef,
  If,
  Kind,
  Lambda,
  Let,
  Letrec,
  LocalRef,
  Loop,
  type Node,
  ReturnFrom,
  Seq,
  SetGlobal,
  SetLocal,
  Site,
  Variable,
  Yield,
} from '../nodes.ts';
import { ASSIGNED, CAPTURED, type CellsByName, GENERATOR, LENIENT, REST, type StoredLiteral, type StoredTree } from './format.ts';
import { NumberReader, unsigned } from './number-code.ts';

/** What the parts of a tree that are read at different times have in common. */
class Tables {
  readonly variables: Variable[] = [];
  readonly loops: Loop[] = [];
  readonly blocks: Block[] = [];

  constructor(
    readonly code: string,
    readonly names: readonly string[],
    readonly literals: readonly Value[],
    readonly cells: readonly Cell[],
  ) {}
}

/** `text`: of the program; `namespaces`: those that the writer was given. */
export function readTree(stored: StoredTree, text: string, symbols: SymbolTable, namespaces: readonly CellsByName[]): Node {
  const literals = stored.literals.map(literal => literalOf(literal, text, symbols));
  const cells = stored.cells.map(([namespace, name]) => (namespaces[namespace] as CellsByName).cell(name));
  return new Part(new Tables(stored.code, stored.names, literals, cells), 0, { variables: 0, loops: 0, blocks: 0 }, null).node(0);
}

interface Counts {
  variables: number;
  loops: number;
  blocks: number;
}

/** One reading: of the top level, or of one lambda's body. */
class Part {
  private readonly numbers: NumberReader;
  private pos = 0;

  constructor(
    private readonly tables: Tables,
    at: number,
    /** How many are bound so far. */
    private readonly counts: Counts,
    private readonly owner: Lambda | null,
  ) {
    this.numbers = new NumberReader(tables.code, at);
  }

  /** `pos`: what the first position is relative to. */
  node(pos = this.pos): Node {
    const kind = this.number() as Kind;
    const at = pos + unsigned(this.number());
    this.pos = at;
    switch (kind) {
      case Kind.Const:
        return new Const(at, this.tables.literals[this.number()] as Value);
      case Kind.LocalRef:
        return new LocalRef(at, this.variable());
      case Kind.GlobalRef:
        return new GlobalRef(at, this.cell());
      case Kind.SetLocal:
        return new SetLocal(at, this.variable(), this.node());
      case Kind.SetGlobal:
        return new SetGlobal(at, this.cell(), this.node());
      case Kind.Define:
        return new Define(at, this.cell(), this.node());
      case Kind.If:
        return new If(at, this.node(), this.node(), this.node());
      case Kind.Seq:
        return new Seq(at, this.nodes());
      case Kind.Lambda:
        return this.lambda(at);
      case Kind.Let: {
        const vars = this.bound();
        return new Let(at, vars, this.some(vars.length), this.node());
      }
      case Kind.Letrec: {
        const vars = this.bound();
        return new Letrec(at, vars, this.some(vars.length), this.node());
      }
      case Kind.Loop:
        return this.loop(at);
      case Kind.Again:
        return new Again(at, this.tables.loops[this.number()] as Loop, this.nodes());
      case Kind.Call:
        return new Call(at, this.node(), this.nodes());
      case Kind.Block: {
        const block = new Block(at, this.name());
        this.tables.blocks[this.counts.blocks++] = block;
        block.body = this.node();
        return block;
      }
      case Kind.ReturnFrom: {
        const block = this.tables.blocks[this.number()] as Block;
        const direct = this.number() === 1;
        return new ReturnFrom(at, block, this.node(), direct);
      }
      case Kind.Catch: {
        const declines = this.number() === 1;
        const [variable] = this.bound() as [Variable];
        return new Catch(at, this.node(), variable, this.node(), declines);
      }
      case Kind.Finally:
        return new Finally(at, this.node(), this.node());
      case Kind.Yield:
        return new Yield(at, this.node());
      case Kind.Site: {
        const size = this.number();
        return new Site(at, size === 0 ? this.cell() : size - 1);
      }
    }
  }

  private number(): number {
    return this.numbers.next();
  }

  private name(): string {
    return this.tables.names[this.number()] as string;
  }

  private variable(): Variable {
    return this.tables.variables[this.number()] as Variable;
  }

  private cell(): Cell {
    return this.tables.cells[this.number()] as Cell;
  }

  private some(n: number): Node[] {
    const nodes: Node[] = [];
    while (nodes.length < n) nodes.push(this.node());
    return nodes;
  }

  private nodes(): Node[] {
    return this.some(this.number());
  }

  private bound(owner: Lambda | null = this.owner): Variable[] {
    const variables: Variable[] = [];
    for (let n = this.number(); n > 0; n--) {
      const v = new Variable(this.name(), owner);
      const facts = this.number();
      v.assigned = (facts & ASSIGNED) !== 0;
      v.captured = (facts & CAPTURED) !== 0;
      this.tables.variables[this.counts.variables++] = v;
      variables.push(v);
    }
    return variables;
  }

  private loop(at: number): Loop {
    const label = this.name();
    const number = this.counts.loops++;
    const vars = this.bound();
    const loop = new Loop(at, label, vars, this.some(vars.length));
    this.tables.loops[number] = loop;
    loop.body = this.node();
    return loop;
  }

  private lambda(at: number): Lambda {
    const lambda = new Lambda(at, this.name(), this.owner);
    const facts = this.number();
    lambda.lenient = (facts & LENIENT) !== 0;
    lambda.generator = (facts & GENERATOR) !== 0;
    lambda.params = this.bound(lambda);
    for (let n = this.number(); n > 0; n--) {
      const [variable] = this.bound(lambda) as [Variable];
      lambda.optional.push({ variable, init: this.inside(lambda) });
    }
    if ((facts & REST) !== 0) lambda.rest = this.bound(lambda)[0] as Variable;
    const before = { ...this.counts };
    this.counts.variables = this.number();
    this.counts.loops = this.number();
    this.counts.blocks = this.number();
    const length = this.number();
    const start = this.numbers.at;
    this.numbers.at = start + length;
    later(lambda, () => new Part(this.tables, start, before, lambda).node(at));
    return lambda;
  }

  /** The default of an optional parameter belongs to its lambda. */
  private inside(lambda: Lambda): Node {
    const part = new Part(this.tables, this.numbers.at, this.counts, lambda);
    const node = part.node(this.pos);
    this.numbers.at = part.numbers.at;
    this.pos = part.pos;
    return node;
  }
}

/** Gives the lambda its body when it is first asked for. */
function later(lambda: Lambda, read: () => Node): void {
  const settle = (value: Node): void => {
    Object.defineProperty(lambda, 'body', { value, writable: true, enumerable: true, configurable: true });
  };
  Object.defineProperty(lambda, 'body', {
    get(): Node {
      const body = read();
      settle(body);
      return body;
    },
    set: settle,
    enumerable: true,
    configurable: true,
  });
}

function literalOf(stored: StoredLiteral, text: string, symbols: SymbolTable): Value {
  if (stored === null || typeof stored !== 'object') return stored;
  switch (stored[0]) {
    case 'text':
      return text;
    case 'number':
      return stored[1] === '-0' ? -0 : Number(stored[1]);
    case 'bigint':
      return BigInt(stored[1]);
    case 'char':
      return Char.of(Number(stored[1]));
    case 'symbol':
      return symbols.symbol(stored[1]);
    case 'keyword':
      return symbols.keyword(stored[1]);
    case 'list':
      return List.of(stored[1].map(item => literalOf(item, text, symbols)));
    case 'vector':
      return stored[1].map(item => literalOf(item, text, symbols));
  }
}

/**
 * Copies of core nodes that are moved into another procedure: jumps lead to the copies of their targets, or to a block that stands for a
 * target outside, and variables that are shared with closures made earlier are read and assigned through procedures.
 */
import {
  Again,
  Block,
  Call,
  Catch,
  Const,
  Define,
  Finally,
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
  type Variable,
  Yield,
} from '../../core/nodes.ts';
import { bound } from '../../core/walk.ts';
import type { Value } from '../../values/procedure.ts';

/** What becomes of references to a shared variable. */
interface Access {
  read: Variable;
  assign: Variable;
}

export class Copier {
  protected readonly shared = new Map<Variable, Access>();
  protected readonly blocks = new Map<Block, Block>();
  /** Loops that have been copied; `first`: with the variable that tells the first round. */
  protected readonly loops = new Map<Loop, { loop: Loop; first: boolean }>();
  /** Jumps out of the procedure: the block that stands for each target. */
  protected readonly exits = new Map<Block | Loop, Block>();

  protected loop(node: Loop, inits: readonly Node[]): Node {
    const loop = new Loop(node.pos, node.label, node.vars, inits);
    return this.scoped(this.loops, node, { loop, first: false }, () => {
      loop.body = this.copy(node.body);
      return loop;
    });
  }

  protected again(node: Again, args: readonly Node[]): Node {
    const target = this.loops.get(node.loop);
    if (target === undefined) {
      const values = new Call(node.pos, new Const(node.pos, (...values: Value[]) => values), args);
      return new ReturnFrom(node.pos, this.exit(node.loop), values, true);
    }
    return new Again(node.pos, target.loop, target.first ? [new Const(node.pos, false), ...args] : args);
  }

  protected block(node: Block, body: () => Node): Node {
    const block = new Block(node.pos, node.label);
    return this.scoped(this.blocks, node, block, () => {
      block.body = body();
      return block;
    });
  }

  protected returnFrom(node: ReturnFrom, value: Node): Node {
    return new ReturnFrom(node.pos, this.blocks.get(node.block) ?? this.exit(node.block), value, node.direct);
  }

  protected scoped<K, V, T>(map: Map<K, V>, key: K, value: V, act: () => T): T {
    const outer = map.get(key);
    map.set(key, value);
    const result = act();
    if (outer === undefined) map.delete(key);
    else map.set(key, outer);
    return result;
  }

  protected exit(target: Block | Loop): Block {
    let block = this.exits.get(target);
    if (block === undefined) {
      block = new Block(-1, target.label);
      this.exits.set(target, block);
    }
    return block;
  }

  protected assign(pos: number, v: Variable, value: Node): Node {
    const access = this.shared.get(v);
    return access ? new Call(pos, new LocalRef(pos, access.assign), [value]) : new SetLocal(pos, v, value);
  }

  protected copies(nodes: readonly Node[]): Node[] {
    return nodes.map(n => this.copy(n));
  }

  /** A node that is still to be evaluated as a whole. */
  protected copy(node: Node): Node {
    return this.unshared(bound(node), () => this.copyOf(node));
  }

  /** Makes what is in the scope of new bindings of these variables: closures that were made before do not know those. */
  protected unshared(vars: readonly Variable[], make: () => Node): Node {
    const outer: [Variable, Access][] = [];
    for (const v of vars) {
      const access = this.shared.get(v);
      if (access) outer.push([v, access]);
      this.shared.delete(v);
    }
    const node = make();
    for (const [v, access] of outer) this.shared.set(v, access);
    return node;
  }

  private copyOf(node: Node): Node {
    const { pos } = node;
    switch (node.kind) {
      case Kind.Const:
      case Kind.GlobalRef:
      case Kind.Site:
        return node;
      case Kind.LocalRef: {
        const access = this.shared.get(node.variable);
        return access ? new Call(pos, new LocalRef(pos, access.read), []) : node;
      }
      case Kind.SetLocal:
        return this.assign(pos, node.variable, this.copy(node.value));
      case Kind.SetGlobal:
        return new SetGlobal(pos, node.cell, this.copy(node.value));
      case Kind.Define:
        return new Define(pos, node.cell, this.copy(node.value));
      case Kind.If:
        return new If(pos, this.copy(node.test), this.copy(node.then), this.copy(node.otherwise));
      case Kind.Seq:
        return new Seq(pos, this.copies(node.body));
      case Kind.Lambda:
        return this.shared.size === 0 ? node : this.procedure(node);
      case Kind.Let:
        return new Let(pos, node.vars, this.copies(node.inits), this.copy(node.body));
      case Kind.Letrec:
        return new Letrec(pos, node.vars, this.copies(node.inits), this.copy(node.body));
      case Kind.Loop:
        return this.loop(node, this.copies(node.inits));
      case Kind.Again:
        return this.again(node, this.copies(node.args));
      case Kind.Call:
        return new Call(pos, this.copy(node.fn), this.copies(node.args));
      case Kind.Block:
        return this.block(node, () => this.copy(node.body));
      case Kind.ReturnFrom:
        return this.returnFrom(node, this.copy(node.value));
      case Kind.Catch:
        return new Catch(pos, this.copy(node.body), node.variable, this.copy(node.handler), node.declines);
      case Kind.Finally:
        return new Finally(pos, this.copy(node.body), this.copy(node.cleanup));
      case Kind.Yield:
        return new Yield(pos, this.copy(node.value));
    }
  }

  private procedure(node: Lambda): Lambda {
    const lambda = new Lambda(node.pos, node.name, node.parent);
    const { params, rest, lenient, generator } = node;
    Object.assign(lambda, { params, rest, lenient, generator });
    lambda.optional = node.optional.map(({ variable, init }) => ({ variable, init: this.copy(init) }));
    lambda.body = this.copy(node.body);
    return lambda;
  }
}

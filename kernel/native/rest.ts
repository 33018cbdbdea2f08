/**
 * The rest of a compiled procedure after one of its calls, as core nodes: what is on the path to the call, without what has been
 * done before it. In the place of the call stands a call of `next`, a parameter, so that running the rest rebuilds the frame: it does
 * nothing that can be seen before it gets there, and what surrounds the place (handlers, cleanups, blocks) is in force again.
 *
 * Inside a loop the first round begins at the place: the loop gets one more variable that tells the first round from the others.
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
  Variable,
  Yield,
} from '../core/nodes.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import type { CallSite } from './call-sites.ts';
import { bound } from './walk.ts';
import { blocksLeft, WayOut } from './ways-out.ts';

/** What becomes of references to a shared variable. */
interface Access {
  read: Variable;
  assign: Variable;
}

/** A procedure of the environment and a value that jumps out of a promoted loop. */
export type ExitOf = (target: Block | Loop) => Procedure;

export function restOf(site: CallSite, exitOf: ExitOf | null): Lambda {
  return new Rest(site, exitOf).lambda();
}

class Rest {
  private readonly held = new Map<Node, Variable>();
  private readonly interrupted = new Map<Finally, { way: Variable; value: Variable }>();
  private readonly shared = new Map<Variable, Access>();
  private readonly blocks = new Map<Block, Block>();
  /** Loops that have been copied; `first`: with the variable that tells the first round. */
  private readonly loops = new Map<Loop, { loop: Loop; first: boolean }>();
  /** Jumps out of the procedure: the block that stands for each target. */
  private readonly exits = new Map<Block | Loop, Block>();
  private readonly result: Lambda;
  private readonly next: Variable;
  private readonly around: Variable;

  constructor(
    private readonly site: CallSite,
    private readonly exitOf: ExitOf | null,
  ) {
    const { path } = site;
    this.result = new Lambda((path.at(-1) as Node).pos, 'rest', null);
    this.next = this.parameter('next');
    this.around = new Variable('around', this.result);
  }

  private parameter(name: string): Variable {
    const v = new Variable(name, this.result);
    this.result.params.push(v);
    return v;
  }

  lambda(): Lambda {
    const { site, result } = this;
    if (this.exitOf !== null) result.params.push(this.around);
    for (const h of site.held) this.held.set(h, this.parameter('held'));
    for (const f of site.interrupted) this.interrupted.set(f, { way: this.parameter('way'), value: this.parameter('value') });
    for (const v of site.live) {
      if (site.shared.has(v)) this.shared.set(v, { read: this.parameter(v.name), assign: this.parameter(v.name) });
      else result.params.push(v);
    }
    for (const v of site.pending) v.assigned = true;
    const body = () => this.on(0);
    result.body = this.withExits(site.loop === null ? this.afterDefaults(body()) : this.round(site.loop, body));
    return result;
  }

  /** The defaults after the one in `first`, for what is missing, and the procedure's body. */
  private afterDefaults(first: Node): Node {
    const procedure = this.site.defaults;
    if (procedure === null) return first;
    const { pos, optional } = procedure;
    const at = optional.findIndex(o => o.init === this.site.path[0]);
    const steps = optional.slice(at).map(({ variable, init }, i) => {
      variable.assigned = true;
      if (i === 0) return this.assign(pos, variable, first);
      const missing = new Call(pos, new Const(pos, (v: Value) => v === undefined), [this.copy(new LocalRef(pos, variable))]);
      return new If(pos, missing, this.assign(pos, variable, this.copy(init)), new Const(pos, null));
    });
    return new Seq(pos, [...steps, this.bodyOf(procedure)]);
  }

  private bodyOf(procedure: Lambda): Node {
    const body = this.copy(procedure.body);
    if (!procedure.generator) return body;
    const generator = new Lambda(procedure.pos, procedure.name, this.result);
    generator.generator = true;
    generator.body = body;
    return new Call(procedure.pos, generator, []);
  }

  /** Node number `i` of the path, from the place of the call on. */
  private on(i: number): Node {
    const node = this.site.path[i] as Node;
    const inner = this.site.path[i + 1];
    if (inner === undefined) return new Call(node.pos, new LocalRef(node.pos, this.next), []);
    const rest = () => this.on(i + 1);
    switch (node.kind) {
      case Kind.SetLocal:
        return this.assign(node.pos, node.variable, rest());
      case Kind.SetGlobal:
        return new SetGlobal(node.pos, node.cell, rest());
      case Kind.Define:
        return new Define(node.pos, node.cell, rest());
      case Kind.If:
        return inner === node.test ? new If(node.pos, rest(), this.copy(node.then), this.copy(node.otherwise)) : rest();
      case Kind.Seq:
        return sequence(node.pos, [rest(), ...this.copies(node.body.slice(node.body.indexOf(inner) + 1))]);
      case Kind.Let: {
        if (inner === node.body) return rest();
        const at = node.inits.indexOf(inner);
        const inits = [rest(), ...this.copies(node.inits.slice(at + 1))];
        return new Let(node.pos, node.vars.slice(at), inits, this.copy(node.body));
      }
      case Kind.Letrec:
        return inner === node.body ? rest() : this.letrec(node, node.inits.indexOf(inner), rest());
      case Kind.Loop:
        if (inner === node.body) return this.round(node, rest);
        return this.loop(node, this.operands(node.inits, inner, rest()));
      case Kind.Again:
        return this.again(node, this.operands(node.args, inner, rest()));
      case Kind.Call: {
        const [fn, ...args] = this.operands([node.fn, ...node.args], inner, rest());
        return new Call(node.pos, fn as Node, args);
      }
      case Kind.Block:
        return this.block(node, rest);
      case Kind.ReturnFrom:
        return this.returnFrom(node, rest());
      case Kind.Catch:
        if (inner === node.handler) return rest();
        return new Catch(node.pos, rest(), node.variable, this.copy(node.handler));
      case Kind.Finally:
        if (inner === node.body) return new Finally(node.pos, rest(), this.copy(node.cleanup));
        return new Seq(node.pos, [rest(), this.wayOut(node)]);
      case Kind.Yield:
        return new Yield(node.pos, rest());
      default:
        throw new Error(`a call inside node kind ${node.kind} was moved`);
    }
  }

  /** What the cleanup of a `Finally` has interrupted. */
  private wayOut(node: Finally): Node {
    const { pos } = node;
    const saved = this.interrupted.get(node) as { way: Variable; value: Variable };
    const value = new LocalRef(pos, saved.value);
    const is = (n: number): Node => new Call(pos, new Const(pos, (v: Value) => v === n), [new LocalRef(pos, saved.way)]);
    let other: Node = value;
    blocksLeft(node).forEach((block, i) => {
      const leave = new ReturnFrom(pos, this.blocks.get(block) ?? this.exit(block), value, false);
      other = new If(pos, is(WayOut.Block + i), leave, other);
    });
    return new If(pos, is(WayOut.Thrown), new Call(pos, new Const(pos, rethrow), [value]), other);
  }

  /** Operands of which the one at `inner` is going on as `rest`. */
  private operands(nodes: readonly Node[], inner: Node, rest: Node): Node[] {
    const at = nodes.indexOf(inner);
    return nodes.map((n, i) => {
      if (i === at) return rest;
      const held = i < at ? this.held.get(n) : undefined;
      return held ? new LocalRef(n.pos, held) : this.copy(n);
    });
  }

  /** Initialises the variables from number `at` on, whose value goes on as `rest`. */
  private letrec(node: Letrec, at: number, rest: Node): Node {
    let body = this.copy(node.body);
    for (let i = node.vars.length - 1; i >= at; i--) {
      const v = node.vars[i] as Variable;
      if (this.site.known.has(v)) continue;
      const init = i === at ? rest : this.copy(node.inits[i] as Node);
      body = this.site.pending.has(v)
        ? new Seq(node.pos, [this.assign(node.pos, v, init), body])
        : new Let(node.pos, [v], [init], body);
    }
    return body;
  }

  /** A loop under way: `rest` makes what is left of its present round. */
  private round(node: Loop, rest: () => Node): Node {
    const first = new Variable('first', this.result);
    const { live } = this.site;
    const inits = node.vars.map(v =>
      live.includes(v) && !this.shared.has(v) ? new LocalRef(node.pos, v) : new Const(node.pos, null),
    );
    const loop = new Loop(node.pos, node.label, [first, ...node.vars], [new Const(node.pos, true), ...inits]);
    loop.resumed = true;
    return this.bound(this.loops, node, { loop, first: true }, () => {
      const later = () => this.copy(node.body);
      loop.body = new If(node.pos, new LocalRef(node.pos, first), rest(), this.unshared(node.vars, later));
      return loop;
    });
  }

  private loop(node: Loop, inits: readonly Node[]): Node {
    const loop = new Loop(node.pos, node.label, node.vars, inits);
    return this.bound(this.loops, node, { loop, first: false }, () => {
      loop.body = this.copy(node.body);
      return loop;
    });
  }

  private again(node: Again, args: readonly Node[]): Node {
    const target = this.loops.get(node.loop);
    if (target === undefined) {
      const values = new Call(node.pos, new Const(node.pos, (...values: Value[]) => values), args);
      return new ReturnFrom(node.pos, this.exit(node.loop), values, true);
    }
    return new Again(node.pos, target.loop, target.first ? [new Const(node.pos, false), ...args] : args);
  }

  private block(node: Block, body: () => Node): Node {
    const block = new Block(node.pos, node.label);
    return this.bound(this.blocks, node, block, () => {
      block.body = body();
      return block;
    });
  }

  private returnFrom(node: ReturnFrom, value: Node): Node {
    return new ReturnFrom(node.pos, this.blocks.get(node.block) ?? this.exit(node.block), value, node.direct);
  }

  private bound<K, V, T>(map: Map<K, V>, key: K, value: V, act: () => T): T {
    const outer = map.get(key);
    map.set(key, value);
    const result = act();
    if (outer === undefined) map.delete(key);
    else map.set(key, outer);
    return result;
  }

  private exit(target: Block | Loop): Block {
    let block = this.exits.get(target);
    if (block === undefined) {
      block = new Block(-1, target.label);
      this.exits.set(target, block);
    }
    return block;
  }

  /** A block around the body for each way out of the procedure; who leaves it has taken that way. */
  private withExits(body: Node): Node {
    if (this.exits.size === 0) return body;
    const done = new Block(-1, 'done');
    let inside = body;
    for (const [target, block] of this.exits) {
      block.body = new ReturnFrom(-1, done, inside, true);
      inside = new Call(-1, new Const(-1, (this.exitOf as ExitOf)(target)), [new LocalRef(-1, this.around), block]);
    }
    done.body = inside;
    return done;
  }

  private assign(pos: number, v: Variable, value: Node): Node {
    const access = this.shared.get(v);
    return access ? new Call(pos, new LocalRef(pos, access.assign), [value]) : new SetLocal(pos, v, value);
  }

  private copies(nodes: readonly Node[]): Node[] {
    return nodes.map(n => this.copy(n));
  }

  /** A node that is still to be evaluated as a whole. */
  private copy(node: Node): Node {
    return this.unshared(bound(node), () => this.copyOf(node));
  }

  /** Makes what is in the scope of new bindings of these variables: closures that were made before do not know those. */
  private unshared(vars: readonly Variable[], make: () => Node): Node {
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
        return new Catch(pos, this.copy(node.body), node.variable, this.copy(node.handler));
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

function rethrow(e: unknown): never {
  throw e;
}

function sequence(pos: number, nodes: readonly Node[]): Node {
  return nodes.length === 1 ? (nodes[0] as Node) : new Seq(pos, nodes);
}

/**
 * The rest of a compiled procedure after one of its calls, as core nodes: what is on the path to the call, without what has been
 * done before it. In the place of the call stands a call of `next`, a parameter, so that running the rest rebuilds the frame: it does
 * nothing that can be seen before it gets there, and what surrounds the place (handlers, cleanups, blocks) is in force again.
 *
 * Inside a loop the first round begins at the place: the loop gets one more variable that tells the first round from the others.
 */
import {
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
  Variable,
  Yield,
} from '../../core/nodes.ts';
import type { Procedure, Value } from '../../values/procedure.ts';
import { blocksLeft, WayOut } from '../emission/ways-out.ts';
import type { CallSite } from './call-sites.ts';
import { Copier } from './copier.ts';

/** A procedure of the environment and a value that jumps out of a promoted loop. */
export type ExitOf = (target: Block | Loop) => Procedure;

export function restOf(site: CallSite, exitOf: ExitOf | null): Lambda {
  return new Rest(site, exitOf).lambda();
}

class Rest extends Copier {
  private readonly held = new Map<Node, Variable>();
  private readonly interrupted = new Map<Finally, { way: Variable; value: Variable }>();
  private readonly result: Lambda;
  private readonly next: Variable;
  private readonly around: Variable;

  constructor(
    private readonly site: CallSite,
    private readonly exitOf: ExitOf | null,
  ) {
    super();
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

  /** The defaults after the one in `first`, which are missing like it, and the procedure's body. */
  private afterDefaults(first: Node): Node {
    const procedure = this.site.defaults;
    if (procedure === null) return first;
    const { pos, optional } = procedure;
    const at = optional.findIndex(o => o.init === this.site.path[0]);
    const steps = optional.slice(at).map(({ variable, init }, i) => {
      variable.assigned = true;
      return this.assign(pos, variable, i === 0 ? first : this.copy(init));
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
        return new Catch(node.pos, rest(), node.variable, this.copy(node.handler), node.declines);
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

  /**
   * Initialises the variables from number `at` on, whose value goes on as `rest`. Those that nothing could have seen begin here; they
   * are a `letrec`'s again, since who comes back to an initialisation gives the same variable another value.
   */
  private letrec(node: Letrec, at: number, rest: Node): Node {
    const { pos } = node;
    const vars: Variable[] = [];
    const inits: Node[] = [];
    let before: Node[] = [];
    const then = (n: Node): Node => {
      const all = sequence(pos, [...before, n]);
      before = [];
      return all;
    };
    node.vars.slice(at).forEach((v, i) => {
      if (this.site.known.has(v)) return;
      const init = i === 0 ? rest : this.copy(node.inits[at + i] as Node);
      if (this.site.pending.has(v)) before.push(this.assign(pos, v, init));
      else {
        vars.push(v);
        inits.push(then(init));
      }
    });
    const body = then(this.copy(node.body));
    return vars.length === 0 ? body : new Letrec(pos, vars, inits, body);
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
    return this.scoped(this.loops, node, { loop, first: true }, () => {
      const later = () => this.copy(node.body);
      loop.body = new If(node.pos, new LocalRef(node.pos, first), rest(), this.unshared(node.vars, later));
      return loop;
    });
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
}

function rethrow(e: unknown): never {
  throw e;
}

function sequence(pos: number, nodes: readonly Node[]): Node {
  return nodes.length === 1 ? (nodes[0] as Node) : new Seq(pos, nodes);
}

/**
 * Call sites: the calls at which a compiled procedure's frame can be taken off the host stack and moved into the interpreter (see
 * `../control/migration.ts`). For each, what must be saved so that the rest of the procedure can be run there: operands that have been
 * evaluated already, and the variables that the rest mentions. `rest.ts` turns a site into that rest.
 */
import {
  type Finally,
  Kind,
  type Lambda,
  type Letrec,
  type Loop,
  type Node,
  type OptionalParam,
  Seq,
  type Variable,
} from '../../core/nodes.ts';
import { bound, children } from '../../core/walk.ts';
import type { Site } from '../analysis/analysis.ts';
import type { Fn } from '../emission/context.ts';

export interface CallSite {
  /** From the procedure's body (the loop's, in an entry for its rounds) down to the call, or to what stands in its place. */
  readonly path: readonly Node[];
  /** The loop whose rounds the procedure is. */
  readonly loop: Loop | null;
  /** Evaluated operands on the path, whose values are saved. */
  readonly held: readonly Node[];
  /** `Finally`s on the path whose cleanups are running: how they were left is saved, and with what. */
  readonly interrupted: readonly Finally[];
  /** Variables that the rest mentions: saved by value or, if `shared`, as a procedure that reads and one that assigns. */
  readonly live: readonly Variable[];
  readonly shared: ReadonlySet<Variable>;
  /** The procedure, if the call is in the default of one of its optional parameters. */
  readonly defaults: Lambda | null;
  /** `letrec` variables that are still to be initialised: in variables that closures may know already, or hold a procedure. */
  readonly pending: ReadonlySet<Variable>;
  readonly known: ReadonlySet<Variable>;
}

type Variables = ReadonlySet<Variable>;

export class CallSites {
  readonly list: CallSite[] = [];
  private readonly parents = new Map<Node, Node>();
  private readonly frees = new Map<Node, Variables>();

  /** `rounds`: the procedure that stands for a loop's rounds, and the loop. */
  constructor(
    nodes: readonly Node[],
    private readonly rounds: { lambda: Lambda; loop: Loop } | null,
  ) {
    const link = (node: Node): void => {
      for (const c of children(node)) {
        this.parents.set(c, node);
        link(c);
      }
    };
    if (nodes.length === 1) link(nodes[0] as Node);
    else if (nodes.length > 1) link(new Seq(-1, nodes));
  }

  /** The statement that leaves the function at a call or, for a `Finally`, in its body. */
  exit(fn: Fn, node: Site): string {
    const site = this.plan(fn, node.kind === Kind.Call ? node : node.body);
    const n = this.list.push(site) - 1;
    const { unit } = fn;
    const values = site.held.map(h => fn.held.get(h) as string);
    for (const f of site.interrupted) values.push(fn.interrupted.get(f) as string);
    for (const v of site.live) {
      const known = unit.analysis.bindings.locals.get(v);
      const name = known ? unit.lambda(known) : unit.variable(v);
      values.push(site.shared.has(v) ? `() => ${name}, v => ${name} = v` : name);
    }
    const env = unit.outside === null ? '' : ', env';
    const leave = `return save(${n}, [${values.join(', ')}]${env});`;
    const handlers = fn.protections.find(p => p.handlers !== null)?.handlers ?? null;
    return handlers === null ? leave : `{ K.handlers = ${handlers}; ${leave} }`;
  }

  private plan(fn: Fn, place: Node): CallSite {
    const path: Node[] = [place];
    let root = this.parents.get(place);
    for (; root !== undefined && root.kind !== Kind.Lambda; root = this.parents.get(root)) path.unshift(root);
    const loop = this.rounds !== null && root === this.rounds.lambda ? this.rounds.loop : null;
    const held: Node[] = [];
    const interrupted: Finally[] = [];
    const live = new Set<Variable>();
    const pending = new Set<Variable>();
    const known = new Set<Variable>();
    const mention = (nodes: readonly Node[], except: readonly Variable[] = []): void => {
      for (const n of nodes) for (const v of this.free(n)) if (!except.includes(v)) live.add(v);
    };
    const operands = (nodes: readonly Node[], at: Node): number => {
      const i = nodes.indexOf(at);
      for (const n of nodes.slice(0, i)) {
        if (fn.held.has(n)) held.push(n);
        else mention([n]);
      }
      mention(nodes.slice(i + 1));
      return i;
    };
    const letrec = (node: Letrec, i: number): void => {
      const { inPlace, bindings } = fn.analysis;
      const later = node.vars.slice(i);
      for (const v of later) {
        if (bindings.locals.has(v)) known.add(v);
        else if (!inPlace.has(v)) {
          live.add(v);
          pending.add(v);
        }
      }
      const fresh = later.filter(v => !known.has(v) && !pending.has(v));
      mention([...node.inits.slice(i + 1), node.body], fresh);
    };
    for (let p = path.length - 2; p >= 0; p--) {
      const node = path[p] as Node;
      const at = path[p + 1] as Node;
      switch (node.kind) {
        case Kind.SetLocal:
          live.add(node.variable);
          break;
        case Kind.If:
          if (at === node.test) mention([node.then, node.otherwise]);
          break;
        case Kind.Seq:
          mention(node.body.slice(node.body.indexOf(at) + 1));
          break;
        case Kind.Let: {
          const i = node.inits.indexOf(at);
          if (i >= 0) mention([...node.inits.slice(i + 1), node.body], node.vars.slice(i));
          break;
        }
        case Kind.Letrec: {
          const i = node.inits.indexOf(at);
          if (i >= 0) letrec(node, i);
          break;
        }
        case Kind.Loop:
          if (at !== node.body) operands(node.inits, at);
          mention([node.body], at === node.body ? [] : node.vars);
          break;
        case Kind.Again:
          operands(node.args, at);
          break;
        case Kind.Call:
          operands([node.fn, ...node.args], at);
          break;
        case Kind.Catch:
          if (at === node.body) mention([node.handler], [node.variable]);
          break;
        case Kind.Finally:
          if (at === node.body) mention([node.cleanup]);
          else interrupted.push(node);
          break;
        default:
      }
    }
    if (loop !== null) mention([loop.body]);
    const defaults = root?.kind === Kind.Lambda && path[0] !== root.body ? root : null;
    if (defaults !== null) {
      const i = defaults.optional.findIndex(o => o.init === path[0]);
      live.add((defaults.optional[i] as OptionalParam).variable);
      for (const o of defaults.optional.slice(i + 1)) {
        live.add(o.variable);
        mention([o.init]);
      }
      mention([defaults.body]);
    }
    const own = [...live].filter(v => fn.unit.outside?.place(v) === undefined);
    const shared = new Set(own.filter(v => v.captured && (v.assigned || pending.has(v))));
    return { path, loop, held, interrupted, live: own, shared, defaults, pending, known };
  }

  /** Variables that a node mentions and does not bind itself. */
  private free(node: Node): Variables {
    let found = this.frees.get(node) as Set<Variable> | undefined;
    if (found === undefined) {
      found = new Set<Variable>();
      if (node.kind === Kind.LocalRef || node.kind === Kind.SetLocal) found.add(node.variable);
      for (const c of children(node)) for (const v of this.free(c)) found.add(v);
      for (const v of bound(node)) found.delete(v);
      this.frees.set(node, found);
    }
    return found;
  }
}

/**
 * Analysis of a compile unit before anything is emitted. Receives the top-level nodes; answers which bindings are known
 * lambdas, which lambdas may answer a pending tail call, which can do without an arity check, and which nodes cannot be
 * written as one JavaScript expression. Relies on the variable flags set by the expander.
 */
import {
  type Call,
  type Finally,
  Kind,
  type Lambda,
  type Let,
  type Letrec,
  type Node,
  Unsupported,
  type Variable,
} from '../../core/nodes.ts';
import { children, mentioned, mentions } from '../../core/walk.ts';
import type { Imports } from '../units/exports.ts';
import { accepts, Bindings } from './callees.ts';
import { findGlobals } from './own-globals.ts';
import { switchArms } from './switch-shape.ts';
import { type Cycles, findCycles, findTailCallers, type TailCalls } from './tails.ts';
import { Types } from './types.ts';

/** What is left of a frame that is moved begins at one of these. */
export type Site = Call | Finally;

export class Analysis {
  readonly bindings: Bindings;
  /** Nodes that need JavaScript statements. */
  private readonly statements = new Set<Node>();
  /** Calls that the frame they are in can be moved away from, and `Finally`s likewise while handlers are asked about what failed inside. */
  private readonly sites = new Set<Site>();
  /** Lambdas whose call may answer `TCO`. */
  readonly tailCallers: ReadonlySet<Lambda> = new Set();
  private readonly cycles: Cycles;
  /** Known lambdas used other than as operator of a call with a fitting number of operands. */
  private readonly escaping = new Set<Lambda>();
  /** Lambdas with a self tail call that becomes a jump. */
  readonly selfLoops = new Set<Lambda>();
  readonly types: Types;
  /** `Finally`s whose frame can be moved while the cleanup runs. */
  readonly movableCleanups = new Set<Finally>();
  /** `letrec` variables that nothing can read before they are initialised. */
  readonly inPlace = new Set<Variable>();

  constructor(nodes: readonly Node[], sealed: boolean, imports: Imports, movable = false) {
    this.bindings = new Bindings(sealed, imports);
    findGlobals(nodes, this.bindings);
    const calls: TailCalls = new Map();
    const walker = new Walker(this, this.statements, this.escaping, calls, movable ? this.sites : null);
    for (const n of nodes) walker.bind(n);
    for (const n of nodes) walker.visit(n, null, false);
    this.cycles = findCycles(calls);
    this.tailCallers = findTailCallers(calls, this.cycles);
    if (movable) {
      // Only now it is known which calls of known lambdas answer the sentinel.
      for (const n of nodes) walker.visit(n, null, false);
    }
    this.types = new Types(nodes, this.bindings, this.inPlace, l => this.isPrivate(l));
  }

  needsStatements(node: Node): boolean {
    return this.statements.has(node);
  }

  /** Whether the frame around this node is moved when what it does answers a migration. */
  isSite(node: Site): boolean {
    return this.sites.has(node);
  }

  /** All calls of this lambda are in the unit and pass what it takes. */
  isPrivate(lambda: Lambda): boolean {
    return this.bindings.isKnown(lambda) && !this.escaping.has(lambda);
  }

  /** Whether a call of `call`'s callee may answer `TCO`. */
  mayDefer(call: Call): boolean {
    const callee = this.bindings.classify(call);
    switch (callee.kind) {
      case 'lambda':
        return this.tailCallers.has(callee.lambda);
      case 'import':
        return callee.signature.defers;
      default:
        return callee.kind === 'unknown';
    }
  }

  /** Whether tail calls of the one by the other may go on for ever; all other chains of known procedures are as short as the text. */
  isOnCycle(caller: Lambda | null, callee: Lambda): boolean {
    const cycle = this.cycles.get(callee);
    return cycle !== undefined && caller !== null && this.cycles.get(caller) === cycle;
  }

  /** A tail call of `lambda` by itself that can be a jump to its start. */
  isSelfJump(call: Call, lambda: Lambda | null): boolean {
    if (lambda === null || lambda.generator || lambda.optional.length > 0 || lambda.rest !== null) return false;
    return this.bindings.lambdaOf(call.fn) === lambda && call.args.length === lambda.params.length;
  }
}

class Walker {
  private readonly tailBlocks = new Set<Node>();
  /** Whether frames of procedures can be moved where the walk is: in a sealed unit, in what it defines, which can be found again. */
  private rooted: boolean;
  /** Whether the present frame can be moved. */
  private movable: boolean;

  constructor(
    private readonly analysis: Analysis,
    private readonly statements: Set<Node>,
    private readonly escaping: Set<Lambda>,
    private readonly calls: TailCalls,
    private readonly sites: Set<Site> | null,
  ) {
    this.rooted = this.movable = !analysis.bindings.sealed;
  }

  /** First pass: known local lambdas. */
  bind(node: Node): void {
    if (node.kind === Kind.Let) this.bindLet(node);
    else if (node.kind === Kind.Letrec) this.bindLetrec(node);
    for (const c of children(node)) this.bind(c);
  }

  private bindLet(node: Let): void {
    for (const [i, init] of node.inits.entries()) this.known(node.vars[i] as Variable, init);
  }

  /**
   * A variable is known if no code that runs before its initialisation mentions it: code that runs is in the
   * initialisations up to the last one before it that does more than make a value.
   */
  private bindLetrec(node: Letrec): void {
    node.vars.forEach((v, i) => {
      if (!v.captured && !node.inits.slice(0, i + 1).some(init => mentions(init, v))) this.analysis.inPlace.add(v);
    });
    const group = new Set(node.vars);
    const reachable = new Set<Variable>();
    let pending: Node[] = [];
    node.inits.forEach((init, i) => {
      const v = node.vars[i] as Variable;
      pending.push(init);
      if (init.kind === Kind.Lambda) {
        if (!reachable.has(v)) this.known(v, init);
      } else if (!this.inert(init)) {
        for (const p of pending) mentioned(p, group, reachable);
        pending = [];
      }
    });
  }

  private known(v: Variable, init: Node): void {
    if (init.kind === Kind.Lambda && !v.assigned) this.analysis.bindings.bindLocal(v, init);
  }

  private inert(node: Node): boolean {
    if (node.kind === Kind.Const || node.kind === Kind.Site) return true;
    if (node.kind !== Kind.Call || this.analysis.bindings.primitiveOf(node.fn) === undefined) return false;
    return node.args.every(a => this.inert(a));
  }

  /** Second pass: statements, escapes, tail calls. Answers whether the node needs statements. */
  visit(node: Node, lambda: Lambda | null, tail: boolean): boolean {
    const needs = this.shape(node, lambda, tail);
    if (needs) this.statements.add(node);
    return needs;
  }

  private visitAll(nodes: readonly Node[], lambda: Lambda | null): boolean {
    let needs = false;
    for (const n of nodes) if (this.visit(n, lambda, false)) needs = true;
    return needs;
  }

  private shape(node: Node, lambda: Lambda | null, tail: boolean): boolean {
    switch (node.kind) {
      case Kind.Const:
      case Kind.Site:
        return false;
      case Kind.LocalRef:
      case Kind.GlobalRef: {
        const known = this.analysis.bindings.lambdaOf(node);
        if (known) this.escaping.add(known);
        return false;
      }
      case Kind.SetLocal:
      case Kind.SetGlobal:
      case Kind.Yield:
        return this.visit(node.value, lambda, false);
      case Kind.Define: {
        // The cell makes the procedure visible to other units.
        if (node.value.kind === Kind.Lambda) this.escaping.add(node.value);
        const outside = this.rooted;
        this.rooted = outside || this.analysis.bindings.definitions.get(node.cell) === node.value;
        const needs = this.visit(node.value, lambda, false);
        this.rooted = outside;
        return needs;
      }
      case Kind.If: {
        const test = this.visit(node.test, lambda, false);
        const then = this.visit(node.then, lambda, tail);
        const otherwise = this.visit(node.otherwise, lambda, tail);
        return test || then || otherwise || switchArms(node, this.analysis.bindings) !== null;
      }
      case Kind.Seq: {
        const last = node.body.length - 1;
        const lead = this.visitAll(node.body.slice(0, last), lambda);
        return this.visit(node.body[last] as Node, lambda, tail) || lead;
      }
      case Kind.Lambda:
        this.calls.set(node, { known: [], inner: [], unknown: false });
        this.where(this.rooted, () => {
          for (const o of node.optional) this.visit(o.init, node, false);
        });
        this.where(this.rooted, () => this.visit(node.body, node, !node.generator));
        return false;
      case Kind.Let: {
        const inits = this.visitAll(node.inits, lambda);
        const body = this.visit(node.body, lambda, tail);
        return inits || body || node.vars.some(v => v.captured);
      }
      case Kind.Letrec:
      case Kind.Loop:
        this.visitAll(node.inits, lambda);
        this.visit(node.body, lambda, tail);
        return true;
      case Kind.Again:
        this.visitAll(node.args, lambda);
        return true;
      case Kind.Call:
        return this.call(node, lambda, tail);
      case Kind.Block:
        if (tail) this.tailBlocks.add(node);
        this.visit(node.body, lambda, tail);
        return true;
      case Kind.ReturnFrom:
        this.visit(node.value, lambda, node.direct && this.tailBlocks.has(node.block));
        return true;
      case Kind.Catch:
        this.visit(node.body, lambda, false);
        this.visit(node.handler, lambda, tail);
        return true;
      case Kind.Finally:
        this.visit(node.body, lambda, false);
        this.failure(node, lambda);
        this.cleanup(node, lambda);
        return true;
    }
  }

  private call(node: Call, lambda: Lambda | null, tail: boolean): boolean {
    const args = this.visitAll(node.args, lambda);
    const known = this.analysis.bindings.lambdaOf(node.fn);
    let operator = false;
    if (known === undefined) operator = this.visit(node.fn, lambda, false);
    else if (!accepts(known, node.args.length)) this.escaping.add(known);
    if (tail && lambda !== null) this.tailCall(node, lambda);
    else if (this.isSite(node, lambda)) return true;
    return args || operator;
  }

  private failure(node: Finally, lambda: Lambda | null): void {
    if (this.sites === null || !this.movable) return;
    const record = this.callsOf(lambda);
    if (record) record.unknown = true;
    this.sites.add(node);
  }

  /** A generator's body is not run by the call that makes it. */
  private callsOf(lambda: Lambda | null) {
    return lambda === null || lambda.generator ? undefined : this.calls.get(lambda);
  }

  /**
   * A generator can be left through the cleanup by its host, which then cannot be told from outside: its frame cannot be moved there, so a
   * program's generator that may need it is left to the interpreter.
   */
  private cleanup(node: Finally, lambda: Lambda | null): void {
    const { sites } = this;
    const inGenerator = lambda?.generator === true;
    const before = sites?.size ?? 0;
    this.where(this.movable && !(inGenerator && this.analysis.bindings.sealed), () => this.visit(node.cleanup, lambda, false));
    if ((sites?.size ?? 0) === before) return;
    if (inGenerator) throw new Unsupported('calls in a cleanup of a generator', node.pos);
    this.analysis.movableCleanups.add(node);
  }

  private where(movable: boolean, visit: () => void): void {
    const outer = this.movable;
    this.movable = movable;
    visit();
    this.movable = outer;
  }

  private isSite(node: Call, lambda: Lambda | null): boolean {
    if (this.sites === null || !this.movable) return false;
    const callee = this.analysis.bindings.classify(node);
    const record = this.callsOf(lambda);
    if (record && callee.kind === 'lambda') record.inner.push(callee.lambda);
    if (!this.analysis.mayDefer(node)) return false;
    if (record && callee.kind !== 'lambda') record.unknown = true;
    this.sites.add(node);
    return true;
  }

  private tailCall(node: Call, lambda: Lambda): void {
    const record = this.calls.get(lambda);
    if (record === undefined) return;
    if (this.analysis.isSelfJump(node, lambda)) {
      this.analysis.selfLoops.add(lambda);
      return;
    }
    const callee = this.analysis.bindings.classify(node);
    if (callee.kind === 'lambda') record.known.push(callee.lambda);
    else if (callee.kind === 'unknown' || !this.analysis.bindings.sealed) record.unknown = true;
    else if (callee.kind === 'import' && callee.signature.defers) record.unknown = true;
  }
}

/**
 * For tests: a second, naive implementation of the core language to compare the machine with. It follows the meanings in
 * `core/nodes.ts` by direct recursion over nodes, with host exceptions for every way out and host generators for yields
 * and requests. Continuations only escape.
 */

import { conditionOf, handlerPairs, spread } from '../control/arguments.ts';
import {
  type Block,
  type Catch,
  type Cell,
  Kind,
  type Lambda,
  type Loop,
  makeSite,
  type Node,
  Unsupported,
  type Variable,
} from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import { arityMessage } from '../values/arity.ts';
import { Condition, Raise } from '../values/condition.ts';
import { Generator } from '../values/generator.ts';
import { List } from '../values/list.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';

/** What travels out to whoever drives the evaluation: a generator's yield, or a request. */
interface Out {
  kind: 'yield' | 'perform';
  value: Value;
}

type Steps = globalThis.Generator<Out, Value, Value>;

class Scope {
  private readonly slots = new Map<Variable | Block | Loop, Value>();
  constructor(private readonly parent: Scope | null) {}

  home(key: Variable | Block | Loop): Map<Variable | Block | Loop, Value> {
    return this.slots.has(key) || !this.parent ? this.slots : this.parent.home(key);
  }

  get(key: Variable | Block | Loop): Value {
    return this.home(key).get(key);
  }

  bind(key: Variable | Block | Loop, v: Value): void {
    this.slots.set(key, v);
  }
}

class Exit {
  constructor(
    readonly target: object,
    readonly value: Value,
  ) {}
}

class Round {
  constructor(
    readonly target: object,
    readonly values: Value[],
  ) {}
}

/** One entry of the handler stack: handlers, a `Catch`, or a running handler that hides the `count` entries below it. */
type Entry = { pairs: Value[][] } | { catch: Catch } | { count: number };

class Resumable extends Generator {
  it: Steps | null = null;
  /** Its part of the handler stack while suspended. */
  entries: Entry[] = [];
  constructor(
    kernel: Kernel,
    readonly start: () => Steps,
  ) {
    super(kernel);
  }

  protected step(): never {
    throw new Error('oracle generators are resumed by the oracle');
  }
}

/** Sent to a suspended generator to raise at its `yield`. */
class RaiseHere {
  constructor(readonly payload: Value) {}
}

export class Oracle {
  /** Innermost last. */
  private handlers: Entry[] = [];
  /** What the program asked for that is not in the language. */
  private refusal: Unsupported | null = null;
  constructor(private readonly kernel: Kernel) {}

  /** Runs a node; requests are answered by `answer`. Throws `Unsupported` for what is not in its language. */
  run(n: Node, answer: (request: Value) => Value = v => v): Value {
    const steps = this.eval(n, new Scope(null));
    this.refusal = null;
    try {
      let r = steps.next();
      while (!r.done) r = steps.next(answer(r.value.value));
      return r.value;
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: a cleanup of the program may have replaced it
      if (this.refusal !== null) throw this.refusal;
    }
  }

  private *all(nodes: readonly Node[], s: Scope): globalThis.Generator<Out, Value[], Value> {
    const out: Value[] = [];
    for (const n of nodes) out.push(yield* this.eval(n, s));
    return out;
  }

  private *eval(n: Node, s: Scope): Steps {
    switch (n.kind) {
      case Kind.Const:
        return n.value;
      case Kind.Site:
        return makeSite(n.of);
      case Kind.LocalRef:
        return s.get(n.variable);
      case Kind.GlobalRef:
        return n.cell.v === undefined ? yield* this.unbound(n.cell) : n.cell.v;
      case Kind.SetLocal: {
        const v = yield* this.eval(n.value, s);
        s.home(n.variable).set(n.variable, v);
        return v;
      }
      case Kind.SetGlobal: {
        const v = yield* this.eval(n.value, s);
        if (n.cell.v === undefined) return yield* this.unbound(n.cell);
        n.cell.v = v;
        return v;
      }
      case Kind.Define:
        n.cell.v = yield* this.eval(n.value, s);
        return n.cell.v;
      case Kind.If: {
        const t = yield* this.eval(n.test, s);
        return yield* this.eval(t !== false && t !== null ? n.then : n.otherwise, s);
      }
      case Kind.Seq:
        return (yield* this.all(n.body, s)).at(-1);
      case Kind.Lambda: {
        const closure: Value = () => {
          throw new Error('oracle closures are called by the oracle');
        };
        closure.oracle = { node: n, scope: s };
        closure.guestName = n.name;
        return closure;
      }
      case Kind.Let: {
        const values = yield* this.all(n.inits, s);
        const inner = new Scope(s);
        n.vars.forEach((v, i) => {
          inner.bind(v, values[i]);
        });
        return yield* this.eval(n.body, inner);
      }
      case Kind.Letrec: {
        const inner = new Scope(s);
        for (const v of n.vars) inner.bind(v, null);
        for (let i = 0; i < n.vars.length; i++) inner.bind(n.vars[i] as Variable, yield* this.eval(n.inits[i] as Node, inner));
        return yield* this.eval(n.body, inner);
      }
      case Kind.Loop:
        return yield* this.loop(n, yield* this.all(n.inits, s), s);
      case Kind.Again: {
        const values = yield* this.all(n.args, s);
        throw new Round(s.get(n.loop), values);
      }
      case Kind.Call: {
        const fn = yield* this.eval(n.fn, s);
        return yield* this.apply(fn, yield* this.all(n.args, s));
      }
      case Kind.Block: {
        const inner = new Scope(s);
        const target = {};
        inner.bind(n, target);
        return yield* this.exit(target, this.eval(n.body, inner));
      }
      case Kind.ReturnFrom: {
        const target = s.get(n.block);
        throw new Exit(target, yield* this.eval(n.value, s));
      }
      case Kind.Catch: {
        let payload: Value;
        try {
          return yield* this.within({ catch: n }, this.eval(n.body, s));
        } catch (e) {
          payload = this.kernel.caught(e);
        }
        const inner = new Scope(s);
        inner.bind(n.variable, payload);
        return yield* this.eval(n.handler, inner);
      }
      case Kind.Finally:
        try {
          return yield* this.eval(n.body, s);
        } finally {
          yield* this.eval(n.cleanup, s);
        }
      case Kind.Yield: {
        const value = yield* this.eval(n.value, s);
        const sent = yield { kind: 'yield', value };
        // Not the host's `return()`: what delegates to code that yields in its cleanup would go on afterwards.
        if (sent instanceof Exit) throw sent;
        return sent instanceof RaiseHere ? yield* this.raise(sent.payload, false) : sent;
      }
    }
  }

  private refuse(what: string): never {
    this.refusal = new Unsupported(what, -1);
    throw this.refusal;
  }

  private unbound(cell: Cell): Steps {
    return this.raise(new Condition(`Undefined symbol: ${cell.name}`, [], 'undefined-symbol'), false);
  }

  private *loop(n: Loop, first: Value[], s: Scope): Steps {
    for (let values = first; ; ) {
      const inner = new Scope(s);
      const target = {};
      inner.bind(n, target);
      n.vars.forEach((v, i) => {
        inner.bind(v, values[i]);
      });
      try {
        return yield* this.eval(n.body, inner);
      } catch (e) {
        if (!(e instanceof Round && e.target === target)) throw e;
        values = e.values;
      }
    }
  }

  private *exit(target: object, steps: Steps): Steps {
    try {
      return yield* steps;
    } catch (e) {
      if (!(e instanceof Exit && e.target === target)) throw e;
      return e.value;
    }
  }

  private *within(entry: Entry, steps: Steps): Steps {
    this.handlers.push(entry);
    try {
      return yield* steps;
    } finally {
      this.handlers.pop();
    }
  }

  private *apply(fn: Value, args: Value[]): Steps {
    if (typeof fn !== 'function')
      return yield* this.raise(new Condition(`Not callable: ${this.kernel.inspect(fn)}`, [fn], 'type'), false);
    if (fn.native) return yield* fn.native === 'call' ? this.apply(args[0], []) : this.resume(args[0], args[1], args[2]);
    if (fn.escape?.left) this.refuse('a continuation that has been left');
    if (fn.escape) throw new Exit(fn.escape, args[0]);
    if (fn.oracle) return yield* this.enter(fn.oracle.node, fn.oracle.scope, args);
    if (fn.control) return yield* this.control(fn.control, args);
    return yield* this.host(() => this.kernel.call(fn, ...args));
  }

  /** What host code answers; its failures are raised where it was called. */
  private *host(act: () => Value): Steps {
    let payload: Value;
    try {
      return act();
    } catch (e) {
      payload = this.kernel.caught(e);
    }
    return yield* this.raise(payload, false);
  }

  private *enter(n: Lambda, outer: Scope, args: Value[]): Steps {
    const s = new Scope(outer);
    const most = n.rest ? -1 : n.params.length + n.optional.length;
    if (!n.lenient && (args.length < n.params.length || (most >= 0 && args.length > most))) {
      const message = arityMessage(n.name, n.params.length, most, args.length);
      return yield* this.raise(new Condition(message, [], 'arity'), false);
    }
    n.params.forEach((v, i) => {
      s.bind(v, args[i] ?? null);
    });
    const extra = args.slice(n.params.length + n.optional.length);
    const body = function* (self: Oracle): Steps {
      for (const [i, o] of n.optional.entries()) {
        const given = args[n.params.length + i];
        s.bind(o.variable, given === undefined ? yield* self.eval(o.init, s) : given);
      }
      if (n.rest) s.bind(n.rest, List.of(extra));
      return yield* self.eval(n.body, s);
    };
    if (!n.generator) return yield* body(this);
    const made: Resumable = new Resumable(this.kernel, () => this.exit(made, body(this)));
    return made;
  }

  private *control(name: string, args: Value[]): Steps {
    const [a, b, c] = args;
    switch (name) {
      case 'raise':
      case '%reraise':
        return yield* this.raise(a, false);
      case 'raise-continuable':
        return yield* this.raise(a, true);
      case 'error':
        return yield* this.raise(conditionOf(this.kernel, args), false);
      case 'call/ec':
      case 'call/cc': {
        const k: Value = () => null;
        k.escape = { left: false };
        try {
          return yield* this.exit(k.escape, this.apply(a, [k]));
        } finally {
          k.escape.left = true;
        }
      }
      case 'dynamic-wind':
        yield* this.apply(a, []);
        try {
          return yield* this.apply(b, []);
        } finally {
          yield* this.apply(c, []);
        }
      case 'with-exception-handler':
        return yield* this.within({ pairs: [[null, a]] }, this.apply(b, []));
      case '%handler-bind':
        return yield* this.within({ pairs: yield* this.host(() => handlerPairs(a)) }, this.apply(b, []));
      case 'perform':
        return yield { kind: 'perform', value: a };
      case 'apply': {
        const [fn, ...operands] = yield* this.host(() => spread([null, ...args]));
        return yield* this.apply(fn, operands);
      }
      case 'values':
        return args.length === 1 ? a : new Multiple(args);
      case 'call-with-values': {
        const v = yield* this.apply(a, []);
        return yield* this.apply(b, v instanceof Multiple ? [...v.items] : [v]);
      }
      case 'generator-resume!':
        if (a instanceof Resumable) return yield* this.resume(a, b, c);
        return yield* this.raise(new Condition('generator-resume!: expected generator', [a], 'type'), false);
      default:
        return this.refuse(name);
    }
  }

  private *raise(payload: Value, continuable: boolean): Steps {
    const top = this.handlers.length;
    for (let i = top - 1; i >= 0; i--) {
      const entry = this.handlers[i] as Entry;
      if ('catch' in entry) {
        if (continuable && entry.catch.declines) this.refuse('a guard that may send a raise back');
        break;
      }
      if ('count' in entry) {
        i -= entry.count;
        continue;
      }
      const shield = { count: top - i };
      for (const [predicate, handler] of entry.pairs) {
        if (predicate !== null) {
          const t = yield* this.within(shield, this.apply(predicate, [payload]));
          if (t === false || t === null) continue;
        }
        const v = yield* this.within(shield, this.apply(handler, [payload]));
        if (continuable) return v;
        const condition = new Condition('Handler returned from a raise that is not continuable', [payload]);
        return yield* this.within(shield, this.raise(condition, false));
      }
    }
    throw new Raise(payload);
  }

  private *resume(g: Resumable, mode: number, value: Value): Steps {
    if (g.state === 'running') return yield* this.raise(new Condition('Generator is already running', [g]), false);
    if (g.state === 'start' && mode !== 0) g.state = 'done';
    if (g.state === 'done') {
      if (mode === 1) return yield* this.raise(value, false);
      return mode === 0 ? null : value;
    }
    g.it ??= g.start();
    g.state = 'running';
    const base = this.handlers.length;
    this.handlers.push(...g.entries);
    let r: IteratorResult<Out, Value>;
    try {
      r = g.it.next(mode === 0 ? value : mode === 1 ? new RaiseHere(value) : new Exit(g, value));
      while (!r.done && r.value.kind === 'perform') r = g.it.next(yield r.value);
    } catch (e) {
      g.state = 'done';
      throw e;
    }
    g.entries = this.handlers.splice(base);
    g.state = r.done ? 'done' : 'suspended';
    return r.done ? r.value : r.value.value;
  }
}

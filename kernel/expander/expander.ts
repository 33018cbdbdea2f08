/**
 * The expander: one datum in, one core node out. It knows scopes, macros, calls and bodies; every special form is a row
 * of the form table (`forms/`). It never evaluates guest code except macro transformers. Errors are `SyntaxIssue`s.
 */
import { Again, Call, Const, GlobalRef, LocalRef, type Node, Seq, Variable } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import { Namespace } from '../instance/namespace.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Alias, Keyword, Sym } from '../values/symbol.ts';
import { annotate } from './annotate.ts';
import { expandBody } from './body.ts';
import { formTable } from './forms/table.ts';
import { SyntaxIssue } from './issue.ts';
import { LoopContext, Scope } from './scope.ts';

/** Evaluates a finished core node: what macros and libraries need at expansion time. */
export type Evaluate = (node: Node) => Value;

export class Expander {
  constructor(
    readonly kernel: Kernel,
    readonly namespace: Namespace,
    readonly evaluate: Evaluate,
  ) {}

  /** Expands one top-level datum. */
  expandTop(datum: Value): Node {
    const node = this.expand(datum, new Scope(null), null);
    annotate(node);
    return node;
  }

  /**
   * `loops` lists the loops for which this place is in tail position; null for an operand.
   */
  expand(datum: Value, scope: Scope, loops: LoopContext | null): Node {
    if (datum instanceof List) return this.expandList(datum, scope, loops);
    if (datum instanceof Sym) return this.reference(datum, scope, -1);
    if (datum instanceof Keyword) return new Const(-1, datum.name);
    return new Const(-1, datum);
  }

  /** Expands every datum as an operand. */
  expandAll(data: Iterable<Value>, scope: Scope): Node[] {
    const nodes: Node[] = [];
    for (const d of data) nodes.push(this.expand(d, scope, null));
    return nodes;
  }

  body(forms: readonly Value[], scope: Scope, loops: LoopContext | null, pos: number): Node {
    return expandBody(this, forms, scope, loops, pos);
  }

  /** Several expressions in sequence, without inner definitions. */
  sequence(forms: readonly Value[], scope: Scope, loops: LoopContext | null, pos: number): Node {
    if (forms.length === 0) return new Const(pos, null);
    if (forms.length === 1) return this.expand(forms[0], scope, loops);
    const last = forms.length - 1;
    return new Seq(
      pos,
      forms.map((f, i) => this.expand(f, scope, i === last ? loops : null)),
    );
  }

  reference(sym: Sym, scope: Scope, pos: number): Node {
    const found = this.resolve(sym, scope);
    if (found instanceof Sym) {
      const home = this.homeOf(sym);
      if (this.formOf(found) || home.macro(found.name) !== undefined) {
        if (home.lookup(found.name) === undefined) {
          throw new SyntaxIssue('EXPAND_FORM_AS_VALUE', `${found.name} is a special form or macro and has no value`, pos);
        }
      }
      return new GlobalRef(pos, home.cell(found.name));
    }
    if (found.kind === 'variable') return new LocalRef(pos, found.variable);
    if (found.kind === 'loop') {
      found.escaped = true;
      return new LocalRef(pos, found.variable);
    }
    throw new SyntaxIssue('EXPAND_FORM_AS_VALUE', `${sym.name} is a macro and has no value`, pos);
  }

  /** What a symbol means here: a lexical binding, or the symbol that names a global. */
  resolve(sym: Sym, scope: Scope): import('./scope.ts').Binding | Sym {
    let s = sym;
    let from: Scope | null = scope;
    for (;;) {
      const binding = from?.lookup(s);
      if (binding) return binding;
      if (!(s instanceof Alias)) return s;
      from = s.home instanceof Scope ? s.home : null;
      s = s.original;
    }
  }

  /** Where a symbol that is not bound lexically is looked up: a macro's own namespace, if the name is known there. */
  homeOf(sym: Sym): Namespace {
    for (let s = sym; s instanceof Alias; s = s.original) {
      const { home, name } = s;
      if (home instanceof Namespace && (home.lookup(name) !== undefined || home.macro(name) !== undefined)) return home;
    }
    return this.namespace;
  }

  /** Whether the datum is the symbol `name`, unbound lexically (for `else`, `=>`, `_` …). */
  isKeyword(datum: Value, name: string, scope: Scope): boolean {
    if (!(datum instanceof Sym) || datum.name !== name) return false;
    return this.resolve(datum, scope) instanceof Sym;
  }

  formOf(sym: Sym) {
    return formTable.get(sym.name);
  }

  /** The special form that heads this list here, if any. */
  headForm(datum: Value, scope: Scope): string | null {
    if (!(datum instanceof List) || datum.length === 0) return null;
    const head = datum.at(0);
    if (!(head instanceof Sym)) return null;
    const base = baseSymbol(head);
    return this.formOf(base) ? base.name : this.resolve(head, scope) instanceof Sym ? base.name : null;
  }

  /** One macro expansion step: the expansion, or undefined when the list is not a macro use. */
  macroStep(form: List, scope: Scope): Value | undefined {
    const head = form.at(0);
    if (!(head instanceof Sym)) return undefined;
    const found = this.resolve(head, scope);
    let transformer: Value;
    if (found instanceof Sym) {
      if (this.formOf(found)) return undefined;
      transformer = this.homeOf(head).macro(found.name);
    } else if (found.kind === 'macro') transformer = found.transformer;
    if (transformer === undefined) return undefined;
    const result = this.kernel.call(transformer, ...form.drop(1).toArray());
    if (result instanceof List && result.pos < 0) result.pos = form.pos;
    return result;
  }

  /** Reference to a kernel-internal procedure (`%name`), whatever the user has redefined. */
  internal(name: string, pos: number): GlobalRef {
    return new GlobalRef(pos, this.kernel.base.cell(name));
  }

  callInternal(name: string, args: Node[], pos: number): Call {
    return new Call(pos, this.internal(name, pos), args);
  }

  variable(sym: Sym, scope: Scope): Variable {
    return new Variable(sym.name, scope.lambda);
  }

  private expandList(form: List, scope: Scope, loops: LoopContext | null): Node {
    if (form.length === 0) return new Const(form.pos, List.empty());
    const head = form.at(0);
    if (head instanceof Sym) {
      // Built-in forms cannot be shadowed.
      const special = this.formOf(baseSymbol(head));
      if (special) {
        const count = form.length - 1;
        if (count < special.min || (special.max >= 0 && count > special.max)) {
          throw new SyntaxIssue('EXPAND_FORM_SHAPE', `${special.name}: expected ${special.syntax}`, form.pos);
        }
        return special.expand(this, form, scope, loops);
      }
      const step = this.macroStep(form, scope);
      if (step !== undefined) return this.expand(step, scope, loops);
      const binding = this.resolve(head, scope);
      if (!(binding instanceof Sym) && binding.kind === 'loop') {
        const args = form.drop(1);
        const fits = args.length === binding.loop.vars.length;
        if (fits && LoopContext.find(loops, binding.loop)) {
          return new Again(form.pos, binding.loop, this.expandAll(args, scope));
        }
      }
      const fn = this.reference(head, scope, form.pos);
      return new Call(form.pos, fn, this.expandAll(form.drop(1), scope));
    }
    return new Call(form.pos, this.expand(head, scope, null), this.expandAll(form.drop(1), scope));
  }
}

/** Follows aliases to the symbol as written. */
export function baseSymbol(sym: Sym): Sym {
  let s = sym;
  while (s instanceof Alias) s = s.original;
  return s;
}

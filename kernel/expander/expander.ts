/**
 * The expander: one datum in, one core node out. It knows scopes, macros, calls and bodies; every special form is a row
 * of the form table (`forms/`). It never evaluates guest code except macro transformers. Errors are `SyntaxIssue`s.
 */
import { Again, Call, Const, GlobalRef, LocalRef, type Node, Seq, Variable } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import { Namespace } from '../instance/namespace.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Alias, DOT, Keyword, Sym } from '../values/symbol.ts';
import { annotate } from './annotate.ts';
import { expandBody } from './body.ts';
import { refuseCycles } from './cycles.ts';
import { type Form, formTable } from './forms/table.ts';
import { misshapen, NO_PAIRS, SyntaxIssue } from './issue.ts';
import { Pending } from './pending.ts';
import { LoopContext, Scope } from './scope.ts';
import { isRules } from './syntax-rules.ts';

/** Evaluates a finished core node: what macros and libraries need at expansion time. */
export type Evaluate = (node: Node) => Value;

/** Macro uses, each in the expansion of the one before, after which an expansion is taken for one without end. */
export const MOST_MACROS = 200_000;

/** Each takes as much of the host's stack as a whole expansion. */
const MOST_TRANSFORMERS = 10;

export function endless(form: List): SyntaxIssue {
  const name = (form.at(0) as Sym).name;
  const what = `${name}: the expansion went through ${MOST_MACROS} macro uses, each in the expansion of the one before`;
  return new SyntaxIssue('EXPAND_FORM_SHAPE', what, form.pos);
}

/** A macro call in the course of its expansion. */
export interface Expansion {
  expander: Expander;
  scope: Scope;
}

export class Expander {
  constructor(
    readonly kernel: Kernel,
    readonly namespace: Namespace,
    readonly evaluate: Evaluate,
  ) {}

  /** Nested forms that wait until the host's stack is short. */
  readonly pending = new Pending();
  /** Macro uses that the form at hand is nested in the expansions of. */
  private macros = 0;
  /** Where the form at hand stands: only lists know, what is in them and what macros made is where they are. */
  private at = -1;
  /** Macro definitions that the form at hand is nested in the transformers of. */
  private transformers = 0;
  private readonly baseNames = new Map<string, Alias>();

  /** Expands one top-level datum. */
  expandTop(datum: Value): Node {
    this.macros = 0;
    this.transformers = 0;
    this.at = -1;
    const { nativeDepth } = this.kernel;
    try {
      const node = this.pending.complete(() => this.expand(datum, new Scope(null), null));
      annotate(node);
      return node;
    } catch (e) {
      // What macros raise leaves their compiled frames.
      this.kernel.nativeDepth = nativeDepth;
      throw e;
    }
  }

  /**
   * `loops` lists the loops for which this place is in tail position; null for an operand.
   */
  expand(datum: Value, scope: Scope, loops: LoopContext | null): Node {
    if (datum instanceof List) {
      const { pending } = this;
      if (pending.full) return this.expandLater(datum, scope, loops);
      const { at } = this;
      pending.enter();
      const node = this.expandList(datum, scope, loops);
      pending.leave();
      this.at = at;
      return node;
    }
    if (datum instanceof Sym) return this.reference(datum, scope, this.at);
    return new Const(this.at, datum instanceof Keyword ? datum.name : datum);
  }

  /** The node of a macro's procedure, complete, since it is evaluated at once. */
  transformer(make: () => Node, pos: number): Node {
    if (++this.transformers > MOST_TRANSFORMERS) {
      throw new SyntaxIssue(
        'EXPAND_SCOPE',
        `macro definitions are nested more than ${MOST_TRANSFORMERS} deep in one another`,
        pos,
      );
    }
    const node = this.pending.complete(make);
    this.transformers--;
    return node;
  }

  private expandLater(form: List, scope: Scope, loops: LoopContext | null): Node {
    // Data without end are deep; a program that is deep for good reasons is looked through a few times.
    if (this.pending.suspicious) refuseCycles(form);
    const { macros, at } = this;
    return this.pending.defer(form.pos, () => {
      this.macros = macros;
      this.at = at;
      return this.expandList(form, scope, loops);
    });
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
    if (found === DOT) throw new SyntaxIssue('EXPAND_DOT', NO_PAIRS, pos);
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

  private sameMeaning(a: Sym, b: Sym, scope: Scope): boolean {
    const [x, y] = [this.resolve(a, scope), this.resolve(b, scope)];
    return x instanceof Sym && y instanceof Sym ? x.name === y.name : x === y;
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

  formOf(sym: Sym): Form | undefined {
    return formTable.get(sym.name);
  }

  /** Refuses a form that is not as its row says. */
  check(row: Form, form: List): void {
    const mistake = row.shape.mistake(form);
    if (mistake === null) return;
    const { what, at } = mistake;
    throw misshapen(row.name, row.syntax, what, at instanceof List && at.pos >= 0 ? at.pos : form.pos);
  }

  /** A name of the base library in data that are to be expanded, whatever the program means by it. */
  baseName(name: string): Sym {
    let alias = this.baseNames.get(name);
    if (alias === undefined) this.baseNames.set(name, (alias = new Alias(this.kernel.symbols.symbol(name), this.kernel.base)));
    return alias;
  }

  /** The special form that heads a list, if any: built-in forms cannot be shadowed. */
  headForm(form: List): Form | undefined {
    const head = form.at(0);
    return head instanceof Sym ? this.formOf(baseSymbol(head)) : undefined;
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
    if (transformer === undefined) return found instanceof Sym ? this.markedStep(head, form, scope) : undefined;
    return this.transform(transformer, form.drop(1), form.pos, scope);
  }

  /**
   * A head that begins with `~` and means nothing of its own is an operand of the macro `~`, if there is one: uses of components
   * may stand before their definitions.
   */
  private markedStep(head: Sym, form: List, scope: Scope): Value | undefined {
    if (head.name.length === 1 || !head.name.startsWith('~')) return undefined;
    const transformer = this.namespace.macro('~');
    return transformer === undefined ? undefined : this.transform(transformer, form, form.pos, scope);
  }

  /** The expansion of operands; while the macro runs, it can ask what names mean in the place of its call. */
  private transform(transformer: Value, operands: List, pos: number, scope: Scope): Value {
    const { kernel } = this;
    const outer = kernel.expansion;
    kernel.expansion = { expander: this, scope } satisfies Expansion;
    try {
      // An expansion that never ends can be interrupted like anything else that does not.
      if (--kernel.fuel <= 0) kernel.refuel();
      const expansion = isRules(transformer)
        ? transformer.rules(operands, (literal, datum) => this.sameMeaning(literal, datum, scope))
        : kernel.call(transformer, ...operands.toArray());
      return placed(expansion, pos);
    } finally {
      kernel.expansion = outer;
    }
  }

  private expandStep(form: List, step: Value, scope: Scope, loops: LoopContext | null): Node {
    if (++this.macros > MOST_MACROS) throw endless(form);
    const node = this.expand(step, scope, loops);
    this.macros--;
    return node;
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

  private expandList(datum: List, scope: Scope, loops: LoopContext | null): Node {
    const form = placed(datum, this.at);
    this.at = form.pos;
    if (form.length === 0) return new Const(form.pos, List.empty());
    const head = form.at(0);
    if (head instanceof Sym) {
      const special = this.headForm(form);
      if (special) {
        this.check(special, form);
        return special.expand(this, form, scope, loops);
      }
      const step = this.macroStep(form, scope);
      if (step !== undefined) return this.expandStep(form, step, scope, loops);
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

/** The datum itself, or a list without a place at that place; the list that was made is left as it is. */
function placed<T extends Value>(datum: T, pos: number): T {
  if (!(datum instanceof List) || datum.pos >= 0 || pos < 0) return datum;
  const view = datum.drop(0);
  view.pos = pos;
  return view as T;
}

/** Follows aliases to the symbol as written. */
export function baseSymbol(sym: Sym): Sym {
  let s = sym;
  while (s instanceof Alias) s = s.original;
  return s;
}

/** defmacro, define-syntax, let-syntax: macros are procedures from operand data to an expansion. */
import { Const, type Node } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Procedure, Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { annotate } from '../annotate.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { misshapen, SyntaxIssue } from '../issue.ts';
import { Scope } from '../scope.ts';
import { shown } from '../shape.ts';
import { syntaxRules } from '../syntax-rules.ts';
import { lambdaNamed } from './lambda.ts';
import type { FormRow } from './row.ts';

/** A macro's procedure, evaluated now: forms of the same text may use it. */
function evaluated(ex: Expander, transformer: Node, what: string, pos: number): Procedure {
  annotate(transformer);
  const procedure = ex.evaluate(transformer);
  if (typeof procedure === 'function') return procedure;
  throw misshapen(what, 'a procedure from operands to expansion', `the transformer is ${shown(procedure)}`, pos);
}

/** Defines a macro, and answers the node that defines it again when the compiled unit is loaded. */
function define(ex: Expander, form: List, transformer: () => Node, scope: Scope): Node {
  const name = form.at(1) as Sym;
  const what = baseSymbol(form.at(0) as Sym).name;
  const { pos } = form;
  if (ex.formOf(baseSymbol(name)))
    throw new SyntaxIssue('EXPAND_BINDING', `${what}: ${name.name} is a special form and cannot be redefined`, pos);
  const node = ex.transformer(transformer, pos);
  const procedure = evaluated(ex, node, what, pos);
  if (isTop(scope)) {
    ex.namespace.defineMacro(name.name, procedure);
    return ex.callInternal('%define-macro', [new Const(pos, ex.namespace.name), new Const(pos, name.name), node], pos);
  }
  scope.bind(name, { kind: 'macro', transformer: procedure });
  return new Const(pos, null);
}

/** `home` is the scope around a local definition, null for one at top level. A macro's code sees globals, not the variables around it. */
function transformerOf(ex: Expander, datum: Value, home: Scope | null, pos: number): Node {
  if (datum instanceof List && datum.at(0) instanceof Sym && (datum.at(0) as Sym).name === 'syntax-rules') {
    if (home !== null) return new Const(pos, syntaxRules(datum.drop(1), home));
    // The rules travel as data and become a procedure where the unit is loaded.
    return ex.callInternal('%syntax-rules', [new Const(pos, datum.drop(1)), new Const(pos, ex.namespace.name)], pos);
  }
  return ex.expand(datum, new Scope(null), null);
}

const isTop = (scope: Scope): boolean => scope.parent === null && scope.lambda === null;

const letSyntax = (name: string, recursive: boolean, doc: string, example: string, value: string): FormRow => ({
  name,
  syntax: `(${name} ((name transformer)…) body…)`,
  doc,
  example,
  value,
  expand(ex, form, scope, loops) {
    const inner = new Scope(scope);
    for (const clause of (form.at(1) as List).toArray() as List[]) {
      const pos = clause.pos >= 0 ? clause.pos : form.pos;
      const node = ex.transformer(() => transformerOf(ex, clause.at(1), recursive ? inner : scope, pos), pos);
      inner.bind(clause.at(0) as Sym, { kind: 'macro', transformer: evaluated(ex, node, name, pos) });
    }
    return ex.body(form.drop(2).toArray(), new Scope(inner), loops, form.pos);
  },
});

export const macroForms: FormRow[] = [
  {
    name: 'defmacro',
    syntax: '(defmacro name params body…)',
    doc: 'A macro: operands arrive as data, the result is expanded in the place of the call.',
    example: '(defmacro unless-zero (n &rest body) `(if (= ,n 0) nil (begin ,@body))) (list (unless-zero 0 1) (unless-zero 2 1))',
    value: '(nil 1)',
    expand: (ex, form, scope) =>
      define(
        ex,
        form,
        () => lambdaNamed(ex, (form.at(1) as Sym).name, form.at(2), form.drop(3), new Scope(null), form.pos),
        scope,
      ),
  },
  {
    name: 'define-syntax',
    syntax: '(define-syntax name transformer)',
    doc: 'A hygienic macro by `(syntax-rules (literal…) (pattern template)…)` (R7RS 4.3.2), or any procedure from operands to expansion.',
    example:
      '(define-syntax swap! (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp))))) (let ((tmp 1) (x 2)) (swap! tmp x) (list tmp x))',
    value: '(2 1)',
    expand: (ex, form, scope) =>
      define(ex, form, () => transformerOf(ex, form.at(2), isTop(scope) ? null : scope, form.pos), scope),
  },
  letSyntax(
    'let-syntax',
    false,
    'Macros for the extent of the body.',
    '(let-syntax ((twice (syntax-rules () ((_ e) (begin e e))))) (let ((i 0)) (twice (set! i (+ i 1))) i))',
    '2',
  ),
  letSyntax(
    'letrec-syntax',
    true,
    'Macros for the extent of the body, which may use one another.',
    '(letrec-syntax ((any (syntax-rules () ((_) false) ((_ e rest ...) (if e true (any rest ...)))))) (any false 5))',
    'true',
  ),
];

/** defmacro, define-syntax, let-syntax: macros are procedures from operand data to an expansion. */
import { Const, type Node } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { annotate } from '../annotate.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { Scope } from '../scope.ts';
import { syntaxRules } from '../syntax-rules.ts';
import { lambdaNamed } from './lambda.ts';
import type { FormRow } from './row.ts';

/**
 * Defines a macro now, since later forms of the same text may use it, and answers the node that defines it again when
 * the compiled unit is loaded.
 */
function defineTop(ex: Expander, name: Sym, transformer: Node, pos: number): Node {
  annotate(transformer);
  const procedure = ex.evaluate(transformer);
  ex.namespace.defineMacro(name.name, procedure);
  return ex.callInternal('%define-macro', [new Const(pos, ex.namespace.name), new Const(pos, name.name), transformer], pos);
}

function define(ex: Expander, name: Value, transformer: (scope: Scope) => Node, scope: Scope, pos: number): Node {
  if (!(name instanceof Sym)) throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'a macro needs a symbol as its name', pos);
  if (ex.formOf(name)) throw new SyntaxIssue('EXPAND_BINDING', `${name.name} is a special form and cannot be redefined`, pos);
  // A macro's code runs at expansion time: it sees globals, not the variables around its definition.
  const node = transformer(new Scope(null));
  if (isTop(scope)) return defineTop(ex, name, node, pos);
  annotate(node);
  scope.bind(name, { kind: 'macro', transformer: ex.evaluate(node) });
  return new Const(pos, null);
}

/** A macro's procedure; `home` is the scope around a local definition, null for one at top level. */
function transformerOf(ex: Expander, datum: Value, home: Scope | null, pos: number): Node {
  if (datum instanceof List && datum.at(0) instanceof Sym && (datum.at(0) as Sym).name === 'syntax-rules') {
    if (home !== null) return new Const(pos, syntaxRules(datum.drop(1), home));
    // The rules travel as data and become a procedure where the unit is loaded.
    return ex.callInternal('%syntax-rules', [new Const(pos, datum.drop(1)), new Const(pos, ex.namespace.name)], pos);
  }
  return ex.expand(datum, new Scope(null), null);
}

const isTop = (scope: Scope): boolean => scope.parent === null && scope.lambda === null;

export const macroForms: FormRow[] = [
  {
    name: 'defmacro',
    min: 2,
    max: -1,
    syntax: '(defmacro name (params…) body…)',
    doc: 'A macro: operands arrive as data, the result is expanded in the place of the call.',
    expand: (ex, form, scope) =>
      define(
        ex,
        form.at(1),
        s => lambdaNamed(ex, (form.at(1) as Sym).name, form.at(2), form.drop(3), s, form.pos),
        scope,
        form.pos,
      ),
  },
  {
    name: 'define-syntax',
    min: 2,
    max: 2,
    syntax: '(define-syntax name (syntax-rules (literal…) (pattern template)…))',
    doc: 'A hygienic macro (R7RS 4.3.2), or any procedure from operands to expansion.',
    expand: (ex, form, scope) =>
      define(ex, form.at(1), () => transformerOf(ex, form.at(2), isTop(scope) ? null : scope, form.pos), scope, form.pos),
  },
  {
    name: 'let-syntax',
    min: 1,
    max: -1,
    syntax: '(let-syntax ((name transformer)…) body…)',
    doc: 'Macros for the extent of the body.',
    expand(ex, form, scope, loops) {
      const inner = new Scope(scope);
      for (const clause of form.at(1) as List) {
        const [name, rules] = (clause as List).toArray();
        const node = transformerOf(ex, rules, baseSymbol(form.at(0) as Sym).name === 'letrec-syntax' ? inner : scope, form.pos);
        annotate(node);
        inner.bind(name as Sym, { kind: 'macro', transformer: ex.evaluate(node) });
      }
      return ex.body(form.drop(2).toArray(), new Scope(inner), loops, form.pos);
    },
  },
];
macroForms.push({ ...(macroForms[2] as FormRow), name: 'letrec-syntax', syntax: '(letrec-syntax ((name transformer)…) body…)' });

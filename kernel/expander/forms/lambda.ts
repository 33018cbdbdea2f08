/** fn, lambda, generator-fn, yield, case-lambda: procedures and their parameter lists. */
import { Const, If, Lambda, type Node, Variable, Yield } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { DOT, Keyword, Sym } from '../../values/symbol.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { crossToLambda, Scope } from '../scope.ts';
import { shown } from '../shape.ts';
import type { FormRow } from './row.ts';

export function lambdaNamed(
  ex: Expander,
  name: string,
  params: Value,
  body: List,
  outer: Scope,
  pos: number,
  generator = false,
): Lambda {
  const lambda = new Lambda(pos, name, outer.lambda);
  lambda.generator = generator;
  const scope = new Scope(outer, 'lambda');
  scope.lambda = lambda;
  declareParameters(ex, lambda, params, scope, pos);
  lambda.body = ex.body(body.toArray(), new Scope(scope), null, pos);
  return lambda;
}

/** The names that a parameter list binds, in order. */
export function parameterNames(ex: Expander, params: Value, pos: number): Sym[] {
  const scope = new Scope(null, 'lambda');
  declareParameters(ex, new Lambda(pos, '', null), params, scope, pos);
  return scope.names();
}

type Section = 'required' | 'optional' | 'rest' | 'end';

function declareParameters(ex: Expander, lambda: Lambda, params: Value, scope: Scope, pos: number): void {
  // `(fn args body)`: one symbol takes all arguments.
  if (params instanceof Sym) {
    lambda.rest = bind(lambda, params, scope, pos);
    return;
  }
  if (params === null) return;
  if (!(params instanceof List)) throw new SyntaxIssue('EXPAND_PARAMETERS', 'expected a parameter list', pos);
  let section: Section = 'required';
  for (const p of params) {
    const marker = p instanceof Sym ? baseSymbol(p).name : '';
    if (marker === '&optional') section = 'optional';
    else if (marker === '&rest' || marker === '&body' || p === DOT) section = 'rest';
    else if (marker === '&lenient') lambda.lenient = true;
    else if (section === 'required') lambda.params.push(bind(lambda, untyped(p), scope, pos));
    else if (section === 'optional') {
      const defaulted = p instanceof List && !isTyped(p);
      if (defaulted && p.length !== 2)
        throw new SyntaxIssue('EXPAND_PARAMETERS', `expected (name default), found ${shown(p)}`, pos);
      const init = defaulted ? ex.expand(p.at(1), scope, null) : new Const(pos, null);
      lambda.optional.push({ variable: bind(lambda, defaulted ? p.at(0) : untyped(p), scope, pos), init });
    } else if (section === 'rest') {
      lambda.rest = bind(lambda, p, scope, pos);
      section = 'end';
    } else throw new SyntaxIssue('EXPAND_PARAMETERS', 'nothing but &lenient may follow the rest parameter', pos);
  }
  if (section === 'rest') throw new SyntaxIssue('EXPAND_PARAMETERS', '&rest needs a name', pos);
}

/** `(x :as type)`: gradual types are metadata. */
function isTyped(p: List): boolean {
  const marker = p.at(1);
  return p.length === 3 && marker instanceof Keyword && marker.name === 'as';
}

function untyped(p: Value): Value {
  return p instanceof List && isTyped(p) ? p.at(0) : p;
}

function bind(lambda: Lambda, p: Value, scope: Scope, pos: number): Variable {
  if (!(p instanceof Sym)) throw new SyntaxIssue('EXPAND_PARAMETERS', 'a parameter must be a symbol', pos);
  if (scope.own(p)) throw new SyntaxIssue('EXPAND_PARAMETERS', `parameter ${p.name} appears twice`, pos);
  const variable = new Variable(p.name, lambda);
  scope.bindVariable(p, variable);
  return variable;
}

const lambdaRow = (name: string): FormRow => ({
  name,
  syntax: `(${name} params body…)`,
  doc: 'A procedure.',
  example: `((${name} (a &optional (b 2) &rest c) (list a b c)) 1)`,
  value: '(1 2 ())',
  expand: (ex, form, scope) => lambdaNamed(ex, '', form.at(1), form.drop(2), scope, form.pos),
});

export const lambdaForms: FormRow[] = [
  lambdaRow('fn'),
  lambdaRow('lambda'),
  {
    name: 'generator-fn',
    syntax: '(generator-fn params body…)',
    doc: 'A procedure whose call answers a suspended generator.',
    example:
      '(let ((g ((generator-fn (n) (yield n) (+ n 1)) 5))) (list (generator-resume! g 0 nil) (generator-resume! g 0 nil)))',
    value: '(5 6)',
    expand: (ex, form, scope) => lambdaNamed(ex, '', form.at(1), form.drop(2), scope, form.pos, true),
  },
  {
    name: 'yield',
    syntax: '(yield value)',
    doc: 'Suspends the enclosing generator-fn; answers what the resumption sends.',
    example: "(let ((g ((generator-fn () (* 2 (yield 'first)))))) (list (generator-resume! g 0 nil) (generator-resume! g 0 21)))",
    value: '(first 42)',
    expand(ex, form, scope) {
      if (!scope.lambda?.generator) throw new SyntaxIssue('EXPAND_SCOPE', 'yield: not directly inside a generator-fn', form.pos);
      crossToLambda(scope, form.pos);
      return new Yield(form.pos, ex.expand(form.at(1), scope, null));
    },
  },
  {
    name: 'case-lambda',
    syntax: '(case-lambda (params body…)…)',
    doc: 'A procedure that picks its body by the number of arguments.',
    example: '(let ((f (case-lambda ((a) (list a)) ((a &rest b) (list a b))))) (list (f 1) (f 1 2 3)))',
    value: '((1) (1 (2 3)))',
    expand(ex, form, scope) {
      const args = ex.kernel.symbols.gensym('args');
      const lambda = new Lambda(form.pos, '', scope.lambda);
      const inner = new Scope(scope, 'lambda');
      inner.lambda = lambda;
      lambda.rest = bind(lambda, args, inner, form.pos);
      let node: Node = ex.callInternal('%case-lambda-failed', [ex.reference(args, inner, form.pos)], form.pos);
      for (const clause of (form.drop(1).toArray() as List[]).reverse()) {
        const body = lambdaNamed(ex, '', clause.at(0), clause.drop(1), inner, form.pos);
        const fits = ex.callInternal(
          '%count-fits?',
          [
            ex.reference(args, inner, form.pos),
            new Const(form.pos, body.params.length),
            new Const(form.pos, body.rest ? -1 : body.params.length + body.optional.length),
          ],
          form.pos,
        );
        node = new If(form.pos, fits, ex.callInternal('apply', [body, ex.reference(args, inner, form.pos)], form.pos), node);
      }
      lambda.body = node;
      return lambda;
    },
  },
];

/** quote, quasiquote, dict literals, site-cell. */
import { Const, Site } from '../../core/nodes.ts';
import { keyName, literalData } from '../../reader/literal-data.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Alias, DOT, Sym } from '../../values/symbol.ts';
import { cyclic } from '../cycles.ts';
import { baseSymbol } from '../expander.ts';
import { misshapen, NO_PAIRS, SyntaxIssue } from '../issue.ts';
import { shown } from '../shape.ts';
import { dictOf, expandTemplate } from './quasiquote.ts';
import type { FormRow } from './row.ts';

/** A datum as a constant: aliases become plain symbols, dict literals become dicts. */
export function quoted(datum: Value, pos = -1): Value {
  return literalData(datum, {
    symbol: s => {
      if (s === DOT) throw new SyntaxIssue('EXPAND_DOT', NO_PAIRS, pos);
      return s instanceof Alias ? baseSymbol(s) : s;
    },
    badKey: (key, dict) => badKey(key, dict.pos >= 0 ? dict.pos : pos),
    cycle: list => cyclic(list, list.pos >= 0 ? list.pos : pos),
  });
}

function badKey(key: Value, pos: number): SyntaxIssue {
  return misshapen('dict literal', '{key value …}', `a key is ${shown(key)}, neither keyword, string nor symbol`, pos);
}

export function dictKey(key: Value, pos: number): string {
  const name = keyName(key);
  if (name === undefined) throw badKey(key, pos);
  return name;
}

export const quoteForms: FormRow[] = [
  {
    name: 'quote',
    syntax: '(quote datum)',
    doc: "The datum itself; also written `'datum`. Braces in it are dicts.",
    example: "(list (quote (a 1)) 'b '{:k v})",
    value: '((a 1) b {:k v})',
    expand: (_, form) => new Const(form.pos, quoted(form.at(1), form.pos)),
  },
  {
    name: 'quasiquote',
    syntax: '(quasiquote template)',
    doc: 'The template with its unquoted parts evaluated; also written `` `template ``, with `,expression` and `,@list` inside.',
    example: '(let ((x 1) (l (list 2 3))) `(x ,x ,@l #(,x)))',
    value: '(x 1 2 3 #(1))',
    expand: (ex, form, scope) => expandTemplate(ex, form, scope),
  },
  {
    name: 'dict-literal',
    syntax: '(dict-literal [key value]…)',
    doc: 'A fresh dict: what braces, `{key value …}`, are read as. A key that is a list is evaluated.',
    example: '{:a (+ 1 2) "b" nil}',
    value: '{:a 3 :b nil}',
    expand(ex, form, scope) {
      const data = form.drop(1).toArray();
      const args = data.map((d, i) => {
        if (i % 2 === 1) return ex.expand(d, scope, null);
        return d instanceof List ? ex.expand(d, scope, null) : new Const(form.pos, dictKey(d, form.pos));
      });
      return dictOf(ex, args, form.pos);
    },
  },
  {
    name: 'site-cell',
    syntax: '(site-cell size|type)',
    doc: 'A vector of that many nils, or a record of the type with nil in all fields, private to this place in the code.',
    example: '(let ((cell (fn () (site-cell 2)))) (list (cell) (eq? (cell) (cell))))',
    value: '(#(nil nil) true)',
    expand(ex, form) {
      const of = form.at(1) as number | Sym;
      return new Site(form.pos, of instanceof Sym ? ex.homeOf(of).cell(of.name) : of);
    },
  },
];

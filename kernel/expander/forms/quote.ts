/** quote, quasiquote, dict literals, site-cell. */
import { Const, type Node, Site, type SiteOf } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Alias, Keyword, Sym } from '../../values/symbol.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import type { Scope } from '../scope.ts';
import type { FormRow } from './row.ts';

/** A datum as a constant: aliases become plain symbols, dict literals become dicts. */
export function quoted(ex: Expander, datum: Value): Value {
  if (datum instanceof Alias) return baseSymbol(datum);
  if (Array.isArray(datum)) return datum.map(d => quoted(ex, d));
  if (!(datum instanceof List)) return datum;
  if (isHead(datum, 'dict-literal')) {
    const items = datum.drop(1).toArray();
    const map = new Map<string, Value>();
    for (let i = 0; i + 1 < items.length; i += 2) map.set(dictKey(items[i], datum.pos), quoted(ex, items[i + 1]));
    return map;
  }
  if (!needsCopy(datum)) return datum;
  const copy = List.of(datum.toArray().map(d => quoted(ex, d)));
  copy.pos = datum.pos;
  return copy;
}

function needsCopy(datum: Value): boolean {
  if (datum instanceof Alias || Array.isArray(datum)) return true;
  if (!(datum instanceof List)) return false;
  if (isHead(datum, 'dict-literal')) return true;
  for (const d of datum) if (needsCopy(d)) return true;
  return false;
}

function isHead(datum: Value, name: string): boolean {
  if (!(datum instanceof List) || datum.length === 0) return false;
  const head = datum.at(0);
  return head instanceof Sym && head.name === name;
}

function dictKey(key: Value, pos: number): string {
  if (key instanceof Keyword) return key.name;
  if (typeof key === 'string') return key;
  if (key instanceof Sym) return key.name;
  throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'dict literal: keys must be keywords, strings or symbols', pos);
}

/** Whether any unquote of this level occurs in the template. */
function hasUnquote(datum: Value, depth: number): boolean {
  if (Array.isArray(datum)) return datum.some(d => hasUnquote(d, depth));
  if (!(datum instanceof List)) return false;
  if (isSplice(datum) || isHead(datum, 'unquote')) {
    return depth === 1 || hasUnquote(datum.at(1), depth - 1);
  }
  const inner = isHead(datum, 'quasiquote') ? depth + 1 : depth;
  for (const d of datum) if (hasUnquote(d, inner)) return true;
  return false;
}

function isSplice(datum: Value): boolean {
  return isHead(datum, 'splice-unquote') || isHead(datum, 'unquote-splicing');
}

function template(ex: Expander, datum: Value, scope: Scope, depth: number, pos: number): Node {
  if (!hasUnquote(datum, depth)) return new Const(pos, quoted(ex, datum));
  if (Array.isArray(datum)) return ex.callInternal('list->vector', [items(ex, datum, scope, depth, pos)], pos);
  const list = datum as List;
  if (isHead(list, 'unquote')) {
    if (depth === 1) return ex.expand(list.at(1), scope, null);
    return relisted(ex, list, scope, depth - 1, pos);
  }
  if (isHead(list, 'quasiquote')) return relisted(ex, list, scope, depth + 1, pos);
  if (isHead(list, 'dict-literal')) {
    const args = list
      .drop(1)
      .toArray()
      .map((d, i) => (i % 2 === 0 ? new Const(pos, dictKey(d, list.pos)) : template(ex, d, scope, depth, pos)));
    return ex.callInternal('dict', args, pos);
  }
  return items(ex, list.toArray(), scope, depth, list.pos);
}

function relisted(ex: Expander, list: List, scope: Scope, depth: number, pos: number): Node {
  const parts = list.toArray().map((d, i) => (i === 0 ? new Const(pos, quoted(ex, d)) : template(ex, d, scope, depth, pos)));
  return ex.callInternal('list', parts, pos);
}

/** Runs of plain elements become `list` calls; splices are joined in by `append`. */
function items(ex: Expander, data: readonly Value[], scope: Scope, depth: number, pos: number): Node {
  const groups: Node[] = [];
  let run: Node[] = [];
  const flush = () => {
    if (run.length) groups.push(ex.callInternal('list', run, pos));
    run = [];
  };
  for (const d of data) {
    if (isSplice(d) && depth === 1) {
      flush();
      groups.push(ex.expand(d.at(1), scope, null));
    } else if (isSplice(d)) run.push(relisted(ex, d, scope, depth - 1, pos));
    else run.push(template(ex, d, scope, depth, pos));
  }
  flush();
  if (groups.length === 1 && !data.some(d => isSplice(d) && depth === 1)) return groups[0] as Node;
  return ex.callInternal('append', groups, pos);
}

export const quoteForms: FormRow[] = [
  {
    name: 'quote',
    min: 1,
    max: 1,
    syntax: '(quote datum)',
    doc: 'The datum itself.',
    expand: (ex, form) => new Const(form.pos, quoted(ex, form.at(1))),
  },
  {
    name: 'quasiquote',
    min: 1,
    max: 1,
    syntax: '(quasiquote template)',
    doc: 'The template with its unquoted parts evaluated.',
    expand: (ex, form, scope) => template(ex, form.at(1), scope, 1, form.pos),
  },
  {
    name: 'dict-literal',
    min: 0,
    max: -1,
    syntax: '{key value …}',
    doc: 'A fresh dict; what braces read as.',
    expand(ex, form, scope) {
      const data = form.drop(1).toArray();
      if (data.length % 2 === 1) throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'dict literal: a key without a value', form.pos);
      const args = data.map((d, i) => {
        if (i % 2 === 1) return ex.expand(d, scope, null);
        return d instanceof List ? ex.expand(d, scope, null) : new Const(form.pos, dictKey(d, form.pos));
      });
      return ex.callInternal('dict', args, form.pos);
    },
  },
  {
    name: 'site-cell',
    min: 1,
    max: 1,
    syntax: '(site-cell n | type)',
    doc: 'A vector of n nils, or a record of the type with nil in all fields, private to this place in the code.',
    expand: (ex, form) => new Site(form.pos, siteOf(ex, form.at(1), form.pos)),
  },
];

function siteOf(ex: Expander, of: Value, pos: number): SiteOf {
  if (typeof of === 'number' && Number.isInteger(of) && of >= 0) return of;
  if (of instanceof Sym) return ex.homeOf(of).cell(of.name);
  throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'site-cell: a number of fields or the name of a record type is needed', pos);
}

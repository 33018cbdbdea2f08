/** Templates: what has no unquoted part is a constant, the rest is put together by `list`, `append` and their like. */
import { Const, type Node } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { cyclic } from '../cycles.ts';
import type { Expander } from '../expander.ts';
import { misshapen } from '../issue.ts';
import type { Scope } from '../scope.ts';
import { shown } from '../shape.ts';
import { dictKey, quoted } from './quote.ts';

type Compound = List | Value[];

/** Of one call that the expander makes: what is longer is put together in pieces. */
const MOST_OPERANDS = 100;

/** A dict of alternating keys and values. */
export function dictOf(ex: Expander, args: Node[], pos: number): Node {
  if (args.length <= MOST_OPERANDS) return ex.callInternal('dict', args, pos);
  const pieces: Node[] = [];
  for (let i = 0; i < args.length; i += MOST_OPERANDS)
    pieces.push(ex.callInternal('dict', args.slice(i, i + MOST_OPERANDS), pos));
  return inPieces(ex, 'merge', pieces, pos);
}

/** Calls an associative procedure with any number of operands. */
function inPieces(ex: Expander, name: string, operands: Node[], pos: number): Node {
  if (operands.length <= MOST_OPERANDS) return ex.callInternal(name, operands, pos);
  const calls: Node[] = [];
  for (let i = 0; i < operands.length; i += MOST_OPERANDS) {
    calls.push(ex.callInternal(name, operands.slice(i, i + MOST_OPERANDS), pos));
  }
  return inPieces(ex, name, calls, pos);
}

export function expandTemplate(ex: Expander, form: List, scope: Scope): Node {
  const datum = form.at(1);
  return new Template(ex, scope, withUnquotes(datum)).node(datum, 1, form.pos);
}

function isHead(datum: Value, name: string): boolean {
  if (!(datum instanceof List) || datum.length === 0) return false;
  const head = datum.at(0);
  return head instanceof Sym && head.name === name;
}

const isSplice = (datum: Value): boolean => isHead(datum, 'splice-unquote') || isHead(datum, 'unquote-splicing');

/** `(a . ,b)` is read as `(a unquote b)`: the unquoted rest of a list. */
function tailAt(items: readonly Value[]): number {
  const at = items.length - 2;
  const head: Value = items[at];
  return at > 0 && head instanceof Sym && head.name === 'unquote' ? at : -1;
}

const isUnquote = (datum: Value): boolean => isHead(datum, 'unquote') || isSplice(datum);

/** The parts of a template in which something of its own level is unquoted. */
function withUnquotes(root: Value): ReadonlySet<Compound> {
  const found = new Set<Compound>();
  const open = new Set<Compound>();
  const stack: { part: Compound; items: readonly Value[]; next: number; depth: number }[] = [];
  const mark = (datum: List): void => {
    found.add(datum);
    for (let i = stack.length - 1; i >= 0 && !found.has((stack[i] as { part: Compound }).part); i--) {
      found.add((stack[i] as { part: Compound }).part);
    }
  };
  const enter = (datum: Value, depth: number): void => {
    if (!(datum instanceof List) && !Array.isArray(datum)) return;
    if (open.has(datum)) throw cyclic(datum instanceof List ? datum : List.of(datum), -1);
    if (datum instanceof List && isUnquote(datum)) {
      if (datum.length !== 2) {
        throw misshapen('quasiquote', '(unquote expression)', `an unquoted part is ${shown(datum)}`, datum.pos);
      }
      if (depth === 1) {
        mark(datum);
        return;
      }
    }
    if (datum instanceof List && depth === 1 && tailAt(datum.toArray()) > 0) mark(datum);
    const inner = isUnquote(datum) ? depth - 1 : isHead(datum, 'quasiquote') ? depth + 1 : depth;
    open.add(datum);
    stack.push({ part: datum, items: datum instanceof List ? datum.toArray() : datum, next: 0, depth: inner });
  };
  enter(root, 1);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.next < top.items.length) enter(top.items[top.next++], top.depth);
    else {
      stack.pop();
      open.delete(top.part);
    }
  }
  return found;
}

class Template {
  constructor(
    private readonly ex: Expander,
    private readonly scope: Scope,
    private readonly unquotes: ReadonlySet<Compound>,
  ) {}

  node(datum: Value, depth: number, pos: number): Node {
    const { ex } = this;
    if (!(datum instanceof List) && !Array.isArray(datum)) return new Const(pos, quoted(datum, pos));
    if (!this.unquotes.has(datum)) return new Const(pos, quoted(datum, pos));
    return ex.pending.nested(pos, () => this.compound(datum, depth, pos));
  }

  private compound(datum: Compound, depth: number, pos: number): Node {
    const { ex } = this;
    if (!(datum instanceof List)) return ex.callInternal('list->vector', [this.items(datum, depth, pos)], pos);
    if (isHead(datum, 'unquote')) {
      return depth === 1 ? ex.expand(datum.at(1), this.scope, null) : this.relisted(datum, depth - 1, pos);
    }
    if (isHead(datum, 'quasiquote')) return this.relisted(datum, depth + 1, pos);
    if (isHead(datum, 'dict-literal')) {
      const args = datum
        .drop(1)
        .toArray()
        .map((d, i) => (i % 2 === 0 ? new Const(pos, dictKey(d, datum.pos)) : this.node(d, depth, pos)));
      return dictOf(ex, args, pos);
    }
    return this.items(datum.toArray(), depth, datum.pos);
  }

  /** A nested quasiquote or unquote: the list itself, its parts one level further. */
  private relisted(list: List, depth: number, pos: number): Node {
    const { ex } = this;
    const parts = list.toArray().map((d, i) => (i === 0 ? new Const(pos, quoted(d, pos)) : this.node(d, depth, pos)));
    return ex.callInternal('list', parts, pos);
  }

  /** Runs of plain elements become `list` calls; splices are joined in by `append`. */
  private items(data: readonly Value[], depth: number, pos: number): Node {
    const { ex } = this;
    const groups: Node[] = [];
    let run: Node[] = [];
    let spliced = false;
    const flush = () => {
      if (run.length) groups.push(ex.callInternal('list', run, pos));
      run = [];
    };
    const tail = depth === 1 ? tailAt(data) : -1;
    for (const d of tail > 0 ? data.slice(0, tail) : data) {
      if (isSplice(d) && depth === 1) {
        flush();
        spliced = true;
        groups.push(ex.expand(d.at(1), this.scope, null));
      } else if (isSplice(d)) run.push(this.relisted(d, depth - 1, pos));
      else run.push(this.node(d, depth, pos));
      if (run.length === MOST_OPERANDS) flush();
    }
    flush();
    if (tail > 0) {
      spliced = true;
      groups.push(ex.expand(data[tail + 1], this.scope, null));
    }
    return groups.length === 1 && !spliced ? (groups[0] as Node) : inPieces(ex, 'append', groups, pos);
  }
}

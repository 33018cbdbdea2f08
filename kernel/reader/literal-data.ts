/**
 * What quoting a datum makes of it: the reader's `(dict-literal k v …)` lists become dicts, whose keys are the names of
 * keywords and symbols or strings. Parts without dict literals are shared, not copied.
 */
import { fail } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Keyword, Sym } from '../values/symbol.ts';
import { typeName } from '../values/type-name.ts';

/** Compound data being converted: converted elements are written into `out`. */
interface Frame {
  source: Value;
  items: readonly Value[];
  out: Value[];
  changed: boolean;
}

export function literalData(datum: Value): Value {
  if (!isCompound(datum)) return datum;
  const stack: Frame[] = [frameOf(datum)];
  for (;;) {
    const frame = stack[stack.length - 1] as Frame;
    let descended = false;
    while (frame.out.length < frame.items.length) {
      const item = frame.items[frame.out.length];
      if (isCompound(item)) {
        stack.push(frameOf(item));
        descended = true;
        break;
      }
      frame.out.push(item);
    }
    if (descended) continue;
    stack.pop();
    const made = build(frame);
    const parent = stack[stack.length - 1];
    if (parent === undefined) return made;
    parent.out.push(made);
    if (made !== frame.source) parent.changed = true;
  }
}

function isCompound(v: Value): boolean {
  return v instanceof List || Array.isArray(v);
}

function frameOf(source: Value): Frame {
  return { source, items: source instanceof List ? source.toArray() : source, out: [], changed: false };
}

function build({ source, out, changed }: Frame): Value {
  if (!(source instanceof List)) return changed ? out : source;
  const head = out[0];
  if (head instanceof Sym && head.name === 'dict-literal') return toDict(out);
  if (!changed) return source;
  const list = List.of(out);
  list.pos = source.pos;
  return list;
}

function toDict(out: readonly Value[]): Map<string, Value> {
  const dict = new Map<string, Value>();
  for (let i = 1; i + 1 < out.length; i += 2) {
    const k = out[i];
    if (typeof k !== 'string' && !(k instanceof Keyword) && !(k instanceof Sym)) {
      fail(`dict literal: expected string key, got ${typeName(k)}`, [k], 'syntax');
    }
    dict.set(typeof k === 'string' ? k : k.name, out[i + 1]);
  }
  return dict;
}

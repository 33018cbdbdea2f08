/**
 * What quoting a datum makes of it: the reader's `(dict-literal k v …)` lists become dicts, whose keys are the names of
 * keywords and symbols or strings. Parts without dict literals are shared, not copied; a part that occurs several times is
 * converted once. Depth is no limit.
 */
import { Condition, Raise } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { DOT, Keyword, Sym } from '../values/symbol.ts';
import { typeName } from '../values/type-name.ts';

export interface Quoting {
  /** What a symbol is as a constant. */
  symbol(s: Sym): Sym;
  /** What is thrown for a dict literal with such a key, and for a list that contains itself. */
  badKey(key: Value, dict: List): unknown;
  cycle(list: List): unknown;
}

const PLAIN: Quoting = {
  symbol: s => (s === DOT ? refuseDot() : s),
  badKey: key => issue(`dict literal: expected string key, got ${typeName(key)}`, [key]),
  cycle: () => issue('a literal contains itself', []),
};

const issue = (message: string, irritants: Value[]): Raise => new Raise(new Condition(message, irritants, 'syntax'));

function refuseDot(): never {
  throw issue('a dot in a list stands before another list: there are no pairs but lists', []);
}

/** Compound data being converted: converted elements are written into `out`. */
interface Frame {
  source: Value;
  items: readonly Value[];
  out: Value[];
  changed: boolean;
}

/** Parts converted before repetitions and cycles are watched for: small data pay nothing. */
const WATCH_AFTER = 1000;

export function literalData(datum: Value, quoting: Quoting = PLAIN): Value {
  if (datum instanceof Sym) return quoting.symbol(datum);
  if (!isCompound(datum)) return datum;
  const stack: Frame[] = [frameOf(datum)];
  let rounds = 0;
  /** What has been made of a part; the part itself while it is open. */
  let seen: Map<Value, Value> | null = null;
  for (;;) {
    const frame = stack[stack.length - 1] as Frame;
    let descended = false;
    while (frame.out.length < frame.items.length) {
      const item = frame.items[frame.out.length];
      if (isCompound(item)) {
        const made = seen?.get(item);
        if (made === OPEN) throw quoting.cycle(item as List);
        if (made === undefined) {
          stack.push(frameOf(item));
          if (++rounds > WATCH_AFTER) (seen ??= new Map()).set(item, OPEN);
          descended = true;
          break;
        }
        frame.out.push(made);
        if (made !== item) frame.changed = true;
      } else if (item instanceof Sym) {
        const made = quoting.symbol(item);
        frame.out.push(made);
        if (made !== item) frame.changed = true;
      } else frame.out.push(item);
    }
    if (descended) continue;
    stack.pop();
    const made = build(frame, quoting);
    const parent = stack[stack.length - 1];
    if (parent === undefined) return made;
    seen?.set(frame.source, made);
    parent.out.push(made);
    if (made !== frame.source) parent.changed = true;
  }
}

const OPEN: Value = Symbol('open');

function isCompound(v: Value): boolean {
  return v instanceof List || Array.isArray(v);
}

function frameOf(source: Value): Frame {
  return { source, items: source instanceof List ? source.toArray() : source, out: [], changed: false };
}

function build({ source, out, changed }: Frame, quoting: Quoting): Value {
  if (!(source instanceof List)) return changed ? out : source;
  const head = out[0];
  if (head instanceof Sym && head.name === 'dict-literal') return toDict(out, source, quoting);
  if (!changed) return source;
  const list = List.of(out);
  list.pos = source.pos;
  return list;
}

/** The name that a dict's key stands for; undefined: it cannot be a key. */
export function keyName(key: Value): string | undefined {
  return typeof key === 'string' ? key : key instanceof Keyword || key instanceof Sym ? key.name : undefined;
}

function toDict(out: readonly Value[], source: List, quoting: Quoting): Map<string, Value> {
  const dict = new Map<string, Value>();
  for (let i = 1; i + 1 < out.length; i += 2) {
    const name = keyName(out[i]);
    if (name === undefined) throw quoting.badKey(out[i], source);
    dict.set(name, out[i + 1]);
  }
  return dict;
}

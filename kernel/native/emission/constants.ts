/**
 * Constants as JavaScript text. Scalars are written in place; symbols, keywords, chars and data structures are hoisted
 * to one declaration per identity at the unit's instance level. A value without a textual form (a procedure, a record,
 * …) becomes a live constant, or is refused when the unit is to be stored.
 */
import { Unsupported } from '../../core/nodes.ts';
import { Char } from '../../values/char.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { DOT, Keyword, Sym, Uninterned } from '../../values/symbol.ts';
import { literalText } from './names.ts';

export class ConstantPool {
  readonly declarations: string[] = [];
  readonly live: Value[] = [];
  private readonly seen = new Map<Value, string>();

  constructor(private readonly ahead: boolean) {}

  /** An identifier or literal: safe to repeat. */
  atom(value: Value): string {
    switch (typeof value) {
      case 'number':
        return numberText(value);
      case 'string':
        return literalText(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'bigint':
        return value < 0n ? `(${value}n)` : `${value}n`;
    }
    if (value === null) return 'null';
    let name = this.seen.get(value);
    if (name === undefined) {
      const text = this.construct(value);
      name = `k${this.declarations.length}`;
      this.declarations.push(`const ${name} = ${text};`);
      this.seen.set(value, name);
    }
    return name;
  }

  /** A value that the unit shares with whoever else holds it. */
  shared(value: Value): string {
    let name = this.seen.get(value);
    if (name === undefined) {
      const text = this.alive(value);
      name = `k${this.declarations.length}`;
      this.declarations.push(`const ${name} = ${text};`);
      this.seen.set(value, name);
    }
    return name;
  }

  private construct(value: Value): string {
    // In a stored unit an uninterned symbol is one of the instance's own.
    if (value instanceof Uninterned) return this.ahead ? `rt.fresh(${literalText(value.name)})` : this.alive(value);
    if (value === DOT) return 'rt.dot';
    if (value instanceof Sym) return `rt.sym(${literalText(value.name)})`;
    if (value instanceof Keyword) return `rt.keyword(${literalText(value.name)})`;
    if (value instanceof Char) return `rt.char(${value.code})`;
    // Where nothing is stored, data are at hand, of whatever depth.
    if (!this.ahead) return this.alive(value);
    if (value instanceof List) {
      const items = value.toArray().map(v => this.atom(v));
      return value.pos >= 0 ? `rt.list([${items.join(', ')}], ${value.pos})` : `rt.list([${items.join(', ')}])`;
    }
    if (Array.isArray(value)) return `[${value.map(v => this.atom(v)).join(', ')}]`;
    if (isDict(value)) {
      return `new Map([${[...value].map(([k, v]) => `[${this.atom(k)}, ${this.atom(v)}]`).join(', ')}])`;
    }
    throw new Unsupported(`constant ${String(value)} in a stored unit`, -1);
  }

  private alive(value: Value): string {
    this.live.push(value);
    return `rt.constant(${this.live.length - 1})`;
  }
}

/** Only a plain `Map` is a dict; hash tables are classes of their own. */
function isDict(value: Value): value is Map<string, Value> {
  return (
    value instanceof Map && Object.getPrototypeOf(value) === Map.prototype && [...value.keys()].every(k => typeof k === 'string')
  );
}

function numberText(n: number): string {
  if (Object.is(n, -0)) return '(-0)';
  return n < 0 ? `(${n})` : String(n);
}

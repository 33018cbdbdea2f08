/**
 * syntax-rules (R7RS 4.3.2): patterns with ellipsis, literals, tails and nesting; hygiene by renaming. Every symbol that a template
 * introduces becomes an `Alias`, fresh per expansion: if the expansion binds it, uses and binding share the alias and no
 * user variable is captured; otherwise it stands for the symbol as seen where the macro was defined. A literal matches a symbol that means
 * there what the literal means where the macro was defined.
 */
import { Condition, fail, Raise } from '../values/condition.ts';
import { eqv } from '../values/equality.ts';
import { List } from '../values/list.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { Alias, DOT, Sym } from '../values/symbol.ts';

type Match = Map<Sym, Value>;

/** What a variable before an ellipsis matched, in order. */
class Rounds {
  constructor(readonly list: readonly Match[]) {}
}

/** Whether two symbols mean the same where a macro is used. */
export type SameMeaning = (literal: Sym, datum: Sym) => boolean;

/** A macro that has to know where it is used. */
export interface RulesMacro extends Procedure {
  rules(form: List, same: SameMeaning): Value;
}

export function isRules(transformer: Value): transformer is RulesMacro {
  return typeof (transformer as RulesMacro).rules === 'function';
}

/** `spec` is `(ellipsis? (literal…) (pattern template)…)`, without the head `syntax-rules`; `home` as in `Alias`. */
export function syntaxRules(spec: List, home: object): RulesMacro {
  let rest = spec;
  let ellipsis = '...';
  if (rest.at(0) instanceof Sym) {
    ellipsis = (rest.at(0) as Sym).name;
    rest = rest.drop(1);
  }
  const list = rest.at(0);
  const rules = rest.drop(1).toArray() as List[];
  const fits =
    list instanceof List &&
    list.toArray().every(s => s instanceof Sym) &&
    rules.every(r => r instanceof List && r.length === 2 && r.at(0) instanceof List);
  if (!fits) fail('syntax-rules: expected (syntax-rules (literal…) ((_ pattern…) template)…)', [spec], 'syntax');
  const literals = new Map((list as List).toArray().map(s => [(s as Sym).name, new Alias(s as Sym, home)]));
  const expand = (form: List, same: SameMeaning): Value => {
    const matcher = new Matcher(ellipsis, literals, same);
    for (const rule of rules) {
      const m: Match = new Map();
      if (matcher.match((rule.at(0) as List).drop(1), form, m)) {
        return new Instance(matcher, m, home).build(rule.at(1));
      }
    }
    return fail('syntax-rules: no pattern matches', [form], 'syntax');
  };
  const byName: SameMeaning = (literal, datum) => literal.name === datum.name;
  return Object.assign((...operands: Value[]) => expand(List.of(operands), byName), { rules: expand });
}

/** The items of a list, and what stands behind a dot in it; `undefined`: nothing. */
function split(list: readonly Value[]): { items: readonly Value[]; tail: Value | undefined } {
  const dotted = list.length > 1 && list[list.length - 2] === DOT;
  return dotted ? { items: list.slice(0, -2), tail: list[list.length - 1] } : { items: list, tail: undefined };
}

class Matcher {
  constructor(
    readonly ellipsis: string,
    readonly literals: ReadonlyMap<string, Sym>,
    private readonly same: SameMeaning,
  ) {}

  /** The one that takes an ellipsis for a symbol, for the inside of `(... template)`. */
  literally(): Matcher {
    return new Matcher('', this.literals, this.same);
  }

  isEllipsis(x: Value): boolean {
    return x instanceof Sym && x.name === this.ellipsis && !this.literals.has(this.ellipsis);
  }

  match(pattern: Value, datum: Value, m: Match): boolean {
    if (pattern instanceof Sym) {
      const literal = this.literals.get(pattern.name);
      if (literal !== undefined) return datum instanceof Sym && datum.name === pattern.name && this.same(literal, datum);
      if (pattern.name !== '_') m.set(pattern, datum);
      return true;
    }
    if (pattern instanceof List) {
      return datum instanceof List && this.matchItems(pattern.toArray(), datum.toArray(), m);
    }
    if (Array.isArray(pattern)) return Array.isArray(datum) && this.matchItems(pattern, datum, m);
    return eqv(pattern, datum);
  }

  private matchItems(patternItems: readonly Value[], dataItems: readonly Value[], m: Match): boolean {
    const { items: patterns, tail } = split(patternItems);
    const { items: data, tail: dataTail } = split(dataItems);
    if (tail === undefined && dataTail !== undefined) return false;
    const at = patterns.findIndex((_, i) => this.isEllipsis(patterns[i + 1]));
    // Before the tail stand as many items as the patterns ask for; with an ellipsis all of them.
    const count = at < 0 ? patterns.length : data.length;
    if (at < 0 && (tail === undefined ? data.length !== count : data.length < count)) return false;
    const fits = at < 0 ? patterns.every((p, i) => this.match(p, data[i], m)) : this.matchRepeated(patterns, at, data, m);
    if (!fits || tail === undefined) return fits;
    const rest = data.slice(count);
    if (dataTail === undefined) return this.match(tail, List.of(rest), m);
    return this.match(tail, rest.length === 0 ? dataTail : List.of([...rest, DOT, dataTail]), m);
  }

  private matchRepeated(patterns: readonly Value[], at: number, data: readonly Value[], m: Match): boolean {
    const after = patterns.length - at - 2;
    const repeated = data.length - at - after;
    if (repeated < 0) return false;
    for (let i = 0; i < at; i++) if (!this.match(patterns[i], data[i], m)) return false;
    const rounds: Match[] = [];
    for (let i = 0; i < repeated; i++) {
      const round: Match = new Map();
      if (!this.match(patterns[at], data[at + i], round)) return false;
      rounds.push(round);
    }
    for (const v of this.variables(patterns[at])) m.set(v, new Rounds(rounds));
    for (let i = 0; i < after; i++) {
      if (!this.match(patterns[at + 2 + i], data[at + repeated + i], m)) return false;
    }
    return true;
  }

  variables(pattern: Value): Sym[] {
    if (pattern instanceof Sym) {
      const none = pattern === DOT || pattern.name === '_' || this.isEllipsis(pattern) || this.literals.has(pattern.name);
      return none ? [] : [pattern];
    }
    const items = pattern instanceof List ? pattern.toArray() : Array.isArray(pattern) ? pattern : [];
    return items.flatMap(p => this.variables(p));
  }
}

const unrepeated = (t: Value): Raise =>
  new Raise(new Condition('syntax-rules: no repeated variable before the ellipsis', [t], 'syntax'));

/** One expansion: the aliases of its introduced symbols. */
class Instance {
  constructor(
    private readonly matcher: Matcher,
    private readonly top: Match,
    private readonly home: object,
    private readonly aliases = new Map<Sym, Alias>(),
  ) {}

  build(template: Value): Value {
    return this.instantiate(template, this.top);
  }

  private instantiate(t: Value, m: Match): Value {
    if (t instanceof Sym) {
      const bound = m.get(t);
      if (bound instanceof Rounds)
        fail(`syntax-rules: ${t.name} is repeated in its pattern, and stands before no ellipsis here`, [t], 'syntax');
      return bound !== undefined ? bound : this.alias(t);
    }
    if (t instanceof List) {
      // `(... template)`: the ellipsis is literal inside.
      if (t.length === 2 && this.matcher.isEllipsis(t.at(0)))
        return new Instance(this.matcher.literally(), m, this.home, this.aliases).build(t.at(1));
      const list = List.of(this.items(t.toArray(), m));
      list.pos = t.pos;
      return list;
    }
    return Array.isArray(t) ? this.items(t, m) : t;
  }

  private items(all: readonly Value[], m: Match): Value[] {
    const { items: templates, tail } = split(all);
    const out: Value[] = [];
    for (let i = 0; i < templates.length; i++) {
      let depth = 0;
      while (this.matcher.isEllipsis(templates[i + 1 + depth])) depth++;
      if (depth === 0) out.push(this.instantiate(templates[i], m));
      else this.repeat(templates[i], m, depth, out);
      i += depth;
    }
    if (tail !== undefined) {
      const end = this.instantiate(tail, m);
      if (end instanceof List) for (const item of end) out.push(item);
      else if (end !== null) out.push(DOT, end);
    }
    return out;
  }

  private repeat(t: Value, m: Match, depth: number, out: Value[]): void {
    const vars = this.matcher.variables(t).filter(v => m.get(v) instanceof Rounds);
    const counts = vars.map(v => (m.get(v) as Rounds).list.length);
    const count = counts[0];
    if (count === undefined) throw unrepeated(t);
    if (counts.some(n => n !== count)) {
      fail(`syntax-rules: ${vars.map(v => v.name).join(', ')} match different numbers of operands`, [t], 'syntax');
    }
    for (let i = 0; i < count; i++) {
      const inner: Match = new Map(m);
      for (const v of vars) inner.set(v, ((m.get(v) as Rounds).list[i] as Match).get(v));
      if (depth > 1) this.repeat(t, inner, depth - 1, out);
      else out.push(this.instantiate(t, inner));
    }
  }

  private alias(s: Sym): Sym {
    let a = this.aliases.get(s);
    if (!a) {
      a = new Alias(s, this.home);
      this.aliases.set(s, a);
    }
    return a;
  }
}

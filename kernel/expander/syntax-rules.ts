/**
 * syntax-rules (R7RS 4.3.2): patterns with ellipsis, literals and nesting; hygiene by renaming. Every symbol that a template
 * introduces becomes an `Alias`, fresh per expansion: if the expansion binds it, uses and binding share the alias and no
 * user variable is captured; otherwise it stands for the symbol as seen where the macro was defined.
 */
import { fail } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { Alias, Sym } from '../values/symbol.ts';

type Match = Map<Sym, Value | Match[]>;

/** `spec` is `(ellipsis? (literal…) (pattern template)…)`, without the head `syntax-rules`; `home` as in `Alias`. */
export function syntaxRules(spec: List, home: object): Procedure {
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
  const literals = new Set((list as List).toArray().map(s => (s as Sym).name));
  const matcher = new Matcher(ellipsis, literals);
  return (...operands: Value[]) => {
    const form = List.of(operands);
    for (const rule of rules) {
      const m: Match = new Map();
      if (matcher.match((rule.at(0) as List).drop(1), form, m)) {
        return new Instance(matcher, m, home).build(rule.at(1));
      }
    }
    return fail('syntax-rules: no pattern matches', [form], 'syntax');
  };
}

class Matcher {
  constructor(
    readonly ellipsis: string,
    readonly literals: ReadonlySet<string>,
  ) {}

  isEllipsis(x: Value): boolean {
    return x instanceof Sym && x.name === this.ellipsis && !this.literals.has(this.ellipsis);
  }

  match(pattern: Value, datum: Value, m: Match): boolean {
    if (pattern instanceof Sym) {
      if (this.literals.has(pattern.name)) return datum instanceof Sym && datum.name === pattern.name;
      if (pattern.name !== '_') m.set(pattern, datum);
      return true;
    }
    if (pattern instanceof List) {
      return datum instanceof List && this.matchItems(pattern.toArray(), datum.toArray(), m);
    }
    if (Array.isArray(pattern)) return Array.isArray(datum) && this.matchItems(pattern, datum, m);
    return pattern === datum;
  }

  private matchItems(patterns: Value[], data: Value[], m: Match): boolean {
    const at = patterns.findIndex((_, i) => this.isEllipsis(patterns[i + 1]));
    if (at < 0) return patterns.length === data.length && patterns.every((p, i) => this.match(p, data[i], m));
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
    for (const v of this.variables(patterns[at])) m.set(v, rounds);
    for (let i = 0; i < after; i++) {
      if (!this.match(patterns[at + 2 + i], data[at + repeated + i], m)) return false;
    }
    return true;
  }

  variables(pattern: Value): Sym[] {
    if (pattern instanceof Sym) {
      return this.isEllipsis(pattern) || this.literals.has(pattern.name) || pattern.name === '_' ? [] : [pattern];
    }
    const items = pattern instanceof List ? pattern.toArray() : Array.isArray(pattern) ? pattern : [];
    return items.flatMap(p => this.variables(p));
  }
}

/** One expansion: the aliases of its introduced symbols. */
class Instance {
  private readonly aliases = new Map<Sym, Alias>();

  constructor(
    private readonly matcher: Matcher,
    private readonly top: Match,
    private readonly home: object,
  ) {}

  build(template: Value): Value {
    return this.instantiate(template, this.top);
  }

  private instantiate(t: Value, m: Match): Value {
    if (t instanceof Sym) {
      const bound = m.get(t);
      return bound !== undefined ? bound : this.alias(t);
    }
    if (t instanceof List) {
      // `(... template)`: the ellipsis is literal inside.
      if (t.length === 2 && this.matcher.isEllipsis(t.at(0)))
        return new Instance(new Matcher('', new Set()), m, this.home).build(t.at(1));
      const list = List.of(this.items(t.toArray(), m));
      list.pos = t.pos;
      return list;
    }
    return Array.isArray(t) ? this.items(t, m) : t;
  }

  private items(templates: Value[], m: Match): Value[] {
    const out: Value[] = [];
    for (let i = 0; i < templates.length; i++) {
      let depth = 0;
      while (this.matcher.isEllipsis(templates[i + 1 + depth])) depth++;
      if (depth === 0) out.push(this.instantiate(templates[i], m));
      else this.repeat(templates[i], m, depth, out);
      i += depth;
    }
    return out;
  }

  private repeat(t: Value, m: Match, depth: number, out: Value[]): void {
    const vars = this.matcher.variables(t).filter(v => isRounds(m.get(v)));
    const first = vars[0];
    if (first === undefined) fail('syntax-rules: no repeated variable before the ellipsis', [t], 'syntax');
    const count = Math.max(...vars.map(v => (m.get(v) as Match[]).length));
    for (let i = 0; i < count; i++) {
      const inner: Match = new Map(m);
      for (const v of vars) {
        const round = (m.get(v) as Match[])[i];
        if (round) inner.set(v, round.get(v) as Value);
      }
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

/** Rounds are host arrays of matches; a vector datum is an array of values. */
function isRounds(x: Value | Match[] | undefined): x is Match[] {
  return Array.isArray(x) && (x.length === 0 || x[0] instanceof Map);
}

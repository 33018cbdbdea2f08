/**
 * match and let-match. Patterns: literals, `_`, variables, `(quote datum)`, lists with `&rest tail`, dicts `{:k pattern}`,
 * constructor patterns `(Ctor pattern…)` where `Ctor?` names a record predicate. Compiled to nested tests; no clause matching
 * raises a condition.
 */
import { Block, Call, Const, If, Let, LocalRef, type Node, ReturnFrom, Seq, type Variable } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Procedure, Value } from '../../values/procedure.ts';
import { DOT, Keyword, Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { misshapen, type SyntaxIssue } from '../issue.ts';
import { type LoopContext, Scope } from '../scope.ts';
import { shown } from '../shape.ts';
import { dictKey, quoted } from './quote.ts';
import type { FormRow } from './row.ts';

/** Elements of a list that are reached through one variable: each pattern binds some, so the variable gets ever further away. */
const NEAR = 64;

/** What to do once a pattern has matched, in the scope with its variables bound. */
type Then = (scope: Scope) => Node;
/** What to do when it has not. */
type Else = () => Node;

class Matching {
  constructor(
    private readonly ex: Expander,
    private readonly pos: number,
  ) {}

  pattern(p: Value, subject: Variable, scope: Scope, then: Then, otherwise: Else): Node {
    const { ex, pos } = this;
    const ref = () => new LocalRef(pos, subject);
    if (p instanceof Sym) {
      if (p.name === '_' || ex.isKeyword(p, 'else', scope)) return then(scope);
      return this.bind(p, ref(), scope, then);
    }
    if (p instanceof Keyword) return this.equal(ref(), p.name, scope, then, otherwise);
    if (!(p instanceof List)) return this.equal(ref(), p, scope, then, otherwise);
    if (ex.isKeyword(p.at(0), 'quote', scope)) {
      if (p.length !== 2) throw this.mistake('(quote datum)', p);
      return this.equal(ref(), quoted(p.at(1), pos), scope, then, otherwise);
    }
    if (p.at(0) instanceof Sym && (p.at(0) as Sym).name === 'dict-literal') return this.dict(p, subject, scope, then, otherwise);
    const ctor = this.constructorOf(p, scope);
    if (ctor) return this.record(ctor, p, subject, scope, then, otherwise);
    return this.list(p, subject, scope, then, otherwise);
  }

  private mistake(expected: string, pattern: List): SyntaxIssue {
    const pos = pattern.pos >= 0 ? pattern.pos : this.pos;
    return misshapen('match', `a pattern ${expected}`, `the pattern is ${shown(pattern)}`, pos);
  }

  private bind(name: Sym, value: Node, scope: Scope, then: Then): Node {
    const v = this.ex.variable(name, scope);
    const inner = new Scope(scope);
    inner.bindVariable(name, v);
    return new Let(this.pos, [v], [value], then(inner));
  }

  /** Binds a part of the subject to a fresh variable and matches it. */
  private part(p: Value, value: Node, scope: Scope, then: Then, otherwise: Else): Node {
    if (p instanceof Sym && p.name === '_') return then(scope);
    const v = this.ex.variable(new Sym('part'), scope);
    return new Let(this.pos, [v], [value], this.pattern(p, v, scope, then, otherwise));
  }

  private equal(value: Node, datum: Value, scope: Scope, then: Then, otherwise: Else): Node {
    const test = this.ex.callInternal('equal?', [value, new Const(this.pos, datum)], this.pos);
    return new If(this.pos, test, then(scope), otherwise());
  }

  private call(name: string, ...args: Node[]): Node {
    return this.ex.callInternal(name, args, this.pos);
  }

  private list(p: List, subject: Variable, scope: Scope, then: Then, otherwise: Else): Node {
    const { pos } = this;
    const ps = p.toArray();
    const rest = restAt(ps);
    if (rest >= 0 && rest !== ps.length - 2) throw this.mistake('(pattern… &rest pattern)', p);
    const count = rest < 0 ? ps.length : rest;
    /** `from`: elements of the subject that `at` no longer has. */
    const step = (i: number, s: Scope, at: Variable, from: number): Node => {
      if (i - from === NEAR && i < count) {
        const nearer = this.ex.variable(new Sym('rest'), s);
        const rest = this.call('drop', new LocalRef(pos, at), new Const(pos, NEAR));
        return new Let(pos, [nearer], [rest], step(i, s, nearer, i));
      }
      const ref = new LocalRef(pos, at);
      if (i < count) {
        const element = this.call('nth', ref, new Const(pos, i - from));
        return this.ex.pending.nested(pos, () => this.part(ps[i], element, s, t => step(i + 1, t, at, from), otherwise));
      }
      if (rest < 0) return then(s);
      return this.part(ps[rest + 1], this.call('drop', ref, new Const(pos, count - from)), s, then, otherwise);
    };
    const fits = this.call(rest < 0 ? '%list-of-length?' : '%list-at-least?', new LocalRef(pos, subject), new Const(pos, count));
    return new If(pos, fits, step(0, scope, subject, 0), otherwise());
  }

  private dict(p: List, subject: Variable, scope: Scope, then: Then, otherwise: Else): Node {
    const { pos } = this;
    const entries = p.drop(1).toArray();
    if (entries.length % 2 === 1) throw this.mistake('{key pattern …}', p);
    const ref = () => new LocalRef(pos, subject);
    const step = (i: number, s: Scope): Node => {
      if (i >= entries.length) return then(s);
      const key = new Const(pos, dictKey(entries[i], p.pos >= 0 ? p.pos : pos));
      const value = this.ex.pending.nested(pos, () =>
        this.part(entries[i + 1], this.call('get', ref(), key), s, t => step(i + 2, t), otherwise),
      );
      return new If(pos, this.call('has-key?', ref(), key), value, otherwise());
    };
    return new If(pos, this.call('dict?', ref()), step(0, scope), otherwise());
  }

  /** The constructor a list pattern names: its predicate `Ctor?` must be a known record predicate. */
  constructorOf(p: List, scope: Scope): Procedure['record'] | null {
    const head = p.at(0);
    if (!(head instanceof Sym) || !(this.ex.resolve(head, scope) instanceof Sym)) return null;
    const predicate = this.ex.homeOf(head).lookup(`${head.name}?`)?.v as Procedure | undefined;
    return predicate?.record?.op === 'pred' ? predicate.record : null;
  }

  private record(
    ctor: NonNullable<Procedure['record']>,
    p: List,
    subject: Variable,
    scope: Scope,
    then: Then,
    otherwise: Else,
  ): Node {
    const { ex, pos } = this;
    const name = (p.at(0) as Sym).name;
    const fields = ctor.type.fields;
    if (fields.length !== p.length - 1) throw this.mistake(`(${[name, ...fields].join(' ')})`, p);
    const ref = () => new LocalRef(pos, subject);
    const step = (i: number, s: Scope): Node =>
      i === fields.length
        ? then(s)
        : ex.pending.nested(pos, () =>
            this.part(p.at(i + 1), this.call('%record-field', ref(), new Const(pos, i)), s, t => step(i + 1, t), otherwise),
          );
    const test = ex.reference(ex.kernel.symbols.symbol(`${name}?`), new Scope(null), pos);
    return new If(pos, new Call(pos, test, [ref()]), step(0, scope), otherwise());
  }
}

/**
 * A clause whose pattern can fail in one place only continues there with the next clause. One that can fail in several
 * leaves a block instead, so that no code is duplicated and no closure is made.
 */
function expandMatch(ex: Expander, form: List, scope: Scope, loops: LoopContext | null): Node {
  const pos = form.pos;
  const subject = ex.variable(new Sym('match'), scope);
  const m = new Matching(ex, pos);
  const clauses = form.drop(2).toArray() as List[];
  const build = (i: number, rounds: LoopContext | null): Node => {
    const clause = clauses[i];
    if (!clause) return ex.callInternal('%match-failed', [new LocalRef(pos, subject)], pos);
    return ex.pending.nested(pos, () => attempt(clause, i, rounds));
  };
  const attempt = (clause: List, i: number, rounds: LoopContext | null): Node => {
    const pattern = clause.at(0);
    const body = clause.drop(1).toArray();
    if (exits(ex, m, pattern, scope) <= 1) {
      return m.pattern(
        pattern,
        subject,
        scope,
        s => ex.body(body, new Scope(s), rounds, pos),
        () => build(i + 1, rounds),
      );
    }
    const done = new Block(pos, 'match');
    const next = new Block(pos, 'next');
    next.body = m.pattern(
      pattern,
      subject,
      scope,
      s => new ReturnFrom(pos, done, ex.body(body, new Scope(s), null, pos), true),
      () => new ReturnFrom(pos, next, new Const(pos, null), true),
    );
    done.body = new Seq(pos, [next, build(i + 1, null)]);
    return done;
  };
  return new Let(pos, [subject], [ex.expand(form.at(1), scope, null)], build(0, loops));
}

const restAt = (ps: readonly Value[]): number => ps.findIndex(p => p === DOT || (p instanceof Sym && p.name === '&rest'));

/** In how many places the pattern can fail; more than one is as good as many. */
function exits(ex: Expander, m: Matching, pattern: Value, scope: Scope): number {
  let count = 0;
  const parts: Value[] = [pattern];
  while (parts.length > 0 && count <= 1) {
    const p = parts.pop();
    if (p instanceof Sym) continue;
    count++;
    if (!(p instanceof List) || ex.isKeyword(p.at(0), 'quote', scope)) continue;
    const isDict = p.at(0) instanceof Sym && (p.at(0) as Sym).name === 'dict-literal';
    if (isDict) {
      // The dict itself, and whether it has each key.
      count += (p.length - 1) / 2;
      for (let i = 2; i < p.length; i += 2) parts.push(p.at(i));
    } else parts.push(...(m.constructorOf(p, scope) ? p.drop(1) : p).toArray());
  }
  return count;
}

export const matchForms: FormRow[] = [
  {
    name: 'match',
    syntax: '(match value (pattern body…)…)',
    doc: 'The first clause whose pattern fits; none: a condition.',
    example:
      "(map (fn (x) (match x (0 'zero) ((a &rest more) (list a more)) ({:k v} v) (_ 'other))) (list 0 '(1 2) {:k 3} \"s\"))",
    value: '(zero (1 (2)) 3 other)',
    expand: expandMatch,
  },
  {
    name: 'let-match',
    syntax: '(let-match pattern value body…) or (let-match name value pattern body…)',
    doc: 'Binds the variables of a pattern; a value that does not fit raises a condition.',
    example: "(let-match (a (b c)) '(1 (2 3)) (list a b c))",
    value: '(1 2 3)',
    expand(ex, form, scope, loops) {
      const s = ex.kernel.symbols;
      const first = form.at(1);
      if (first instanceof Sym && form.length > 4) {
        const inner = List.of([s.symbol('match'), first, List.of([form.at(3), ...form.drop(4)])]);
        return ex.expand(List.of([s.symbol('let'), List.of([List.of([first, form.at(2)])]), inner]), scope, loops);
      }
      return ex.expand(List.of([s.symbol('match'), form.at(2), List.of([first, ...form.drop(3)])]), scope, loops);
    },
  },
];

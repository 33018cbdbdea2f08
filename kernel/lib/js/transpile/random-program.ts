/**
 * Random JavaScript programs for differential tests: nested loops with labels and jumps, try with finally, switch with fall-through,
 * closures, classes, generators and names used before their declaration. A program logs what happens and ends with the log as its value; it always
 * terminates. The same seed gives the same program. A few programs violate an early error; callers skip those.
 */

interface Place {
  /** Names that may be assigned, and names that may only be read. */
  vars: readonly string[];
  consts: readonly string[];
  labels: readonly { name: string; loop: boolean }[];
  loop: boolean;
  breakable: boolean;
  returns: boolean;
  yields: boolean;
  depth: number;
}

const PRELUDE = `
var events = [], later = [], count = 0;
function log(x) { if (++count > 400) throw 'limit'; events.push(typeof x === 'object' && x ? 'object' : String(x)); return x; }
function iter(n) {
  var i = 0;
  return {
    [Symbol.iterator]() { return this; },
    next(v) { if (v !== undefined) log('sent'); return { done: i >= n, value: i++ }; },
    return(v) { log('closed'); return { done: true, value: v }; },
  };
}
function* take(it, n) { for (const x of it) { if (n-- <= 0) return 'cut'; yield x; } }
function name(e) { return 'T' + (typeof e === 'object' && e ? e.name : String(e)); }
var obj = { k: 3, m(x) { return this.k + x; } };
`;

/** Numbers from 0 up to 1, the same for the same seed. */
export function numbers(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Generator {
  private readonly next: () => number;
  private names = 0;
  private budget = 160;

  constructor(seed: number) {
    this.next = numbers(seed);
  }

  private int(n: number): number {
    return Math.floor(this.next() * n);
  }

  private chance(p: number): boolean {
    return this.next() < p;
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)] as T;
  }

  private fresh(prefix: string): string {
    return prefix + this.names++;
  }

  private inner(at: Place, changes: Partial<Place> = {}): Place {
    return { ...at, depth: at.depth + 1, ...changes };
  }

  /** A place inside a function of its own. */
  private body(at: Place, names: readonly string[], yields = false): Place {
    return this.inner(at, { vars: [...at.vars, ...names], labels: [], loop: false, breakable: false, returns: true, yields });
  }

  private expression(at: Place, depth = 0): string {
    const sub = () => this.expression(at, depth + 1);
    const readable = () => this.pick([...at.vars, ...at.consts]);
    switch (this.int(depth > 3 ? 3 : 20)) {
      case 0:
        return String(this.int(5));
      case 1:
      case 2:
        return readable();
      case 3:
        return `(${sub()} ${this.pick(['+', '-', '*', '%', '<', '===', '&&', '||', '&', '|', ','])} ${sub()})`;
      case 4:
        return `(${this.pick(at.vars)} ${this.pick(['=', '+=', '-=', '||=', '&&=', '??='])} ${sub()})`;
      case 5:
        return `(${sub()} ? ${sub()} : ${sub()})`;
      case 6:
        return `${this.pick(at.vars)}${this.pick(['++', '--'])}`;
      case 7:
        return `log(${sub()})`;
      case 8:
        return `({ a: ${sub()}, b: ${sub()} }).${this.pick(['a', 'b', 'c'])}`;
      case 9: {
        const p = this.fresh('p');
        const arrow = `${p} => ${this.expression({ ...at, vars: [...at.vars, p], yields: false }, depth + 1)}`;
        const fn = this.chance(0.5) ? arrow : `function (${p}) { ${this.statements(this.body(at, [p]), 2)} }`;
        return `(${fn})(${sub()})`;
      }
      case 10:
        return `\`\${${sub()}}x\``;
      case 11:
        return `(typeof ${sub()})`;
      case 12:
        return at.yields ? `(yield ${sub()})` : `(- ${sub()})`;
      case 13:
        return `[...[${sub()}, ${sub()}]].length`;
      case 14:
        return `(([q, w = ${this.expression({ ...at, yields: false }, depth + 1)}]) => q + w)([${sub()}])`;
      case 15:
        return `(({ a, ...rest }) => a + Object.keys(rest).length)({ a: ${sub()}, b: 1, c: 2 })`;
      case 16:
        return `(${this.pick(['null', 'undefined', '({ z: 1 })'])})?.z`;
      case 17:
        return `obj.m(${sub()})`;
      case 18:
        return `(${sub()} ?? ${sub()})`;
      default:
        return `(void ${sub()})`;
    }
  }

  private declaration(at: Place): string {
    const x = this.fresh('x');
    const kind = this.pick(['let', 'const', 'var']);
    const value = () => this.expression(at);
    const text = this.chance(0.7)
      ? `${kind} ${x} = ${value()};`
      : this.chance(0.5)
        ? `${kind} [${x} = ${value()}, ${x}b] = [undefined, ${value()}];`
        : `${kind} { a: ${x}, b: ${x}b = ${value()} } = { a: ${value()} };`;
    if (kind === 'const') at.consts = [...at.consts, x];
    else at.vars = [...at.vars, x];
    return text;
  }

  private block(at: Place, size: number): string {
    return `{ ${this.statements(this.inner(at), size)} }`;
  }

  private loop(at: Place): string {
    const i = this.fresh('i');
    const label = this.chance(0.4) ? this.fresh('L') : null;
    const labels = label ? [...at.labels, { name: label, loop: true }] : at.labels;
    const inside = this.inner(at, { loop: true, breakable: true, consts: [...at.consts, i], labels });
    const kind = this.pick(['let', 'var']);
    const head = this.pick([
      `for (${kind} ${i} = 0; ${i} < ${1 + this.int(3)}; ${i}++)`,
      `for (const ${i} of ${this.pick([`[1, ${this.expression(at, 2)}]`, `iter(${1 + this.int(3)})`, '"ab"'])})`,
      `for (${kind} ${i} in { p: 1, q: 2 })`,
    ]);
    return `${label ? `${label}: ` : ''}${head} ${this.block(inside, 3)}`;
  }

  private countingLoop(at: Place): string {
    const w = this.fresh('w');
    const inside = this.block(this.inner(at, { loop: true, breakable: true }), 2);
    return this.chance(0.5)
      ? `var ${w} = 0; while (${w}++ < ${1 + this.int(3)}) ${inside}`
      : `var ${w} = 0; do ${inside} while (${w}++ < ${this.int(3)});`;
  }

  private jump(at: Place): string {
    const label = at.labels.length ? this.pick(at.labels) : null;
    if (label && this.chance(0.5)) return label.loop && this.chance(0.5) ? `continue ${label.name};` : `break ${label.name};`;
    if (at.breakable && this.chance(0.6)) return 'break;';
    return at.loop ? 'continue;' : ';';
  }

  private tryStatement(at: Place): string {
    const e = this.fresh('e');
    const handler = this.chance(0.7) ? ` catch (${e}) ${this.block({ ...at, consts: [...at.consts, e] }, 2)}` : '';
    const cleanup = handler === '' || this.chance(0.5) ? ` finally ${this.block(at, 2)}` : '';
    return `try ${this.block(at, 3)}${handler}${cleanup}`;
  }

  private switchStatement(at: Place): string {
    const inside = this.inner(at, { breakable: true });
    const cases = Array.from({ length: 1 + this.int(4) }, (_, i) => {
      const head = this.chance(0.25) ? 'default:' : `case ${this.chance(0.7) ? i : this.expression(at, 2)}:`;
      return `${head} ${this.chance(0.85) ? this.block(inside, 2) : ''} ${this.chance(0.6) ? 'break;' : ''}`;
    });
    let seen = false;
    const once = cases.map(c => (c.startsWith('default:') && (seen || !(seen = true)) ? `case 9:${c.slice(8)}` : c));
    return `switch (${this.expression(at)}) { ${once.join(' ')} }`;
  }

  private generatorUse(at: Place): string {
    const g = this.fresh('g');
    const use = this.pick([
      `for (const y of take(${g}(), ${1 + this.int(4)})) log(y);`,
      `log([...take(${g}(), 5)].length);`,
      `{ const it = ${g}(); log(it.next().value); log(it.return(7).value); }`,
      `{ const it = ${g}(); it.next(); try { log(it.throw(8).done); } catch (e) { log(name(e)); } }`,
    ]);
    return `function* ${g}() { ${this.statements(this.body(at, [], true), 4)} } ${use}`;
  }

  /** One name, used before and after its declaration in every way there is. */
  private earlyUse(at: Place): string {
    const t = this.fresh('t');
    const attempt = (s: string) => `try { ${s} } catch (e) { log(name(e)); }`;
    const kind = this.pick(['let', 'const', 'class']);
    const declared =
      kind === 'class'
        ? `class ${t} { static [${this.expression(at, 2)}] = 1; m() { return ${t}; } }`
        : `${kind} ${t} = ${this.expression(at, 2)};`;
    const parts = [
      declared,
      attempt(`log((() => typeof ${t})());`),
      `later.push(() => typeof ${t});`,
      `f${t}();`,
      `function f${t}() { ${attempt(`log(typeof ${t});`)} }`,
      attempt(`${t} = ${this.expression(at, 2)};`),
      `switch (${this.expression(at, 2)}) { case 0: let u${t} = 1; case 1: u${t} = 2; break; default: ${attempt(`log(u${t});`)} }`,
      attempt(`(([a = b${t}, b${t}]) => a)([]);`),
      `for (let i${t} = 0; i${t} < 2; i${t}++) { later.push(() => i${t}); later.push(() => i${t}++); }`,
      attempt(`for (const z${t} of [z${t}]) ;`),
    ];
    for (let i = parts.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [parts[i], parts[j]] = [parts[j] as string, parts[i] as string];
    }
    return `{ ${parts.join(' ')} }`;
  }

  private statement(at: Place): string {
    if (this.budget-- <= 0 || at.depth > 5) return `log(${this.expression(at, 2)});`;
    const value = () => this.expression(at);
    switch (this.int(22)) {
      case 0:
      case 1:
        return `${value()};`;
      case 2:
      case 3:
        return this.declaration(at);
      case 4:
        return `if (${value()}) ${this.block(at, 2)}${this.chance(0.5) ? ` else ${this.block(at, 2)}` : ''}`;
      case 5:
      case 6:
        return this.loop(at);
      case 7:
        return this.countingLoop(at);
      case 8: {
        const label = this.fresh('B');
        return `${label}: ${this.block({ ...at, labels: [...at.labels, { name: label, loop: false }] }, 3)}`;
      }
      case 9:
      case 10:
        return this.jump(at);
      case 11:
      case 12:
        return this.tryStatement(at);
      case 13:
        return at.depth > 0 ? `if (${value()}) throw ${this.int(5)};` : ';';
      case 14:
        return at.returns ? `if (${value()}) return ${value()};` : ';';
      case 15:
      case 16:
        return this.switchStatement(at);
      case 17: {
        const [f, p] = [this.fresh('f'), this.fresh('p')];
        return `function ${f}(${p}, ...r) { ${this.statements(this.body(at, [p]), 3)} } log(${f}(${this.expression(at, 2)}));`;
      }
      case 18:
        return this.generatorUse(at);
      case 19:
        return this.earlyUse(at);
      case 20: {
        const c = this.fresh('C');
        const method = this.statements(this.body(at, ['x']), 2);
        return `class ${c} { #p = 1; f = 2; static s = 3; m(x) { ${method} } get g() { return this.#p; } } log(new ${c}().m(${c}.s)); log(new ${c}().g);`;
      }
      default:
        return at.yields
          ? `log(yield* take(iter(${this.int(3)}), 3));`
          : `later.push(() => ${this.pick([...at.vars, ...at.consts])});`;
    }
  }

  private statements(at: Place, size: number): string {
    const here = { ...at };
    return Array.from({ length: 1 + this.int(size) }, () => this.statement(here)).join('\n');
  }

  program(strict: boolean): string {
    const top: Place = {
      vars: ['v0', 'v1'],
      consts: [],
      labels: [],
      loop: false,
      breakable: false,
      returns: false,
      yields: false,
      depth: 0,
    };
    const parts = Array.from({ length: 6 + this.int(10) }, (_, i) =>
      i % 2
        ? this.statement({ ...top, returns: i > 6 })
        : `try { ${this.statement(this.inner(top))} } catch (e) { log(name(e)); }`,
    );
    return `${strict ? "'use strict';" : ''}${PRELUDE}
function main() { var v0 = 1, v1 = 2;
${parts.join('\nlog(v0);\n')}
}
try { log('R' + main()); } catch (e) { events.push(name(e)); }
count = 0;
for (const f of later) { try { log(f()); } catch (e) { events.push(name(e)); } }
events.join(' ');`;
  }
}

export const randomProgram = (seed: number): string => new Generator(seed).program(seed % 3 !== 0);

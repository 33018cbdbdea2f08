/**
 * Random JavaScript programs about scopes: few names, declared and looked up in every kind of scope, with direct and indirect eval, `with`, catch
 * clauses, parameter expressions, classes and closures of loops between them. A program is a tree, so that a failing one can be made smaller.
 * It calls `L(value)` for what it finds and pushes closures onto `later`; the same seed gives the same program. Some have early errors: those count, too.
 */
import { numbers } from '../transpile/random-program.ts';

/** A statement; `text` gets the texts of its bodies. */
export interface ScopeNode {
  bodies: readonly (readonly ScopeNode[])[];
  text(bodies: readonly string[]): string;
}

export const scopeText = (nodes: readonly ScopeNode[]): string =>
  nodes.map(n => n.text(n.bodies.map(b => scopeText(b)))).join(' ');

const NAMES = ['a', 'b', 'c', 'f', 'g', 'arguments'];

class ScopeWriter {
  private readonly next: () => number;
  private serial = 0;
  private budget = 40;
  private readonly hoisted = ['a', 'b'];

  constructor(seed: number) {
    this.next = numbers(seed);
  }

  private int(n: number): number {
    return Math.floor(this.next() * n);
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)] as T;
  }

  private name(): string {
    return this.pick(this.int(8) === 0 ? NAMES : NAMES.slice(0, 5));
  }

  private value(): string {
    return String(++this.serial);
  }

  /** An expression that looks a name up, or gives it a value. */
  private look(): string {
    const x = this.name();
    switch (this.int(14)) {
      case 0:
        return `typeof ${x}`;
      case 1:
        return `eval('${x}')`;
      case 2:
        return `(() => ${x})()`;
      case 3:
        return `eval('typeof ${x}')`;
      case 4:
        return `(${x} = ${this.value()})`;
      case 5:
        return `eval('${x} = ${this.value()}')`;
      case 6:
        return `(delete ${this.pick(['c', 'f', 'g'])})`;
      case 7: {
        // V8 lets eval code among parameters declare `arguments`.
        const y = this.pick(NAMES.slice(0, 5));
        return `eval('var ${y} = ${this.value()}; ${y}')`;
      }
      case 8:
        return `(0, eval)('typeof ${x}')`;
      case 9:
        return `(typeof ${x} === 'function' ? ${x}.name : ${x})`;
      case 10:
        return `(function ${this.name()}() { return ${x}; })()`;
      case 11:
        return `(${x} += ${this.value()})`;
      default:
        return x;
    }
  }

  private attempt(code: string): string {
    return `try { ${code} } catch (e) { L(e.name || e); }`;
  }

  /** Default values of parameters and the like. */
  private parameters(): string {
    const one = () =>
      this.pick([
        () => this.name(),
        () => `${this.name()} = ${this.look()}`,
        () => `{ ${this.name()} = ${this.look()} } = {}`,
        () => `[${this.name()} = ${this.look()}] = []`,
        () => `${this.name()} = () => ${this.look()}`,
        () => `${this.name()} = function ${this.name()}() { return ${this.look()}; }`,
        () => `${this.name()} = (eval('var ${this.pick(NAMES.slice(0, 5))} = ${this.value()}'), ${this.value()})`,
      ])();
    const some = Array.from({ length: this.int(3) }, one).join(', ');
    // V8 gives bodies after a rest parameter a scope of their own even where no parameter has an expression.
    return some.includes('=') && this.int(4) === 0 ? `${some}, ...${this.name()}` : some;
  }

  private leaf(text: string): ScopeNode {
    return { bodies: [], text: () => text };
  }

  private body(size = 3): ScopeNode[] {
    if (this.budget <= 0) return [];
    return Array.from({ length: 1 + this.int(size) }, () => this.statement());
  }

  private wrap(text: (body: string) => string, size = 3): ScopeNode {
    return { bodies: [this.body(size)], text: ([b]) => text(b as string) };
  }

  private declaration(): ScopeNode {
    // V8 assigns the function of a block to an outer var once its own was deleted, to `arguments`, and where two blocks around each other have it.
    const [x, hoisted] = [this.name(), this.hoisted.pop() ?? `h${this.value()}`];
    return this.leaf(
      this.pick([
        `var ${x} = ${this.value()};`,
        `var ${x};`,
        `let ${x} = ${this.value()};`,
        `const ${x} = ${this.value()};`,
        `function ${x}() { return ${this.value()}; }`,
        `{ function ${hoisted}() { return ${this.value()}; } }`,
        `if (1) function ${hoisted}() { return ${this.value()}; }`,
        `class ${x} { static v = ${this.value()}; }`,
        `var [${x}, ${this.name()} = ${this.value()}] = [${this.value()}];`,
        `let { ${x} = ${this.value()} } = {};`,
        `var ${x} = function ${this.name()}() { return ${this.look()}; };`,
        `let ${x} = function ${x}() { return typeof ${x}; };`,
      ]),
    );
  }

  private callable(): ScopeNode {
    const [f, p, v, look] = [this.name(), this.parameters(), this.value(), this.look()];
    const strict = this.int(6) === 0 && !/[=[{.]/.test(p) ? "'use strict'; " : '';
    return this.pick([
      () => this.wrap(b => `function ${f}(${p}) { ${strict}${b} } ${this.attempt(`L(${f}(${v}));`)}`),
      () => this.wrap(b => this.attempt(`(function ${f}(${p}) { ${strict}${b} })(${v});`)),
      () => this.wrap(b => this.attempt(`(function (${p}) { ${strict}${b} })(${v});`)),
      () => this.wrap(b => this.attempt(`((${p}) => { ${b} })(${v});`)),
      () => this.wrap(b => this.attempt(`[...(function* ${f}(${p}) { ${b} yield 1; })(${v})];`)),
      () => this.wrap(b => this.attempt(`(async function ${f}(${p}) { ${b} })(${v}).catch(() => 0);`)),
      () => this.wrap(b => this.attempt(`({ ${f}(${p}) { ${b} } }).${f}(${v});`)),
      () => this.wrap(b => this.attempt(`({ get ${f}() { ${b} } }).${f};`)),
      () => this.wrap(b => this.attempt(`({ set ${f}(x) { ${b} } }).${f} = 1;`)),
      () => this.wrap(b => this.attempt(`({ [${look}]: function ${f}(${p}) { ${b} } })[0];`)),
      () => this.wrap(b => this.attempt(`new (function ${f}(${p}) { ${b} })(${v});`)),
    ])();
  }

  private classy(): ScopeNode {
    const c = this.name();
    return this.pick([
      // V8 overlooks that a `var` meets a lexical name inside a static block, and refuses `arguments` in eval code there.
      () =>
        this.wrap(b => this.attempt(`(class ${c} { static { ${b.replaceAll('var ', 'let ').replaceAll('arguments', 'a')} } });`)),
      () => this.wrap(b => this.attempt(`new (class ${c} { constructor() { ${b} } });`)),
      () => this.wrap(b => this.attempt(`(class ${c} { static m() { ${b} } }).m();`)),
      () => this.wrap(b => this.attempt(`(class { static ${c} = (() => { ${b} })(); });`)),
      () => this.leaf(this.attempt(`L(new (class ${c} { f = ${this.look()}; }).f);`)),
      () => this.leaf(this.attempt(`L((class ${c} { static f = ${this.look()}; }).f);`)),
      () => this.leaf(this.attempt(`(class ${c} extends (L(${this.look()}), Object) { [L(${this.look()})]() {} });`)),
      () =>
        this.leaf(this.attempt(`(class ${c} { #p = 1; static t = eval('(o) => #p in o')(new ${c}); static { L(${c}.t); } });`)),
    ])();
  }

  private statement(): ScopeNode {
    this.budget--;
    const [x, v, look, kind] = [this.name(), this.value(), this.look(), this.pick(['let', 'const', 'var'])];
    switch (this.int(26)) {
      case 0:
      case 1:
      case 2:
        return this.declaration();
      case 3:
      case 4:
      case 5:
        return this.callable();
      case 6:
        return this.classy();
      case 7:
        return this.wrap(b => `{ ${b} }`);
      case 8:
        return this.wrap(b => `for (let ${x} = 0; ${x} < 2; ${x}++) { later.push(() => ${x}); ${b} }`);
      case 9:
        return this.wrap(b => `for (${kind} ${x} of [${v}]) { ${b} }`);
      case 10:
        return this.wrap(b => `for (${kind} ${x} in { k${v}: 1 }) { ${b} }`);
      case 11:
        return this.wrap(b => `try { throw ${v}; } catch (${x}) { ${b} }`);
      case 12:
        return this.wrap(b => `try { throw { ${x}: ${v} }; } catch ({ ${x} = ${look} }) { ${b} }`);
      case 13:
        return this.wrap(b => `with ({ ${x}: ${v} }) { ${b} }`);
      case 14:
        return this.wrap(b => `switch (1) { case 0: let ${x}; case 1: ${b} default: }`);
      case 15:
        return this.wrap(b => `${x}: { ${b} break ${x}; }`);
      case 16:
      case 17:
        return this.wrap(b => this.attempt(`eval(${JSON.stringify(b)});`));
      case 18:
        return this.wrap(b => this.attempt(`new Function(${JSON.stringify(b)})();`), 2);
      case 19:
        return this.wrap(b => `do { ${b} } while (0);`);
      case 20:
        return this.leaf(`later.push(() => ${this.look()});`);
      case 21:
        return this.leaf(`later.push(function ${x}() { return ${this.look()}; });`);
      default:
        return this.leaf(this.attempt(`L(${this.look()});`));
    }
  }

  program(): ScopeNode[] {
    return Array.from({ length: 3 + this.int(5) }, () => this.statement());
  }
}

export const scopeProgram = (seed: number): readonly ScopeNode[] => new ScopeWriter(seed).program();

/** What a program calls. Each runs as a function's body, or as a script of its own by indirect eval. */
export const SCOPE_PRELUDE = `
var out = [], later = [];
function L(v) {
  if (out.length < 200) out.push(typeof v === 'function' ? 'f:' + v.name : typeof v === 'object' && v ? 'o' : String(v));
  return v;
}
function run(id, text, global) {
  out = []; later = [];
  try { if (global) (0, eval)(text); else Function(text)(); } catch (e) { L(e && e.name || e); }
  later.slice(0, 50).forEach(function (f) { try { L(f()); } catch (e) { L(e.name || e); } });
  print(id + ' ' + out.join(' '));
}
`;

/** As global code every program gets names of its own, for they stay. */
export function scopeRun(id: number, nodes: readonly ScopeNode[], global: boolean): string {
  const text = scopeText(nodes);
  const own = global ? text.replace(/\b([abcfg])\b/g, `$1${id}`) : text;
  return `run(${id}, ${JSON.stringify(own)}, ${global});\n`;
}

/** Smaller programs, biggest steps first: without a statement, or with a statement's body in its place. */
export function* smaller(nodes: readonly ScopeNode[]): Generator<readonly ScopeNode[]> {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as ScopeNode;
    const [before, after] = [nodes.slice(0, i), nodes.slice(i + 1)];
    yield [...before, ...after];
    for (let j = 0; j < node.bodies.length; j++) {
      const body = node.bodies[j] as readonly ScopeNode[];
      if (body.length > 0) yield [...before, ...body, ...after];
      for (const less of smaller(body)) yield [...before, { ...node, bodies: node.bodies.with(j, less) }, ...after];
    }
  }
}

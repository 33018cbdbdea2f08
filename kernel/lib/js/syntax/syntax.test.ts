/** The shape of what the parser answers: nodes, scopes, flags, options and errors. Acceptance at large is the conformance suite's business. */
import { describe, expect, it } from 'vitest';
import { compiledSystem } from '../../../testing/standard.ts';
import { Raise } from '../../../values/condition.ts';
import { type RecordInstance, recordField } from '../../../values/record.ts';
import { Sym } from '../../../values/symbol.ts';

const { system: sys } = compiledSystem({}, path => path.includes('/syntax/'));

type Plain = null | boolean | number | string | bigint | Plain[] | { [field: string]: Plain };

/** Records as plain objects; nil scopes and offsets are kept, symbols become their names. */
function plain(v: unknown): Plain {
  if (Array.isArray(v)) return v.map(plain);
  if (v instanceof Sym) return v.name;
  const type = (v as RecordInstance | null)?.type;
  if (type?.fields === undefined) return v as Plain;
  return Object.fromEntries(type.fields.map((f, i) => [f, plain(recordField(v as RecordInstance, i))]));
}

function call(name: string, ...args: unknown[]): unknown {
  return sys.kernel.call(sys.kernel.namespace('js').lookup(name)?.v, ...args);
}

// biome-ignore lint/suspicious/noExplicitAny: trees are navigated freely
const script = (text: string, options: Record<string, unknown> | null = null): any =>
  plain(call('js-parse-script', text, options && new Map(Object.entries(options))));
// biome-ignore lint/suspicious/noExplicitAny: trees are navigated freely
const module = (text: string): any => plain(call('js-parse-module', text));

/** `message @offset` of the refusal, or 'accepted'. */
function refusal(parse: () => unknown): string {
  try {
    parse();
    return 'accepted';
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    const { message, position } = plain(e.payload) as { message: string; position: number };
    return `${message} @${position}`;
  }
}

/** Only the names that are there. */
function scopeOf(node: { scope: Record<string, unknown> }): Record<string, unknown> {
  const entries = Object.entries(node.scope).filter(([k, v]) => v !== null && k !== 'functions');
  return Object.fromEntries(entries);
}

const STRICT = 1;
const SIMPLE = 2;
const ARGUMENTS = 4;
const THIS = 8;
const EVAL = 16;
const SUPER_PROPERTY = 32;
const SUPER_CALL = 64;
const NEW_TARGET = 128;
const AWAIT = 256;
const PARAM_EXPRESSIONS = 1024;
const CONTAINS_EVAL = 2048;

describe('nodes', () => {
  it('are ESTree nodes with offsets', () => {
    expect(script('x = 1').body[0].expression).toEqual({
      type: 'AssignmentExpression',
      start: 0,
      end: 5,
      operator: '=',
      left: { type: 'Identifier', start: 0, end: 1, name: 'x' },
      right: { type: 'Literal', start: 4, end: 5, value: 1, regex: null },
    });
  });

  it('show parentheses by their offsets', () => {
    const e = script('(x) = 1').body[0].expression;
    expect([e.start, e.left.start]).toEqual([0, 1]);
  });

  it('make patterns of what was read as literals', () => {
    const target = script('[a, {b = 1, ...c}, ...d.e] = f').body[0].expression.left;
    expect(target.elements.map((e: { type: string }) => e.type)).toEqual(['Identifier', 'ObjectPattern', 'RestElement']);
    expect(target.elements[1].properties[0].value.type).toBe('AssignmentPattern');
  });

  it('wrap optional chains once', () => {
    const e = script('a?.b.c(1)?.[d]').body[0].expression;
    expect([e.type, e.expression.optional, e.expression.object.type]).toEqual(['ChainExpression', true, 'CallExpression']);
  });

  it('keep cooked and raw text of templates', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the guest language
    const { quasi } = script('t`\\u{41}\r\n${1}\\u`').body[0].expression;
    expect(quasi.quasis.map((q: { cooked: string; raw: string }) => [q.cooked, q.raw])).toEqual([
      ['A\n', '\\u{41}\n'],
      [null, '\\u'],
    ]);
  });

  it('hold numbers, bigints and expressions as literals', () => {
    const literals = script('[1_000, 0x1fn, .5e1, 0777, 0b11, /a/g]').body[0].expression.elements;
    expect(literals.map((l: { value: unknown }) => l.value)).toEqual([1000, 31n, 5, 511, 3, null]);
    expect(literals[5].regex).toEqual({ pattern: 'a', flags: 'g' });
  });

  it('mark directives', () => {
    expect(script('"a"; "b" + 1').body.map((s: { directive: string }) => s.directive)).toEqual(['a', null]);
  });

  it('tell where the text of a method begins', () => {
    const method = script('class A { static async m() {} }').body[0].body.body[0];
    expect([method.start, method.value.start, method.value['source-start']]).toEqual([10, 24, 17]);
  });
});

describe('scopes', () => {
  it('list what is declared, in order', () => {
    expect(scopeOf(script('let a; var b; function c() {} const d = 1; class E {} var b;'))).toEqual({
      kind: 'script',
      'var-names': ['b', 'c'],
      'lexical-names': ['a', 'd', 'E'],
      'lexical-kinds': ['let', 'const', 'class'],
    });
  });

  it('keep parameters apart from the body', () => {
    const f = script('function f(a, {b, c: [d]}, ...e) { var a, g; let h }').body[0];
    expect(scopeOf(f)).toEqual({
      kind: 'function',
      params: ['a', 'b', 'd', 'e'],
      'var-names': ['a', 'g'],
      'lexical-names': ['h'],
      'lexical-kinds': ['let'],
    });
    expect(f.body.scope).toBe(null);
  });

  it('are nil where nothing is declared', () => {
    expect(script('{ var a; }').body[0].scope).toBe(null);
  });

  it('hoist functions of blocks in sloppy mode code only where a var could stand', () => {
    const p = script(
      '{ function a() {} function b() {} } let b; { let c; { function c() {} } } try {} catch (d) { { function d() {} } }',
    );
    expect(p.scope['annex-b']).toEqual(['a', 'd']);
    expect(p.body[0].body.map((f: { 'annex-b': boolean }) => f['annex-b'])).toEqual([true, false]);
    expect(script('"use strict"; { function a() {} }').scope['annex-b']).toBe(null);
    expect(script('function f(a) { { function a() {} } }').body[0].scope['annex-b']).toBe(null);
  });

  it('hold imports and functions of a module as lexical', () => {
    expect(scopeOf(module('import a, {b as c} from "m"; import * as d from "m"; function e() {}'))).toEqual({
      kind: 'module',
      'lexical-names': ['a', 'c', 'd', 'e'],
      'lexical-kinds': ['import', 'import', 'import', 'function'],
    });
  });
});

describe('flags', () => {
  it.each([
    ['function f() {}', SIMPLE],
    ['function f() { "use strict" }', SIMPLE | STRICT],
    ['function f(a = 1) { arguments }', ARGUMENTS | PARAM_EXPRESSIONS],
    ['function f({a}) { return () => () => this }', THIS],
    ['function f() { return function () { return this } }', SIMPLE],
    ['function f() { (x = arguments) => eval("x"); }', SIMPLE | ARGUMENTS | EVAL | CONTAINS_EVAL],
    ['function f() { function g() { eval("x") } }', SIMPLE | CONTAINS_EVAL],
    ['function f() { (0, eval)("x"); eval?.("x"); (this) }', SIMPLE | THIS],
    ['function f() { new.target }', SIMPLE | NEW_TARGET],
    ['async function f() { await 1 }', SIMPLE | AWAIT],
  ])('%s', (text, flags) => {
    expect(script(text).body[0].flags).toBe(flags);
  });

  it('of methods and fields', () => {
    const [m, c, f] = script('class A extends B { m() { super.x } constructor() { () => super() } f = this.g }').body[0].body
      .body;
    expect([m.value.flags, c.value.flags, f.flags]).toEqual([
      STRICT | SIMPLE | THIS | SUPER_PROPERTY,
      STRICT | SIMPLE | THIS | SUPER_CALL | NEW_TARGET,
      STRICT | THIS,
    ]);
  });

  it('of an asynchronous module', () => {
    expect(module('await 1').flags).toBe(STRICT | AWAIT);
    expect(module('async () => await 1').flags).toBe(STRICT);
  });
});

describe('refusals', () => {
  it.each([
    ['let a; let a', "Identifier 'a' has already been declared @11"],
    ['let a; { var a }', "Identifier 'a' has already been declared @13"],
    ['try {} catch ([e]) { var e }', "Identifier 'e' has already been declared @25"],
    ['({a = 1})', 'Invalid shorthand property initializer @4'],
    ['a ?? b || c', "Unexpected token '||' @7"],
    [
      '-1 ** 2',
      'Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence @3',
    ],
    ['function f(yield) { "use strict" }', 'Unexpected eval, arguments or reserved word in strict mode @11'],
    ['function f() { "\\01"; "use strict" }', 'Octal escape sequences are not allowed in strict mode @16'],
    ['function f(a = 1) { "use strict" }', "Illegal 'use strict' directive in function with non-simple parameter list @20"],
    ['class A { #a; #a }', "Identifier '#a' has already been declared @14"],
    ['a.#b', "Private field '#b' must be declared in an enclosing class @2"],
    ['x: { x: ; }', "Label 'x' has already been declared @5"],
    ['break', 'Illegal break statement @0'],
    ['/(/', 'Invalid regular expression: /(/: Unterminated group @0'],
    ['"', 'Invalid or unexpected token @0'],
    ['if (1) let\n[a] = b', 'Lexical declaration cannot appear in a single-statement context @7'],
    ['[...a,] = b', 'Rest element must be last element @1'],
    ['((a)) => 1', 'Invalid destructuring assignment target @2'],
    ['await: for (;;) { continue await }; async () => { await: 1 }', "Unexpected token ':' @55"],
  ])('%s', (text, message) => {
    expect(refusal(() => script(text))).toBe(message);
  });

  it('say line and column on request', () => {
    expect(sys.kernel.inspect(call('js-source-line-column', 'a\r\nb\u2028cd', 6))).toBe('(3 2)');
  });

  it('of modules', () => {
    expect(refusal(() => module('export { a }'))).toBe("Export 'a' is not defined in module @9");
    expect(refusal(() => module('export { a as "x" }; export let x; let a'))).toBe("Duplicate export of 'x' @32");
  });
});

describe('options of eval code', () => {
  it.each([
    ['new.target', 'in-function'],
    ['super.x', 'in-method'],
    ['super()', 'in-derived-constructor'],
  ])('%s needs %s', (text, option) => {
    expect(refusal(() => script(text))).not.toBe('accepted');
    expect(refusal(() => script(text, { eval: true, [option]: true }))).toBe('accepted');
  });

  it('refuse arguments in field initialisers', () => {
    expect(refusal(() => script('() => arguments', { 'in-class-field-init': true }))).toMatch(/^'arguments' is not allowed/);
    expect(refusal(() => script('function f() { arguments }', { 'in-class-field-init': true }))).toBe('accepted');
  });

  it('know private names and strictness around', () => {
    expect(refusal(() => script('#a in b.#a', { 'private-names': sys.kernel.list('a') }))).toBe('accepted');
    expect(refusal(() => script('with (a) ;', { strict: true }))).toBe('Strict mode code may not include a with statement @0');
    expect(script('', { eval: true }).scope.kind).toBe('eval');
  });
});

describe('dynamic functions', () => {
  const dynamic = (kind: string, params: string, body: string) => call('js-parse-dynamic-function', kind, params, body);

  it('are parsed as one text', () => {
    const f = plain(dynamic('async-generator', 'a, b', 'yield await a // b')) as Record<string, Plain>;
    expect([f.type, f.generator, f.async, f['source-start']]).toEqual(['FunctionExpression', true, true, 0]);
    expect(call('js-dynamic-function-text', 'generator', 'a', 'b')).toBe('function* anonymous(a\n) {\nb\n}');
  });

  it('must consist of parts that are whole by themselves', () => {
    expect(refusal(() => dynamic('function', '/*', '*/) {'))).not.toBe('accepted');
    expect(refusal(() => dynamic('function', '', '} function g() {'))).not.toBe('accepted');
    expect(refusal(() => dynamic('function', 'a //', 'return a'))).toBe('accepted');
    expect(refusal(() => dynamic('function', 'a, a', '"use strict"'))).not.toBe('accepted');
  });
});

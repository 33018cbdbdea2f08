/**
 * Traces of random programs: a chain of functions, each of which calls the next from some place of some construct, until one makes an
 * error. The generator knows the chain, so the names in the trace are known; the places have to be the same on every tier.
 */
import { describe, expect, test } from 'vitest';
import { runHere } from '../testing/js.ts';
import { TIERS, type Tier } from './tiers.ts';

/** Ways to reach `call`, an expression, from the body of a function; statements that end in a value. */
const BODIES: readonly ((call: string) => string)[] = [
  call => `return ${call};`,
  call => `const v = ${call}; return v;`,
  call => `return 1 + ${call};`,
  call => `return [${call}].length;`,
  call => `return [0, ...[${call}]];`,
  call => `return { a: 1, b: ${call} };`,
  call => `return (${call}) ? 1 : 2;`,
  call => `return (a => ${call})(1);`,
  call => `return \`x\${${call}}\`;`,
  call => `if (${call}) return 1; return 2;`,
  call => `for (let i = 0; i < 2; i++) { ${call}; }\n return 0;`,
  call => `for (const x of [1, 2]) { ${call}; }\n return 0;`,
  call => `let n = 0; while (n < 3) { n++; ${call}; } return n;`,
  call => `switch (1) { case 1: return ${call}; default: return 0; }`,
  call => `try { return ${call}; } finally { 0; }`,
  call => `try { ${call}; } catch (e) { throw e; } return 1;`,
  call => `return id(id(${call}));`,
  call => `return id(1, id(2), ${call}, id(3));`,
  call => `return [1].map(function () { return ${call}; });`,
  call => `[1, 2].forEach(x => { ${call}; }); return 0;`,
  call => `return { get g() { return ${call}; } }.g;`,
  call => `return { m() { return ${call}; } }.m();`,
  call => `return new (class Made { constructor() { this.v = ${call}; } })();`,
  call => `return new (class Field { v = ${call}; })();`,
  call => `const [a = ${call}] = []; return a;`,
  call => `function inner(p = ${call}) { return p; } return inner();`,
  call => `function* gen() { yield ${call}; } return gen().next().value;`,
  call => `let s; (async function af() { try { ${call}; } catch (e) { s = e; } })(); throw s;`,
  call => `let s; async function af() { try { return ${call}; } catch (e) { s = e; } } af(); throw s;`,
  call => `return (class { static { ${call}; } });`,
  call => `return new (class extends (class { constructor(x) { this.x = x; } }) { constructor() { super(${call}); } })();`,
  call => `return { [${call}]: 1 };`,
  call => `const { a = ${call} } = {}; return a;`,
  call => `do { ${call}; } while (false); return 1;`,
  call => `return id\`a\${${call}}\`;`,
  call => `return null ?? ${call};`,
  call => `return (0, ${call});`,
  call => `let o = { x: 1 }; o.x += ${call}; return o;`,
  call => `return String({ toString() { return ${call}; } });`,
  call => `return [3, 1].sort(() => ${call});`,
  call => `var t = 1; t = t && ${call}; return t;`,
  call => `return Reflect.apply(() => ${call}, null, []);`,
  call => `label: { if (${call}) break label; } return 1;`,
  call => `return eval(${JSON.stringify(call)});`,
];

/** Expressions that end in an error. */
const ERRORS: readonly string[] = [
  'raise(new TypeError("x"))',
  'null.x',
  'undefinedName',
  'new Array(-1)',
  'Symbol() + 1',
  '1n + 1',
  '(void 0)()',
  '[].reduce(null)',
  'new Proxy({}, { get() { throw new RangeError("trap"); } }).p',
  'JSON.parse("{")',
  '"x".repeat(-1)',
];

function program(random: (n: number) => number): string {
  const length = 2 + random(6);
  const lines = ['function raise(e) { throw e; }', 'function id(x) { return x; }'];
  for (let i = 0; i < length; i++) {
    const call = i + 1 < length ? `f${i + 1}()` : (ERRORS[random(ERRORS.length)] as string);
    lines.push(`function f${i}() {\n  ${(BODIES[random(BODIES.length)] as (call: string) => string)(call)}\n}`);
  }
  const rounds = random(3) === 0 ? 12 : 1;
  lines.push(`for (let round = 0; round < ${rounds}; round++) {\n  try { f0(); } catch (e) { print(e.stack); }\n}`);
  return lines.join('\n');
}

function generator(seed: number): (n: number) => number {
  let state = seed * 2654435761 + 1;
  return n => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** Numbers of the chain's functions in the last of some traces, innermost first, each once; and how many places the trace has. */
function chainOf(text: string): { chain: number[]; places: number } {
  const lines = text.split('\n');
  const places = lines.slice(lines.findLastIndex(line => !line.startsWith('    at ')) + 1);
  const numbers = places.flatMap(place => /at f(\d) /.exec(place)?.[1] ?? []).map(Number);
  return { chain: [...new Set(numbers)], places: places.length };
}

const functionsIn = (source: string): number => [...source.matchAll(/^function f\d/gm)].length;

describe.each([0, 1, 2, 3])('programs of seed %i', part => {
  test('have the same traces on every tier, with the whole chain', () => {
    for (let seed = part * 40; seed < part * 40 + 40; seed++) {
      const source = program(generator(seed));
      const traced = (tier: Tier): string => runHere(source, {}, tier).lines.join('\n');
      const reference = traced('cek');
      const { chain, places } = chainOf(reference);
      const all = functionsIn(source) - 1;
      // Long traces are cut; all others begin with the innermost function and end with the first.
      expect(chain, source).toEqual(Array.from({ length: places < 10 ? all + 1 : chain.length }, (_, i) => all - i));
      for (const tier of TIERS) expect(traced(tier), `${tier}:\n${source}`).toBe(reference);
    }
  });

  // Calls in tail position leave no frame in strict code.
  test('have the same traces on every tier in strict mode', () => {
    for (let seed = part * 40; seed < part * 40 + 40; seed++) {
      const source = program(generator(seed));
      const traced = (tier: Tier): string => runHere(source, { mode: 'strict' }, tier).lines.join('\n');
      const reference = traced('cek');
      for (const tier of TIERS) expect(traced(tier), `${tier}:\n${source}`).toBe(reference);
    }
  });
});

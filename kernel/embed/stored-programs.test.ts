/** Programs that are read from the store do what they did when they were translated. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { randomProgram } from '../lib/js/transpile/random-program.ts';
import { runHere } from '../testing/js.ts';
import { JsKernel } from './javascript.ts';
import type { JsProgram } from './javascript-program.ts';
import { TIERS } from './tiers.ts';

/** Makes a text one that is stored. */
const COMMENT = `\n/* ${'.'.repeat(8_000)} */`;

describe.each(TIERS)('on %s', tier => {
  test('random programs print the same when they come from the store', () => {
    for (let seed = 7001; seed < 7041; seed++) {
      const source = `print(eval(${JSON.stringify(randomProgram(seed))}));\n${randomProgram(seed)}${COMMENT}`;
      const translated = runHere(source, {}, tier);
      expect(runHere(source, {}, tier), source.slice(0, -COMMENT.length)).toEqual(translated);
    }
  });

  test('traces keep their names and places', () => {
    const source = `function outer() { return [1].map(x => inner(x)); }
      class A { static m() { try { outer(); } catch (e) { print(e.stack); } } }
      function inner(x) { null.f; }
      A.m();${COMMENT}`;
    const first = runHere(source, {}, tier);
    expect(first.lines[0]).toContain('at inner (case.js:3:');
    expect(runHere(source, {}, tier)).toEqual(first);
  });

  test.each([
    ['an uncaught error', `function f() { throw new RangeError('x'); }\nf();`],
    ['templates', 'const t = s => s; const f = () => t`ab`; print(f() === f());'],
    ['callers', 'function f() { return f.caller; } function g() { return f(); } print(g() === g);'],
    [
      'generators and async',
      'function* g() { const x = yield 1; print(x); } const i = g(); i.next(); i.next(2); (async () => { await 0; print("a"); })();',
    ],
    ['negative zero and big numbers', 'print(Object.is(-0, 0 * -1), 123456789012345678901234567890n, 1e400, NaN);'],
  ])('%s', (_, text) => {
    const source = text + COMMENT;
    const first = runHere(source, {}, tier);
    expect(runHere(source, {}, tier)).toEqual(first);
  });
});

describe('the store', () => {
  const entries = new Map<string, string>();
  const asked: string[] = [];
  const kernel = new JsKernel(
    {
      readLibrary: name => readFileSync(path.join(projectRoot(), 'kernel/lib', name), 'utf8'),
      compiled: {
        get: (kind, key) => {
          if (kind === 'program') asked.push(entries.has(key) ? 'found' : 'missed');
          return entries.get(key);
        },
        put: (_, key, text) => void entries.set(key, text),
      },
      fingerprint: inputs => createHash('sha1').update(JSON.stringify(inputs)).digest('hex'),
      now: () => 0,
      kernelVersion: 'test',
    },
    { tier: 'auto' },
  );
  const run = (source: string, change: Partial<JsProgram> = {}): string => {
    const lines: string[] = [];
    asked.length = 0;
    const { kind } = kernel.run({
      path: 'case.js',
      identity: '/case.js',
      source,
      mode: 'sloppy',
      preloads: [],
      unhandledRejections: 'ignore',
      limits: { shouldStop: () => undefined, maxBytes: 1e9 },
      print: line => lines.push(line),
      loadModule: () => undefined,
      ...change,
    });
    return `${kind} ${lines.join()} ${asked.join()}`;
  };
  const program = `print((function () { return this === undefined; })());${COMMENT}`;

  test('a second run finds what the first has stored', () => {
    expect([run(program), run(program)]).toEqual(['completed false missed', 'completed false found']);
  });

  test('another mode, name or text is another program', () => {
    expect(run(program, { mode: 'strict' })).toBe('completed true missed');
    expect(run(program, { identity: '/other.js' })).toBe('completed false missed');
    expect(run(`${program} `)).toBe('completed false missed');
  });

  test('small programs and early errors are not stored', () => {
    expect(run('print(1)')).toBe('completed 1 ');
    expect(run(`let a; let a;${COMMENT}`)).toBe('threw  missed');
    expect(run(`let a; let a;${COMMENT}`)).toBe('threw  missed');
  });

  test('modules and evaluated texts are stored, too', () => {
    const dependency = `export const x = 5;${COMMENT}`;
    const module = {
      mode: 'module' as const,
      loadModule: () => ({ identity: '/d.js', path: 'd.js', source: dependency }),
    };
    const source = `import { x } from './d.js'; print(x);`;
    expect([run(source, module), run(source, module)]).toEqual(['completed 5 missed', 'completed 5 ']);
    const evaluating = `var f = (1, eval)(${JSON.stringify(`(function () { return 6; })${COMMENT}`)}); print(f());`;
    expect(run(evaluating)).toBe('completed 6 missed,missed');
  });
});

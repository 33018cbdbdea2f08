/** `sx js` from the outside: output, exceptions with positions, usage. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-js-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function js(name: string, source: string, flags: readonly string[] = []) {
  writeFileSync(path.join(folder, name), source);
  const args = [path.join(projectRoot(), 'bin', 'sx.js'), 'js', ...flags, name];
  const { exitCode, stdout, stderr } = await execa(process.execPath, args, { cwd: folder, reject: false });
  return { exitCode, stdout, stderr };
}

test('console.log and print write lines; jobs run before the end', async () => {
  const source =
    'Promise.resolve(3).then(v => console.log("job", v));\nprint(1n, [2, 3], Symbol("s"));\nconsole.log(typeof class {});';
  expect(await js('a.js', source)).toEqual({ exitCode: 0, stdout: '1 2,3 Symbol(s)\nfunction\njob 3', stderr: '' });
});

test.each([
  ['null.x; 1', "Uncaught TypeError: Cannot read properties of null (reading 'x')\n    at e.js:1:1"],
  ['\n  throw new RangeError("boo")', 'Uncaught RangeError: boo\n    at e.js:2:9'],
  ['var a = ;', "Uncaught SyntaxError: Unexpected token ';'\n    at e.js:1:9"],
  ['function f() {\n  g();\n}\nf();\n1', 'Uncaught ReferenceError: g is not defined\n    at f (e.js:2:3)\n    at e.js:4:1'],
])('an uncaught exception says what and where: %j', async (source, stderr) => {
  expect(await js('e.js', source)).toEqual({ exitCode: 1, stdout: '', stderr });
});

test('recursion without end is a RangeError that programs can catch', async () => {
  const source =
    'function f() { return 1 + f() }\ntry { f() } catch (e) { console.log(e instanceof RangeError) }\nconsole.log("on")';
  expect(await js('deep.js', source)).toEqual({ exitCode: 0, stdout: 'true\non', stderr: '' });
});

test('modules import each other', async () => {
  writeFileSync(path.join(folder, 'lib.mjs'), 'export let n = 1; export const up = () => { n++ };');
  expect((await js('main.mjs', 'import { n, up } from "./lib.mjs"; up(); console.log(n, typeof this);')).stdout).toBe(
    '2 undefined',
  );
});

test('a rejection that nobody handles exits 1, a top-level await for ever 13', async () => {
  expect(await js('r.js', 'Promise.reject(new TypeError("x"));\nprint("on")')).toEqual({
    exitCode: 1,
    stdout: 'on',
    stderr: 'Uncaught TypeError: x\n    at r.js:1:16',
  });
  expect(await js('w.mjs', 'print(1); await new Promise(() => {}); print(2)')).toEqual({
    exitCode: 13,
    stdout: '1',
    stderr: 'sx js: warning: the top-level await of w.mjs is never settled',
  });
});

test('a module is one module however it is asked for: by a cycle, by a link, later', async () => {
  writeFileSync(path.join(folder, 'dep.mjs'), 'import { a } from "./entry.mjs"; print("dep"); export const b = () => a;');
  symlinkSync(path.join(folder, 'dep.mjs'), path.join(folder, 'link.mjs'));
  const source = `import * as x from './dep.mjs'; import * as y from './link.mjs';
export const a = 1;
print(x.b(), x === y);
import('./link.mjs').then(z => print(x === z));`;
  expect(await js('entry.mjs', source)).toEqual({ exitCode: 0, stdout: 'dep\n1 true\ntrue', stderr: '' });
});

test('a mistake in an imported module names its file', async () => {
  writeFileSync(path.join(folder, 'bad.mjs'), 'export const a = ;');
  expect(await js('imports.mjs', 'import "./bad.mjs"')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: "Uncaught SyntaxError: Unexpected token ';'\n    at bad.mjs:1:18",
  });
});

test.each([
  ['{ a: 1, list: [1, 2] }', 'Uncaught { a: 1, list: [ 1, 2 ] }'],
  ['"text"', "Uncaught 'text'"],
  ['Object.assign(new Error("e"), { code: 5 })', 'Uncaught Error: e\n    at t.js:1:21 {\n  code: 5\n}'],
  ['new TypeError("outer", { cause: [7] })', 'Uncaught TypeError: outer\n    at t.js:1:7 {\n  [cause]: [ 7 ]\n}'],
])('an uncaught value is shown as the console shows it: %s', async (value, stderr) => {
  const { stderr: shown } = await js('t.js', `throw ${value}`);
  expect(shown.replace(/\n {4}at t.js:1:1$/, '')).toBe(stderr);
});

test('console.error writes to standard error', async () => {
  expect(await js('c.js', 'console.log({}); console.error("%s!", "no", [1]); console.info(1); console.warn(2)')).toEqual({
    exitCode: 0,
    stdout: '{}\n1',
    stderr: 'no! [ 1 ]\n2',
  });
});

test('wrong usage exits with 2 and says what to do', async () => {
  expect(await js('u.js', '', ['--tier', 'warp'])).toMatchObject({
    exitCode: 2,
    stderr: 'sx js: unknown tier warp; one of cek, native, vm, auto',
  });
  const { exitCode, stderr } = await js('u.js', '', ['--frob']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('sx js: unknown flag --frob\nUsage: sx js [options] FILE.js [argument...]');
  expect(await js('u.js', '', ['.'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'sx js: cannot read .: it is a folder; a program is one file',
  });
  expect((await js('u.js', '', ['gone.js'])).stderr).toBe('sx js: cannot read gone.js: there is no such file');
});

test('what follows the file belongs to the program; a flag of the command there is pointed out unless -- says that it is meant', async () => {
  writeFileSync(path.join(folder, 'args.js'), 'print(JSON.stringify(scriptArgs))');
  const run = (...args: string[]) =>
    execa(process.execPath, [path.join(projectRoot(), 'bin', 'sx.js'), 'js', ...args], { cwd: folder });
  expect(await run('--tier', 'cek', 'args.js', 'a', '--help')).toMatchObject({ stdout: '["args.js","a","--help"]', stderr: '' });
  expect(await run('args.js', '--tier', 'vm')).toMatchObject({
    stdout: '["args.js","--tier","vm"]',
    stderr:
      'sx js: hint: --tier stands after args.js and goes to the program; flags of sx js stand before it (`--` before args.js says that it is meant)',
  });
  expect(await run('--', 'args.js', '--tier=vm')).toMatchObject({ stdout: '["args.js","--tier=vm"]', stderr: '' });
});

test.each(['cek', 'vm', 'native', 'auto'])('recursion and uncaught errors on %s', async tier => {
  const source = `function f(n) { return n === 0 ? 0 : 1 + f(n - 1); }
function endless(n) { return 1 + endless(n); }
print(f(10000));
try { endless(1); } catch (e) { print(e instanceof RangeError); }
function fail() {
  try { null.x; } catch (e) {}
  throw new TypeError('at last');
}
fail();
print("not reached");`;
  expect(await js('deep.js', source, ['--tier', tier])).toEqual({
    exitCode: 1,
    stdout: '10000\ntrue',
    stderr: 'Uncaught TypeError: at last\n    at fail (deep.js:7:9)\n    at deep.js:9:1',
  });
  const { exitCode, stderr } = await js('endless.js', 'function endless(n) { return 1 + endless(n); }\nendless(1);', [
    '--tier',
    tier,
  ]);
  expect({ exitCode, first: stderr.split('\n')[0] }).toEqual({
    exitCode: 1,
    first: 'Uncaught RangeError: Maximum call stack size exceeded',
  });
});

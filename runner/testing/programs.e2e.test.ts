/** The kernel's own commands from the outside: `sx run FILE.sx`, `sx repl`, `sx serve` as child processes on small file trees. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execaNode } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SX = path.resolve(import.meta.dirname, '../../bin/sx.js');
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sx-program-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

async function sx(args: readonly string[], input = ''): Promise<{ code: number | undefined; out: string; err: string }> {
  const result = await execaNode(SX, args, {
    cwd: folder,
    input,
    reject: false,
    stripFinalNewline: false,
    env: { XDG_CACHE_HOME: path.join(folder, 'cache') },
  });
  return { code: result.exitCode, out: result.stdout, err: result.stderr };
}

describe('sx run FILE.sx', () => {
  test('prints what the program prints and ends with 0', async () => {
    write({ 'p.sx': '#!/usr/bin/env sx\n(define (f x) (* x x))\n(print (map f (list 1 2 3)))\n(display "no line end")' });
    expect(await sx(['run', 'p.sx'])).toEqual({ code: 0, out: '(1 4 9)\nno line end', err: '' });
  });

  test('arguments and exit codes', async () => {
    write({ 'p.sx': '(print (command-line))\n(try-finally (exit 7) (print "cleanup"))\n(print "not reached")' });
    expect(await sx(['run', 'p.sx', 'a', '--flag', 'b.sx'])).toMatchObject({ code: 7, err: '' });
    expect((await sx(['run', 'p.sx', 'a', '--flag'])).out).toContain('(p.sx a --flag)\n');
    expect(await sx(['run', '--', 'p.sx', '--tier', '--help'])).toMatchObject({ code: 7, err: '' });
    expect(await sx(['run', 'p.sx', '--tier', 'vm'])).toMatchObject({
      code: 7,
      out: '(p.sx --tier vm)\n',
      err: 'sx run: hint: --tier stands after p.sx and goes to the program; flags of sx run stand before it (`--` before p.sx says that it is meant)\n',
    });
  });

  test('an uncaught error says what and where, and ends with 1', async () => {
    write({ 'p.sx': '(print "before")\n(define (f x)\n  (list (+ 1 x)))\n(f "two")' });
    expect(await sx(['run', 'p.sx'])).toEqual({
      code: 1,
      out: 'before\n',
      err: 'Unhandled exception: Expected number, got string\n    at p.sx:3:9\n',
    });
  });

  test('an error in the standard library is reported where the program called it', async () => {
    write({ 'p.sx': '(define (f x)\n  (list (map inc x)))\n(f "abc")' });
    expect((await sx(['run', 'p.sx'])).err).toBe('Unhandled exception: map: expected list, got string\n    at p.sx:2:9\n');
  });

  test.each(['cek', 'vm', 'native', 'auto'])('deep recursion, tail calls and endless recursion on %s', async tier => {
    write({
      'deep.sx': `(define (count n) (if (= n 0) 0 (+ 1 (count (- n 1)))))
(define (ping n) (if (= n 0) 'done (pong (- n 1))))
(define (pong n) (ping n))
(define (forever n) (+ 1 (forever n)))
(print (count 100000) (ping 1000000))
(print (guard (e (true (condition-message e))) (forever 1)))
(exit 7)`,
      'endless.sx': '(print 1)\n(define (forever n) (+ 1 (forever n)))\n(forever 1)',
    });
    expect(await sx(['run', '--tier', tier, 'deep.sx'])).toEqual({ code: 7, out: '100000 done\nStack exhausted\n', err: '' });
    expect(await sx(['run', '--tier', tier, 'endless.sx'])).toEqual({
      code: 1,
      out: '1\n',
      err: 'Unhandled exception: Stack exhausted\n    at endless.sx:2:26\n',
    });
  });

  test('any value may go uncaught', async () => {
    write({ 'p.sx': '(raise (list 1 "two"))', 'q.sx': '(error "no luck:" 5 (quote x))' });
    expect((await sx(['run', 'p.sx'])).err).toBe('Unhandled exception: (1 "two")\n');
    expect((await sx(['run', 'q.sx'])).err).toBe('Unhandled exception: no luck: 5 x\n    at q.sx:1:1\n');
  });

  test('a syntax error is found before anything runs', async () => {
    write({ 'p.sx': '(print "never")\n(list 1\n  (+ 2 3]' });
    expect(await sx(['run', 'p.sx'])).toEqual({
      code: 1,
      out: '',
      err: 'p.sx:3:9: expected ")", found "]" (closing what was opened at 3:3)\n',
    });
  });

  test('a malformed form is named with its place', async () => {
    write({ 'p.sx': '(define (f)\n  (if))' });
    expect(await sx(['run', 'p.sx'])).toMatchObject({
      code: 1,
      err: 'p.sx:2:3: if: expected (if test then else?), but test is missing\n',
    });
  });

  test('libraries come from files beside the program', async () => {
    write({
      'src/p.sx': '(import (geometry shapes) (prefix (only (util) twice) u-))\n(print (area 3 4) (u-twice 5))',
      'src/geometry/shapes.sx':
        '(define-library (geometry shapes) (export area) (import (util)) (begin (define (area a b) (/ (twice (* a b)) 2))))',
      'src/lib/util.sx': '(define-library (util) (export twice) (begin (define (twice x) (* 2 x))))',
    });
    expect(await sx(['run', 'src/p.sx'])).toEqual({ code: 0, out: '12 10\n', err: '' });
  });

  test('libraries that are missing, wrong, or import each other', async () => {
    write({
      'missing.sx': '(import (not there))',
      'wrong.sx': '(import (bad))',
      'bad.sx': '(define-library (bad) (export x)\n  (begin (define x 1))',
      'round.sx': '(import (a))',
      'a.sx': '(define-library (a) (export x) (import (b)) (begin (define x 1)))',
      'b.sx': '(define-library (b) (export y) (import (a)) (begin (define y 1)))',
    });
    expect((await sx(['run', 'missing.sx'])).err).toContain('import: library (not there) is not available');
    expect((await sx(['run', 'wrong.sx'])).err).toBe(
      'bad.sx:2:23: unexpected end of text (list opened at 1:1 is never closed)\n',
    );
    expect((await sx(['run', 'round.sx'])).err).toContain('import: (a) imports (b) imports (a)');
  });

  test('deep recursion, endless recursion and large output', async () => {
    write({
      'p.sx':
        '(define (count n) (if (= n 0) 0 (+ 1 (count (- n 1)))))\n(print (count 100000))\n(define (f) (+ 1 (f)))\n(print (guard (e (true (condition-kind e))) (f)))\n(times 50000 (fn (i) (print "0123456789")))',
    });
    const { code, out } = await sx(['run', 'p.sx']);
    expect(code).toBe(0);
    expect(out.startsWith('100000\nstack-exhausted\n')).toBe(true);
    expect(out.length).toBe('100000\nstack-exhausted\n'.length + 550_000);
  });

  test('endless recursion of compiled code is an error of the program', async () => {
    write({ 'p.sx': '(define (f n) (+ 1 (f n)))\n(f 1)' });
    expect(await sx(['run', '--tier', 'native', 'p.sx'])).toEqual({
      code: 1,
      out: '',
      err: 'Unhandled exception: Stack exhausted\n    at p.sx:1:20\n',
    });
  });

  test('tests run as a program', async () => {
    write({
      't.sx': '(defsuite "arithmetic" (deftest "works" (assert-equal 2 (+ 1 1))) (deftest "fails" (assert-equal 3 (+ 1 1))))',
    });
    expect((await sx(['run', 't.sx'])).out).toBe('ok - arithmetic > works\nnot ok - arithmetic > fails: Expected 3, got 2\n');
  });

  test('wrong usage ends with 2', async () => {
    expect(await sx(['run', 'nowhere.sx'])).toEqual({
      code: 2,
      out: '',
      err: 'sx run: cannot read nowhere.sx: there is no such file\n',
    });
    const unknown = await sx(['run', '--frob', 'p.sx']);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('unknown flag --frob');
  });
});

describe('sx repl', () => {
  test('on a pipe: results to stdout, errors to stderr, the session goes on', async () => {
    write({ 'l.sx': '(define loaded 5)' });
    const input = '(define (f x)\n  (* x 2))\n(f 21)\n(car 5)\n:load l.sx\n(+ loaded it)\n:quit\n(print "never")\n';
    expect(await sx(['repl'], input)).toEqual({
      code: 0,
      out: '#<procedure f>\n42\n5\n10\n',
      err: 'Unhandled exception: car: expected non-empty list, got number\n    at input-3:1:1\n',
    });
  });

  test('an interrupt ends the evaluation, not the session', async () => {
    const child = execaNode(SX, ['repl'], { cwd: folder, reject: false, stripFinalNewline: false });
    child.stdin?.write('(define x 7)\n(print "go")\n(while true 1)\n(* x 6)\n');
    child.stdout?.on('data', (text: Buffer) => {
      if (String(text).includes('go')) setTimeout(() => child.kill('SIGINT'), 200);
      if (String(text).includes('42')) child.stdin?.end();
    });
    expect(await child).toMatchObject({ exitCode: 0, stdout: '7\ngo\n42\n', stderr: 'interrupted\n' });
  });

  test('an evaluation that wants too much memory ends, the session goes on', async () => {
    const input = '(len (make-vector 100000000000 0))\n(+ 2 2)\n';
    expect(await sx(['repl'], input)).toEqual({ code: 0, out: '4\n', err: 'out of memory\n' });
  });

  test('the end of input ends it', async () => {
    expect(await sx(['repl'], '(+ 1 1)')).toMatchObject({ code: 0, out: '2\n' });
    expect(existsSync(path.join(folder, 'cache/sx/repl-history'))).toBe(false);
  });

  test('wrong usage ends with 2, help with 0', async () => {
    expect((await sx(['repl', 'x'])).code).toBe(2);
    expect(await sx(['repl', '--help'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('sx serve', () => {
  test('a session', async () => {
    write({
      'lib.sx': '(define (twice x) (* 2 x))',
      'libs/geo.sx': '(define-library (geo) (export area) (begin (define (area a b) (* a b))))',
    });
    const input = [
      '(ping)',
      '(epoch 1)',
      '(load "lib.sx")',
      '(epoch 2)',
      '(eval "(twice 21)")',
      '(eval "(print \\"to stderr\\")")',
      '(eval "(car")',
      'nonsense)',
      '(epoch 3)',
      '(eval "(+ 1 (perform (list \\"ask\\" 5)))")',
      '(io-response 3 1 41)',
      '(epoch 2)',
      '(eval "dropped")',
      '(epoch 4)',
      '(eval "(import (geo)) (area 6 7)")',
      '(eval "\\"\u2028\\"")',
    ];
    const { code, out, err } = await sx(['serve', '--lib', 'libs'], `${input.join('\r\n')}\n`);
    expect(out.split('\n')).toEqual([
      '(ready)',
      '(ok 0 "sx")',
      '(ok 1)',
      '(ok 2 42)',
      '(ok 2 nil)',
      '(error 2 "unexpected end of text (list opened at 1:1 is never closed) (eval:1:5)")',
      '(error 2 "protocol: column 9: unexpected \\")\\" (nothing is open here)")',
      '(io-request 3 1 "ask" 5)',
      '(ok 3 42)',
      '(ok 4 42)',
      '(ok 4 "\\u2028")',
      '',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: 'to stderr\n' });
  });

  test('a command that runs too long is ended', async () => {
    const { out } = await sx(['serve', '--timeout', '300'], '(eval "(while true)")\n(ping)\n');
    expect(out).toBe('(ready)\n(error 0 "interrupted: timeout")\n(ok 0 "sx")\n');
  });

  test('wrong usage ends with 2', async () => {
    expect((await sx(['serve', '--timeout', 'soon'])).err).toContain('--timeout needs a positive number, got soon');
  });
});

test('the page on the protocol names every command', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/serve.md'), 'utf8');
  for (const name of ['epoch', 'ping', 'reset', 'load', 'load-source', 'eval', 'io-response', 'io-error'])
    expect(page).toContain(`(${name}`);
});

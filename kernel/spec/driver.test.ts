/** The driver must not let anything go unnoticed: each way in which a spec file can be wrong, and what is reported. */
import { describe, expect, it } from 'vitest';
import { standardSystem } from '../testing/standard.ts';
import { Interrupt } from '../values/condition.ts';
import { runSpecFile, type SpecEvent, type SpecOptions } from './driver.ts';

function run(text: string, options: SpecOptions = {}, stop: () => boolean = () => false) {
  const system = standardSystem({
    checkpoint: () => {
      if (stop()) throw new Interrupt('timeout');
    },
  });
  const events: SpecEvent[] = [];
  const result = runSpecFile(system, { path: 'f.sx', text }, e => events.push(e), options);
  const lines = events.map(e => {
    if (e.kind === 'test')
      return `${e.line} ${e.suite === '' ? '' : `[${e.suite}] `}${e.test}: ${e.outcome}${e.message === '' ? '' : ` ${e.message}`}`;
    return e.kind === 'load-error'
      ? `LOAD ${e.line}:${e.column} ${e.message}`
      : `${e.declared} declared, ${e.executed} executed, ${e.passed} passed`;
  });
  return { lines, clean: result.clean };
}

describe('the spec driver', () => {
  it('reports passes and failures with suite, name and line', () => {
    const text =
      '(deftest "a" (assert-equal 1 1))\n(defsuite "s"\n  (deftest "b" (assert-equal 1 2))\n  (defsuite "t" (deftest c (raise (list 1)))))';
    expect(run(text)).toEqual({
      lines: [
        '1 a: pass',
        '3 [s] b: fail Expected 1, got 2 (f.sx:3:16)',
        '4 [s > t] c: fail raised (1)',
        '3 declared, 3 executed, 1 passed',
      ],
      clean: false,
    });
  });

  it('a file whose tests all pass is clean', () => {
    expect(run('(deftest "a" 1) (deftest "b" 2)').clean).toBe(true);
  });

  it('a text that cannot be read is a load error with line and column, and nothing runs', () => {
    expect(run('(deftest "a" 1)\n(deftest "b" (list 1')).toEqual({
      lines: ['LOAD 2:21 unexpected end of text (list opened at 2:14 is never closed)', '0 declared, 0 executed, 0 passed'],
      clean: false,
    });
  });

  it('an error at top level is a load error; tests below it count as declared and never executed', () => {
    expect(run('(deftest "a" 1)\n  (car 5)\n(deftest "b" 2)')).toEqual({
      lines: ['LOAD 2:3 car: expected non-empty list, got number (f.sx:2:3)', '1 a: pass', '2 declared, 1 executed, 1 passed'],
      clean: false,
    });
  });

  it('a mistake of form is a load error where it stands', () => {
    expect(run('(deftest "a"\n  (if))').lines[0]).toBe(
      'LOAD 2:3 if: expected (if test then else?), but test is missing (f.sx:2:3)',
    );
  });

  it('a test that is declared but not reached makes the file unclean', () => {
    expect(run('(when false (deftest "never" 1))')).toEqual({ lines: ['1 declared, 0 executed, 0 passed'], clean: false });
  });

  it('a test that runs twice makes the file unclean', () => {
    const result = run('(define (again) (deftest "made" 1)) (again) (again)');
    expect(result.clean).toBe(false);
    expect(result.lines.at(-1)).toBe('0 declared, 2 executed, 2 passed');
  });

  it('a test that leaves by an old continuation does not take others along', () => {
    const text =
      '(define k nil)\n(deftest "a" (call/cc (fn (c) (set! k c))) 1)\n(deftest "b" (k 1) (error "not reached"))\n(deftest "c" (assert-equal 1 2))';
    expect(run(text).lines).toEqual([
      '2 a: pass',
      '3 b: pass',
      '4 c: fail Expected 1, got 2 (f.sx:4:14)',
      '3 declared, 3 executed, 2 passed',
    ]);
  });

  it('a test that never ends is interrupted, and the next one runs', () => {
    let deadline = 0;
    const options = { beforeTest: () => void (deadline = Date.now() + 200) };
    expect(run('(deftest "spins" (while true))\n(deftest "next" 1)', options, () => Date.now() > deadline).lines).toEqual([
      '1 spins: timeout interrupted: timeout',
      '2 next: pass',
      '2 declared, 2 executed, 1 passed',
    ]);
  });

  it('a request that nobody answers fails the test that made it', () => {
    expect(run('(deftest "asks" (perform (list 1)))').lines[0]).toBe('1 asks: fail perform: nobody answers (1) (f.sx:1:17)');
  });

  it('a host error in a test is a crash of that test only', () => {
    const system = standardSystem();
    system.kernel.base.define('bug', () => {
      throw new TypeError('host bug');
    });
    const events: SpecEvent[] = [];
    runSpecFile(system, { path: 'f.sx', text: '(deftest "a" (bug)) (deftest "b" 1)' }, e => events.push(e));
    expect(events).toMatchObject([
      { test: 'a', outcome: 'crash' },
      { test: 'b', outcome: 'pass' },
      { kind: 'file', executed: 2 },
    ]);
  });
});

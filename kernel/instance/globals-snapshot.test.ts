import { describe, expect, it } from 'vitest';
import { SourceText } from '../reader/source.ts';
import { bench } from '../testing/cek.ts';
import { GlobalsSnapshot } from './globals-snapshot.ts';

describe('a snapshot of the globals', () => {
  it('undoes assignments and definitions, and keeps what code refers to', () => {
    const b = bench();
    b.value('(define n 1) (define (bump) (set! n (+ n 1)) n) (define (late) (if false later (len (list 1))))');
    const snapshot = new GlobalsSnapshot(b.system.kernel);
    expect(b.show('(bump) (bump)')).toBe('3');
    expect(b.show('(late)')).toBe('1');
    expect(snapshot.restore()).toBe(1);
    expect(b.show('(bump)')).toBe('2');
    b.value("(define fresh 5) (define later 7) (set! len (fn (x) 'mine))");
    expect(b.show('(list (late) fresh)')).toBe('(mine 5)');
    expect(snapshot.restore()).toBe(4);
    expect(b.show('(list n (late))')).toBe('(1 1)');
    expect(b.failure('fresh')).toMatch(/fresh/);
    expect(snapshot.restore()).toBe(0);
    b.value('(define fresh 6)');
    expect(b.show('fresh')).toBe('6');
    expect(snapshot.restore()).toBe(1);
  });

  it('gives names back that were imported or macros', () => {
    const b = bench();
    const { kernel } = b.system;
    kernel.user.link('imported', kernel.namespace('library').define('internal', 1));
    b.value('(defmacro twice (x) `(list ,x ,x)) (define (f) (list imported (twice 2)))');
    const snapshot = new GlobalsSnapshot(kernel);
    b.value('(define imported 5) (defmacro twice (x) 7) (defmacro other (x) 6)');
    expect(b.show('(list imported (twice 2) (other 1))')).toBe('(5 7 6)');
    snapshot.restore();
    expect(b.show('(list imported (twice 2) (f))')).toBe('(1 (2 2) (1 (2 2)))');
    expect(b.failure('(other 1)')).toMatch(/other/);
  });

  it('covers every namespace', () => {
    const b = bench();
    const { kernel } = b.system;
    const library = kernel.namespace('library');
    b.system.evaluateText(new SourceText('t', '(define n 0) (define (next) (set! n (+ n 1)) n)'), library);
    const next = library.cell('next').v;
    const snapshot = new GlobalsSnapshot(kernel);
    expect([kernel.call(next), kernel.call(next)]).toEqual([1, 2]);
    snapshot.restore();
    expect(kernel.call(next)).toBe(1);
  });
});

/** A few hundred random programs on all engines, and what earlier ones have found. Long runs: `npm run fuzz`. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FAMILIES } from '../programs/families.ts';
import { campaign } from './campaign.ts';
import { Bench, TURNS } from './compare.ts';
import { reduce } from './reduce.ts';
import { readRegression, regressionText } from './regressions.ts';
import { ENGINES, Subject } from './subject.ts';

const FOLDER = new URL('../regressions/', import.meta.url);

it('300 programs mean the same on all engines', () => {
  const tally = campaign({ runs: 300, seed: 1, engines: ENGINES, most: 1 });
  expect(tally.counterexamples).toEqual([]);
  expect(tally.programs).toBe(300);
  expect(tally.unfinished).toBeLessThan(10);
  for (const family of FAMILIES) expect(tally.families.get(family), family).toBeGreaterThan(15);
  // The fast path really ran, and each engine had its share.
  for (const mode of ['', '/fuel', '/tails']) {
    const share = mode === '' ? 100 : 30;
    for (const engine of ['native', 'auto']) {
      const row = tally.subjects.get(engine + mode);
      expect(row?.promoting, engine + mode).toBeGreaterThan(share);
      expect(row?.promoted, engine + mode).toBeGreaterThan(2 * share);
    }
    for (const engine of ['vm', 'cek']) expect(tally.subjects.get(engine + mode)?.compared, engine + mode).toBeGreaterThan(share);
  }
  expect(tally.subjects.get('oracle')?.compared).toBeGreaterThan(100);
}, 300_000);

it.each(readdirSync(FOLDER).filter(name => name.endsWith('.sx')))('regression %s', name => {
  const program = readRegression(readFileSync(new URL(name, FOLDER), 'utf8'));
  const bench = new Bench(ENGINES);
  for (let turn = 0; turn < TURNS; turn++) expect(bench.compare(program, turn).differences).toEqual([]);
});

it('programs see nothing of one another', () => {
  const subject = new Subject('auto', 'normal');
  const first = ['(define (inc x) "mine")', '(define mine 1)', '(inc 1)', '(call/cc (fn (k) (k 1)))'];
  expect(subject.run(first).events).toEqual(['=> "mine"', '=> 1']);
  const after = subject.run(['(define (f x) (inc x))', '(list (f 1) (f 2) (f 3))', 'mine']);
  expect(after.events).toEqual(['=> (2 3 4)', 'raised undefined-symbol: Undefined symbol: mine']);
  expect(after.promoted).toBeGreaterThan(0);
});

it('a program that does not end is given up', () => {
  expect(new Subject('vm', 'fuel').run(['(while true 1)']).unfinished).toBe(true);
});

// Compiled procedures that call one another in tail position spend fuel only where they bounce.
it.each(['cek', 'vm', 'native', 'auto'] as const)('endless tail calls of several procedures are given up on %s', engine => {
  const forms = ['(define (a n) (b (+ n 1)))', '(define (b n) (c n 1))', '(define (c n m) ((if (even? n) a b) n))', '(a 0)'];
  const started = Date.now();
  expect(new Subject(engine, 'normal').run(forms).unfinished).toBe(true);
  // Much less, but machines are busy.
  expect(Date.now() - started).toBeLessThan(20_000);
});

it('reducing keeps what is interesting and little else', () => {
  const forms = ['(define (f x) (begin (note 1) (+ x (car 5))))', '(f 1)', '(note 2)'];
  const fails = (candidate: readonly string[]): boolean =>
    new Subject('cek', 'normal').run(candidate).events.some(e => e.includes('car: expected non-empty'));
  expect(reduce(forms, fails)).toEqual(['(car nil)']);
});

it('a counterexample reads back as it was written', () => {
  const program = { forms: ['(define (f) 1)', '(f)'], families: new Set(['closures'] as const) };
  const { forms, families } = readRegression(regressionText(program, 7, [{ subject: 'vm', expected: '=> 1', found: '=> 2' }]));
  expect(forms.slice(-2)).toEqual(program.forms);
  expect([...families]).toEqual(['closures']);
});

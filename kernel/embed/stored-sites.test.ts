/** Frames of stored units that are moved at a `perform`: in procedures that a library defines, and in those that stand in its tables and closures. */
import { expect, it } from 'vitest';
import type { Suspended } from '../control/outcome.ts';
import { SourceText } from '../reader/source.ts';
import { IMAGES, standardLibrary } from '../testing/standard.ts';
import { inspect } from '../values/writer.ts';
import type { Library } from './image.ts';
import { loadCompiled } from './open-kernel.ts';
import { System } from './system.ts';
import { runText } from './text-run.ts';

const TEXT = `
  (define (ask n) (+ 0 (perform n)))
  (define (by-name n) (list 'by-name (+ 1 (ask n))))
  (define table {:plain (fn (n) (list 'plain (+ 1 (ask n))))
                 :nested {:deep (list (fn (n) (list 'deep (+ 1 (ask n)) n)))}
                 :optional (fn (n &optional (m (+ 100 (ask n)))) (list 'optional m (+ 1 (ask n))))})
  (define counting (let ((seen 0)) (fn (n) (set! seen (+ seen 1)) (let ((answer (+ 1 (ask n)))) (set! seen (+ seen 10)) (list 'counting answer seen)))))
  (define maker (let ((make (fn (k) (fn (n) (list k (+ k (ask n))))))) (make 7)))
  (define loops (list (fn (l) (let loop ((l l) (out nil)) (if (empty? l) (reverse out) (loop (rest l) (cons (+ 1 (ask (first l))) out)))))))
  (define guarded (dict "k" (fn (n) (guard (e (true (list 'caught e (+ 1 (ask n))))) (raise (ask n))))))
`;

const library: Library = {
  files: [{ path: 'kernel/lib/test/tables.sx', text: TEXT }],
  namespace: 'tables',
  movable: true,
  portable: () => true,
};

it.each([
  ['(by-name 1)', '(by-name 11)'],
  ['((get table "plain") 1)', '(plain 11)'],
  ['((first (get-in table (list "nested" "deep"))) 2)', '(deep 21 2)'],
  ['((get table "optional") 1)', '(optional 110 11)'],
  ['(list (counting 1) (counting 2))', '((counting 11 11) (counting 21 22))'],
  ['(maker 3)', '(7 37)'],
  ["((first loops) '(1 2 3))", '(11 21 31)'],
  ['((get guarded "k") 4)', '(caught 40 41)'],
  ['(map (get table "plain") (list 1 2))', '((plain 11) (plain 21))'],
])('%s suspends and goes on', (text, expected) => {
  const system = new System();
  loadCompiled(system, [standardLibrary(), library], IMAGES);
  const ns = system.kernel.namespace('tables');
  let step = runText(system, new SourceText('t', text), ns);
  let suspensions = 0;
  for (; !step.done; suspensions++) step = (step as Suspended).resume((step.request as number) * 10);
  expect(inspect(step.value)).toBe(expected);
  expect(suspensions).toBeGreaterThan(0);
});

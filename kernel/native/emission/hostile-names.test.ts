/**
 * Names that would be JavaScript if they reached the host as they are: for every kind of name that a program can choose, the program
 * answers what the interpreter answers, and nothing in the name has run.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { setTier } from '../../embed/set-tier.ts';
import type { System } from '../../embed/system.ts';
import { SyntaxIssue } from '../../expander/issue.ts';
import { SourceText } from '../../reader/source.ts';
import { expandText, outcome } from '../../testing/native.ts';
import { standardSystem } from '../../testing/standard.ts';
import type { Value } from '../../values/procedure.ts';
import { inspect } from '../../values/writer.ts';
import { instantiate } from '../units/loader.ts';
import { fromStored, toStored } from '../units/unit.ts';
import { emitUnit } from './emitter.ts';

const HIT = 'sxHostileName';
const seen = globalThis as unknown as Record<string, unknown>;

afterEach(() => {
  expect(seen[HIT]).toBeUndefined();
});

const run = `globalThis.${HIT}=1`;
const PAYLOADS = [
  `\n${run}//`,
  `\r${run}//`,
  `\u2028${run}//`,
  `\u2029${run}//`,
  `*/${run}/*`,
  `";${run};"`,
  `';${run};'`,
  `\\";${run};//`,
  `\`\${${run}}\``,
  `\${${run}}`,
  `\u00017\u0001`,
  '\u0001',
  '\u0000',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'arguments',
  'eval',
  'await',
  'x_1',
  'x#1',
  '# sourceURL=x',
  '\ud800',
  '😀\udc00',
  '1',
  '-0',
  '.',
  'nil',
  ' ',
  '',
  ')',
  '|a|',
  ':k',
];

const hostile = fc.oneof(
  fc.constantFrom(...PAYLOADS),
  fc.array(fc.constantFrom(...PAYLOADS, 'a', '-', '//'), { minLength: 2, maxLength: 4 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

/** Programs by the kind of name; the name is written as a symbol (`s`), a keyword (`k`) or a string (`t`). */
const KINDS: Record<string, (s: string, t: string, k: string) => string> = {
  global: s => `(define ${s} 5) (define (use) (+ ${s} 1)) (set! ${s} 8) (list (use) ${s})`,
  procedure: s => `(define (${s} n) (if (< n 1) "done" (${s} (- n 1)))) (list (${s} 3) ${s})`,
  'local variable': s => `(define (f ${s}) (let ((g (fn () ${s}))) (set! ${s} (list ${s})) (g))) (f 1)`,
  'optional and rest parameter': s => `(define (f a &optional (${s} 7) &rest r) (list a ${s} r)) (list (f 1) (f 1 2 3))`,
  'anonymous procedure': s => `(define ${s} (fn (a) (raise a))) (guard (e (true (list e (inspect ${s})))) (${s} 3))`,
  loop: s => `(let ${s} ((i 0)) (if (< i 4) (${s} (+ i 1)) i))`,
  'loop that is a procedure': s => `(let ${s} ((i 0)) (if (< i 4) (list (${s} (+ i 1))) i))`,
  label: s => `(block ${s} (for-each (fn (x) x) (list 1)) (return-from ${s} 4) 5)`,
  'record type': s => `(define-record-type ${s} (mk x) is? (x x-of)) (define (f) (x-of (mk 3))) (list (f) (mk 1) (is? 2))`,
  'record of a library': s => `(define-record-type ${s} (mk x) is? (x x-of set-x!)) (list (x-of (mk 3)) (site-cell ${s}))`,
  'record field': s =>
    `(define-record-type r (mk ${s}) r? (${s} get-it put-it!)) (let ((r (mk 1))) (put-it! r 2) (list (get-it r) r))`,
  'record operations': s => `(define-record-type r (${s} x) r? (x get-it)) (get-it (${s} 9))`,
  symbol: (s, t) =>
    `(define (f) (quote ${s})) (list (eq? (f) (string->symbol ${t})) (f) (quote (a ${s})) (case (f) ((${s}) 1) (else 2)))`,
  keyword: (_s, _t, k) => `(list ${k} (quote ${k}) {${k} 1} (quote {${k} 1}))`,
  string: (_s, t) => `(list ${t} (string-length ${t}) (case ${t} ((${t}) 1) (else 2)) (quote #(${t})) {${t} ${t}})`,
  'undefined name': s => `(guard (e (true (condition-message e))) (undefined-before-x) ${s})`,
  macro: s => `(defmacro ${s} (x) (list (quote quote) (list x (quote ${s})))) (${s} 1)`,
  'name in a message': (_s, t) =>
    `(guard (e (true (list (condition-message e) (condition-irritants e)))) (error ${t} (quote a)))`,
};

function textOf(kind: string, name: string): string {
  const quoted = inspect(name);
  return (KINDS[kind] as (s: string, t: string, k: string) => string)(`#symbol ${quoted}`, quoted, `#keyword ${quoted}`);
}

type Way = 'cek' | 'open' | 'sealed' | 'stored' | 'native';

const systems = new Map<Way, System>();

function systemFor(way: Way): System {
  let system = systems.get(way);
  if (system === undefined) {
    system = standardSystem();
    if (way === 'native') setTier(system, 'native');
    systems.set(way, system);
  }
  system.kernel.freshUser();
  return system;
}

/** What the text answers; a special form's name is refused everywhere alike. */
function answer(text: string, tier: Way): string {
  const system = systemFor(tier);
  const { kernel } = system;
  try {
    return outcome(kernel, () => evaluated(text, tier, system));
  } catch (e) {
    if (e instanceof SyntaxIssue) return `syntax: ${e.message}`;
    throw e;
  }
}

function evaluated(text: string, tier: Way, system: System): Value {
  const { kernel } = system;
  if (tier === 'cek' || tier === 'native') return system.evaluateText(new SourceText(text, text), kernel.user);
  const unit = emitUnit(expandText(system, text), {
    name: text,
    position: offset => ({ file: text, line: 1, column: offset + 1 }),
    sealed: tier !== 'open',
    ahead: tier === 'stored',
  });
  const used = tier === 'stored' ? fromStored(JSON.parse(JSON.stringify(toStored(unit)))) : unit;
  return instantiate(used, kernel, kernel.user)();
}

describe('a name is only a name', () => {
  it.each(Object.keys(KINDS))('%s', kind => {
    const check = (name: string): void => {
      const text = textOf(kind, name);
      const expected = answer(text, 'cek');
      for (const tier of ['open', 'native'] as const) expect([tier, name, answer(text, tier)]).toEqual([tier, name, expected]);
    };
    for (const name of PAYLOADS) check(name);
    fc.assert(fc.property(hostile, check), { numRuns: 15 });
  });

  it.each(['record type', 'record of a library', 'string', 'symbol', 'keyword', 'label'])(
    '%s of a sealed and a stored unit',
    kind => {
      for (const name of PAYLOADS) {
        const text = textOf(kind, name);
        const expected = answer(text, 'cek');
        for (const tier of ['sealed', 'stored'] as const)
          expect([tier, name, answer(text, tier)]).toEqual([tier, name, expected]);
      }
    },
  );
});

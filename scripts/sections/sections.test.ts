/** The check of citations, on small texts and small tables. */
import { expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { Checker, checkSections } from '../check-sections.ts';
import { builtinMembers } from './builtin-sections.ts';

const checker = new Checker({
  operations: { ToNumber: 'sec-tonumber', Set: 'sec-set-o-p-v-throw' },
  builtins: {
    Set: 'sec-set-iterable',
    'Set.prototype.add': 'sec-set.prototype.add',
    'get Set.prototype.size': 'sec-get-set.prototype.size',
    'Math[%Symbol.toStringTag%]': 'sec-math-%symbol.tostringtag%',
    '%SetIteratorPrototype%.next': 'sec-%setiteratorprototype%.next',
    parseInt: 'sec-parseint-string-radix',
  },
  others: ['sec-math-object'],
});

const inIntrinsics = (text: string): string[] => checker.problemsIn('kernel/lib/js/intrinsics/x.sx', text);
const elsewhere = (text: string): string[] => checker.problemsIn('kernel/lib/js/runtime/x.sx', text);

test.each([
  ['; ToNumber (sec-tonumber)\n(define (js-to-number v) v)', []],
  ['(define (js-to-number v) v) ; sec-tonumber', []],
  ['(define (js-to-numbers v) v)', []],
  [
    '; ToNumber (sec-tonumberic)\n(define (js-to-number v) v)',
    [
      '1: ToNumber is sec-tonumber, not sec-tonumberic',
      '1: ECMA-262 has no section sec-tonumberic',
      '2: ToNumber is defined without its section: write (sec-tonumber) above it',
    ],
  ],
  ['; ToString (sec-tonumber)', ['1: sec-tonumber is not the section of ToString']],
  ['; Set (sec-set-o-p-v-throw), Set (sec-set-iterable)', []],
  ['(display "; sec-nothing") ; 7.1.4', []],
])('%j', (text, problems) => expect(elsewhere(text)).toEqual(problems.map(each => `kernel/lib/js/runtime/x.sx:${each}`)));

test.each([
  [
    '; The Math object (sec-math-object).\n(define-intrinsic "%Math%"\n  (to-string-tag "Math")) ; sec-math-%symbol.tostringtag%',
    [],
  ],
  ['(define-intrinsic "%Math%"\n  (proto "%X%")\n  (mine "clamp" 3 (x) x))', []],
  [
    '(define-constructor "Set" 0\n  (construct () 1)\n  (prototype\n    ; sec-set.prototype.add\n    (method "add" 1 (v) v)\n    (getter "size" 1)))',
    [
      '1: Set is defined without its section: write ; sec-set-iterable behind it',
      '6: get Set.prototype.size is defined without its section: write ; sec-get-set.prototype.size behind it',
    ],
  ],
  [
    '(define-intrinsic "%SetIteratorPrototype%" (method "next" 0 () 1))',
    ['1: %SetIteratorPrototype%.next is defined without its section: write ; sec-%setiteratorprototype%.next behind it'],
  ],
  [
    '(define-intrinsic-function "%parseInt%" "parseInt" 2 (s) s)\n(define-intrinsic-function "%SetPrototype_add%" "add" 1 (v) v) ; 24.2.3.1',
    [
      "2: 24.2.3.1 is the number of one edition: cite the section's id",
      '1: parseInt is defined without its section: write ; sec-parseint-string-radix behind it',
      '2: Set.prototype.add is defined without its section: write ; sec-set.prototype.add behind it',
    ],
  ],
])('intrinsics: %j', (text, problems) =>
  expect(inIntrinsics(text)).toEqual(problems.map(each => `kernel/lib/js/intrinsics/x.sx:${each}`)),
);

test('sections of proposals are not looked up', () => {
  const problems = (file: string): string[] => checker.problemsIn(file, '; sec-temporal-now-object, sec-getutcepochnanoseconds');
  expect(problems('kernel/lib/js/intrinsics/temporal/now.sx')).toEqual([]);
  expect(problems('kernel/lib/js/x.sx')).toEqual(['kernel/lib/js/x.sx:1: ECMA-262 has no section sec-getutcepochnanoseconds']);
});

test('names of members are as in headings', () => {
  const text = `(define-constructor "TypedArray" 0
    (static (method "of" 0 () 1) (getter js-symbol-species this))
    (prototype (parent "%X%") (method "at" 1 (i) i)))
  (define-intrinsic "%GlobalTemplate%" (value "NaN" 1 0))`;
  expect(builtinMembers('x.sx', text)).toEqual([
    { names: ['TypedArray', '%TypedArray%'], line: 0 },
    { names: ['TypedArray.of', 'get TypedArray.of', '%TypedArray%.of', 'get %TypedArray%.of'], line: 1 },
    {
      names: [
        'TypedArray[%Symbol.species%]',
        'get TypedArray[%Symbol.species%]',
        '%TypedArray%[%Symbol.species%]',
        'get %TypedArray%[%Symbol.species%]',
      ],
      line: 1,
    },
    {
      names: ['TypedArray', '%TypedArray%', '%TypedArrayPrototype%'].flatMap((home, i) => {
        const name = i < 2 ? `${home}.prototype.at` : `${home}.at`;
        return [name, `get ${name}`];
      }),
      line: 2,
    },
    { names: ['NaN', 'get NaN'], line: 3 },
  ]);
});

test('hold in this repository', () => expect(checkSections(projectRoot())).toEqual([]));

/** define-library, import: named libraries with their own namespaces. */
import { Const, Seq } from '../../core/nodes.ts';
import { quoted } from './quote.ts';
import type { FormRow } from './row.ts';

export const libraryForms: FormRow[] = [
  {
    name: 'define-library',
    syntax: '(define-library (part part…) (declaration datum…)…)',
    doc: 'Defines a library by `(export name…)`, `(import set…)` and `(begin body…)`: its body runs in a namespace of its own; only exported names can be imported.',
    example: '(define-library (shapes) (export area) (begin (define (area w h) (* w h)))) (import (shapes)) (area 2 3)',
    value: '6',
    // The definition travels as code: its dict literals are evaluated in the library's own body.
    expand: (ex, form) => ex.callInternal('%define-library', [new Const(form.pos, form.drop(1))], form.pos),
  },
  {
    name: 'import',
    syntax: '(import set set…)',
    doc: "Makes exported names visible here: a set is a library's name or `(only set name…)`, `(except set name…)`, `(prefix set p)`, `(rename set (a b)…)`; a library that is not loaded is asked for by perform.",
    example:
      '(define-library (numbers) (export one two) (begin (define one 1) (define two 2))) (import (rename (only (numbers) two) (two zwei))) zwei',
    value: '2',
    expand: (ex, form) => {
      const calls = form
        .drop(1)
        .toArray()
        .map(set =>
          ex.callInternal('%import', [new Const(form.pos, ex.namespace.name), new Const(form.pos, quoted(set))], form.pos),
        );
      return calls.length === 1 ? (calls[0] as never) : new Seq(form.pos, calls);
    },
  },
];

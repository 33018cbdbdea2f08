/** define-library, import: named libraries with their own namespaces. */
import { Const, Seq } from '../../core/nodes.ts';
import { quoted } from './quote.ts';
import type { FormRow } from './row.ts';

export const libraryForms: FormRow[] = [
  {
    name: 'define-library',
    min: 1,
    max: -1,
    syntax: '(define-library (name…) (export name…) (import set…) (begin body…))',
    doc: 'Defines a library: its body runs in a namespace of its own; only exported names can be imported.',
    // The definition travels as code: its dict literals are evaluated in the library's own body.
    expand: (ex, form) => ex.callInternal('%define-library', [new Const(form.pos, form.drop(1))], form.pos),
  },
  {
    name: 'import',
    min: 1,
    max: -1,
    syntax: '(import (name…) | (only set name…) | (except set name…) | (prefix set p) | (rename set (a b)…) …)',
    doc: 'Makes exported names visible here; a library that is not loaded is asked for by perform.',
    expand: (ex, form) => {
      const calls = form
        .drop(1)
        .toArray()
        .map(set =>
          ex.callInternal('%import', [new Const(form.pos, ex.namespace.name), new Const(form.pos, quoted(ex, set))], form.pos),
        );
      return calls.length === 1 ? (calls[0] as never) : new Seq(form.pos, calls);
    },
  },
];

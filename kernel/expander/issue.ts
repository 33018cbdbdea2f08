/** Each code with its meaning and what to do about it; the message of an issue names the form, the shape and what stands there. */
export const SYNTAX_ISSUES = {
  EXPAND_FORM_SHAPE: ['a form is not as its shape says', 'Compare with its shape: `docs/reference/special-forms.md`.'],
  EXPAND_FORM_AS_VALUE: ['a special form or macro is used as a value', 'Wrap it: `(lambda (x) (form x))`.'],
  EXPAND_SCOPE: [
    'a form stands where it has no meaning, or deeper than allowed',
    'Move it to the body, block or generator it belongs to.',
  ],
  EXPAND_PARAMETERS: [
    'a parameter list is not well formed',
    'Required names first, then `&optional`, `&rest`, `&lenient`, each name once.',
  ],
  EXPAND_BINDING: [
    'a name cannot be bound or assigned here',
    'Choose another name: it is bound already, or that of a form or macro.',
  ],
  EXPAND_DOT: [
    'a dot stands where it says nothing',
    'There are no pairs: a dot stands before the rest of a parameter list or pattern.',
  ],
} as const satisfies Readonly<Record<string, readonly [meaning: string, remedy: string]>>;

/**
 * A mistake in a program's shape, found at expansion. `pos` is an offset in the unit's source (or -1); whoever knows the
 * source renders it as file:line:column.
 */
export class SyntaxIssue extends Error {
  constructor(
    readonly code: keyof typeof SYNTAX_ISSUES,
    message: string,
    readonly pos: number,
  ) {
    super(message);
    this.name = 'SyntaxIssue';
  }
}

/** The dot where it says nothing. */
export const NO_PAIRS = 'a dot stands before the rest of a parameter list or pattern; there are no pairs but lists';

/** `FORM: expected SHAPE, but WHAT`: how everything is reported that is not as its form's shape says. */
export function misshapen(form: string, expected: string, what: string, pos: number): SyntaxIssue {
  return new SyntaxIssue('EXPAND_FORM_SHAPE', `${form}: expected ${expected}, but ${what}`, pos);
}

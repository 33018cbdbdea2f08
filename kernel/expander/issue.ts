/**
 * A mistake in a program's shape, found at expansion. `pos` is an offset in the unit's source (or -1); whoever knows the
 * source renders it as file:line:column.
 */
export class SyntaxIssue extends Error {
  constructor(
    readonly code:
      | 'EXPAND_FORM_SHAPE'
      | 'EXPAND_FORM_AS_VALUE'
      | 'EXPAND_SCOPE'
      | 'EXPAND_PARAMETERS'
      | 'EXPAND_BINDING'
      | 'EXPAND_DOT',
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

/**
 * A mistake in a program's shape, found at expansion. `pos` is an offset in the unit's source (or -1); whoever knows the
 * source renders it as file:line:column.
 */
export class SyntaxIssue extends Error {
  constructor(
    readonly code: 'EXPAND_FORM_SHAPE' | 'EXPAND_FORM_AS_VALUE' | 'EXPAND_SCOPE' | 'EXPAND_PARAMETERS' | 'EXPAND_BINDING',
    message: string,
    readonly pos: number,
  ) {
    super(message);
    this.name = 'SyntaxIssue';
  }
}

import type { Procedure } from './procedure.ts';

/** Handlers installed by code that runs outside a CEK continuation; a linked stack, innermost first. */
export interface HandlerLink {
  /** null marks a `Catch`: raising inside it must unwind to it instead of calling handlers further out. */
  handler: Procedure | null;
  next: HandlerLink | null;
}

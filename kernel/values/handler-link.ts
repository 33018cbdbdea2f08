/**
 * A link of the dynamic state, innermost first. One that is nothing more marks a guard of compiled code, or the host: raising inside
 * unwinds to it instead of calling handlers further out.
 */
export interface HandlerLink {
  readonly next: HandlerLink | null;
}

/** A character: one Unicode code point. Compared by `code`; not interned. */
export class Char {
  constructor(readonly code: number) {}
}

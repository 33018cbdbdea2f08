/**
 * A character: one Unicode code point. There is one instance per code point (the constructor answers the known one),
 * so host identity is equality and hash tables, `case` and `eq?` need no special care for characters. The pool holds
 * immutable values only, so sharing it between kernels is invisible.
 */
export class Char {
  readonly code!: number;

  constructor(code: number) {
    const known = pool.get(code);
    // biome-ignore lint/correctness/noConstructorReturn: interning is the point
    if (known !== undefined) return known;
    this.code = code;
    pool.set(code, this);
  }

  static of(code: number): Char {
    return pool.get(code) ?? new Char(code);
  }

  /** The character as a host string of one or two code units. */
  get text(): string {
    return String.fromCodePoint(this.code);
  }
}

const pool = new Map<number, Char>();

/** Names accepted after `#\`; the first name of a code is the one the writer uses. */
export const CHAR_NAMES: readonly (readonly [name: string, code: number])[] = [
  ['space', 0x20],
  ['newline', 0x0a],
  ['tab', 0x09],
  ['return', 0x0d],
  ['null', 0x00],
  ['alarm', 0x07],
  ['backspace', 0x08],
  ['escape', 0x1b],
  ['delete', 0x7f],
  ['page', 0x0c],
  ['nul', 0x00],
  ['linefeed', 0x0a],
  ['esc', 0x1b],
  ['altmode', 0x1b],
  ['rubout', 0x7f],
];

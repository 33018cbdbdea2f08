/**
 * Lists. A `List` is a view `[start, end)` into a shared, growable buffer. `rest` makes a new view of the same buffer
 * (O(1)); `append!` and `cons` write into the buffer's free space when the view ends (begins) where the buffer's used
 * part does, and copy otherwise, so both are amortised O(1) when one list is grown in one direction. Views never see
 * elements outside their own bounds, so sharing is invisible, except through `set-nth!`, which writes to shared
 * elements as assigning to a pair would.
 */
class Buffer {
  /** Used part of `items` is `[lo, items.length)`; slots below `lo` are free space for `cons`. */
  constructor(
    public items: unknown[],
    public lo: number,
  ) {}
}

export class List {
  /** Source position of the opening parenthesis (offset in the source text), or -1. Set by the reader. */
  pos = -1;

  private constructor(
    private buffer: Buffer,
    private start: number,
    private end: number,
  ) {}

  /** Wraps `items` without copying; the caller must not keep using the array. */
  static of(items: unknown[]): List {
    return new List(new Buffer(items, 0), 0, items.length);
  }

  static empty(): List {
    return List.of([]);
  }

  get length(): number {
    return this.end - this.start;
  }

  /** Element `i`; the host's `undefined` when out of bounds. */
  at(i: number): unknown {
    return i >= 0 && i < this.end - this.start ? this.buffer.items[this.start + i] : undefined;
  }

  setAt(i: number, value: unknown): void {
    this.buffer.items[this.start + i] = value;
  }

  /** View without the first `n` elements (`n` is clamped to the length). */
  drop(n: number): List {
    return new List(this.buffer, Math.min(this.start + n, this.end), this.end);
  }

  /** View of `[from, to)`; the bounds must lie inside the list. */
  slice(from: number, to: number): List {
    return new List(this.buffer, this.start + from, this.start + to);
  }

  /** In-place `append!`: this very list grows. */
  push(value: unknown): void {
    if (this.end !== this.buffer.items.length) this.own();
    this.buffer.items.push(value);
    this.end++;
  }

  /** A list of `value` followed by this list's elements. */
  cons(value: unknown): List {
    let { buffer, start, end } = this;
    if (start !== buffer.lo) {
      buffer = new Buffer(this.toArray(), 0);
      start = 0;
      end = buffer.items.length;
    }
    if (buffer.lo === 0) {
      const gap = Math.max(4, buffer.items.length);
      const items = new Array<unknown>(gap).fill(null).concat(buffer.items);
      if (buffer === this.buffer) {
        // Other views hold offsets into the old array, so the grown copy belongs to the new list alone.
        buffer = new Buffer(items.slice(0, gap + end), gap);
      } else {
        buffer.items = items;
        buffer.lo = gap;
      }
      start += gap;
      end += gap;
    }
    buffer.items[--buffer.lo] = value;
    return new List(buffer, start - 1, end);
  }

  toArray(): unknown[] {
    return this.buffer.items.slice(this.start, this.end);
  }

  *[Symbol.iterator](): Iterator<unknown> {
    for (let i = this.start; i < this.end; i++) yield this.buffer.items[i];
  }

  private own(): void {
    const items = this.toArray();
    this.buffer = new Buffer(items, 0);
    this.start = 0;
    this.end = items.length;
  }
}

/**
 * Lists. A `List` is a view `[start, end)` of a shared, growable buffer. `rest` makes a new view of the same buffer;
 * `append!` and `cons` write into the buffer's free space when the view ends (begins) where the buffer's used part
 * does. A `cons` in front of a view whose neighbouring slot is taken starts a new buffer that continues with the old
 * view as its `tail`; short views are copied instead. So `cons`, `rest` and `append!` are O(1) amortised, also when
 * many lists are grown from one, and so is access by index: the first index that lies in a tail copies it in.
 *
 * Views never see elements outside their own bounds, so sharing is invisible, except through `set-nth!`, which may or
 * may not be seen by lists that were made from the same one.
 */
import { fail } from './condition.ts';

class Buffer {
  constructor(
    /** Slots below `lo` are free space for `cons`. */
    readonly items: unknown[],
    public lo: number,
    /** What logically follows `items`; a view of its own, so nobody can grow it. */
    public tail: List | null,
  ) {}
}

/** Views up to this length are copied rather than continued. */
const SHORT = 16;
/** An abandoned front of the buffer longer than this, and than the rest, is given up by the next `push`. */
const MAX_DEAD = 1000;

/** The host ends the process for arrays beyond 2^27, and `cons` doubles. */
const MAX_LENGTH = 2 ** 26;

function tooLong(): never {
  return fail(`a list has at most ${MAX_LENGTH} elements`, [], 'range');
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
    return new List(new Buffer(items, 0, null), 0, items.length);
  }

  static empty(): List {
    return List.of([]);
  }

  get length(): number {
    return this.end - this.start;
  }

  /** Element `i`; the host's `undefined` when out of bounds. */
  at(i: number): unknown {
    const at = this.start + i;
    if (i < 0 || at >= this.end) return undefined;
    const { items } = this.buffer;
    if (at >= items.length) this.absorb();
    return items[at];
  }

  setAt(i: number, value: unknown): void {
    const at = this.start + i;
    if (at >= this.buffer.items.length) this.absorb();
    this.buffer.items[at] = value;
  }

  /** View without the first `n` elements (`n` is clamped to the length). */
  drop(n: number): List {
    const start = this.start + n;
    if (start < this.buffer.items.length) return new List(this.buffer, start < this.end ? start : this.end, this.end);
    return this.dropFar(start);
  }

  /** View of `[from, to)`; the bounds must lie inside the list. */
  slice(from: number, to: number): List {
    return new List(this.buffer, this.start + from, this.start + to);
  }

  /** In-place `append!`: this very list grows. */
  push(value: unknown): void {
    if (this.buffer.tail !== null) this.absorb();
    // A queue that is pushed at one end and dropped at the other must not keep its whole past alive.
    const abandoned = this.start > MAX_DEAD && this.start > this.end - this.start;
    if (this.end !== this.buffer.items.length || abandoned) this.own();
    if (this.buffer.items.length >= MAX_LENGTH) tooLong();
    this.buffer.items.push(value);
    this.end++;
  }

  /** A list of `value` followed by this list's elements. */
  cons(value: unknown): List {
    const { buffer, start, end } = this;
    if (start > 0 && start === buffer.lo) {
      buffer.items[start - 1] = value;
      buffer.lo = start - 1;
      return new List(buffer, start - 1, end);
    }
    // Free space may be opened in front of a whole buffer, or of a short copy; otherwise the old view becomes a tail.
    const whole = start === 0 && end >= buffer.items.length;
    if (!whole && end - start > SHORT) return List.within([null, null, null, value], 3, this.slice(0, end - start), end - start);
    const own = whole ? buffer.items : this.toArray();
    if (own.length >= MAX_LENGTH) tooLong();
    const gap = own.length < 4 ? 4 : own.length;
    const items: unknown[] = [];
    for (let i = 1; i < gap; i++) items.push(null);
    items.push(value);
    for (const item of own) items.push(item);
    // A view may end inside its tail; the new buffer must not continue beyond the view.
    const inTail = whole ? end - buffer.items.length : 0;
    const tail = inTail > 0 ? (buffer.tail as List).slice(0, inTail) : null;
    return List.within(items, gap - 1, tail, inTail);
  }

  toArray(): unknown[] {
    if (this.end > this.buffer.items.length) this.absorb();
    return this.buffer.items.slice(this.start, this.end);
  }

  *[Symbol.iterator](): Iterator<unknown> {
    for (let i = 0; i < this.end - this.start; i++) yield this.at(i);
  }

  /** A list that takes all of `items` from `lo` on, then `inTail` elements of `tail`. */
  private static within(items: unknown[], lo: number, tail: List | null, inTail: number): List {
    return new List(new Buffer(items, lo, tail), lo, items.length + inTail);
  }

  /** `drop` to or beyond the end of `items`. */
  private dropFar(start: number): List {
    let { buffer, end } = this;
    // Walks over chains of tails without copying, and lets go of the buffers that were passed.
    while (buffer.tail !== null && start >= buffer.items.length && end > buffer.items.length) {
      const passed = buffer.items.length;
      const tail: List = buffer.tail;
      start += tail.start - passed;
      end += tail.start - passed;
      buffer = tail.buffer;
    }
    return new List(buffer, Math.min(start, end), end);
  }

  /** Copies the tail into the buffer; offsets of all its views stay as they are. */
  private absorb(): void {
    const { items } = this.buffer;
    let tail = this.buffer.tail;
    this.buffer.tail = null;
    // Tails may have tails: each contributes what lies in its own buffer, then the walk goes on behind that.
    let missing = tail === null ? 0 : tail.length;
    let from = 0;
    while (tail !== null) {
      const { buffer, start }: List = tail;
      const first = start + from;
      const last = Math.min(buffer.items.length, first + missing);
      for (let i = first; i < last; i++) items.push(buffer.items[i]);
      missing -= Math.max(0, last - first);
      if (missing === 0) return;
      from = Math.max(0, first - buffer.items.length);
      tail = buffer.tail;
    }
  }

  private own(): void {
    const items = this.toArray();
    this.buffer = new Buffer(items, 0, null);
    this.start = 0;
    this.end = items.length;
  }
}

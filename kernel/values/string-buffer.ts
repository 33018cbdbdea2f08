/**
 * A growing text. The host's strings are ropes while they grow, so concatenation is the fastest builder; but a rope of a million
 * single characters is a million nodes that the host's collector copies again and again, so what has grown is flattened now and then.
 */
export class StringBuffer {
  readonly guestType = 'string-buffer';
  #flat = '';
  #rope = '';

  get text(): string {
    return this.#flat + this.#rope;
  }

  get length(): number {
    return this.#flat.length + this.#rope.length;
  }

  add(piece: string): void {
    this.#rope += piece;
    if (this.#rope.length < FLATTEN) return;
    // To read one character the host writes a rope out as one text, and lets the nodes go.
    this.#rope.charCodeAt(0);
    this.#flat += this.#rope;
    this.#rope = '';
  }

  clear(): void {
    this.#flat = '';
    this.#rope = '';
  }
}

/** Code units; large enough to make the nodes of flattened pieces few, small enough for them to die young. */
const FLATTEN = 2048;

/**
 * What a worker process writes to stderr. It is passed on as it comes, except for the report of a host engine that ends itself: that is
 * kept, since it says why the process died, and says nothing to people that the outcome does not.
 */
const BEGINS = /<--- Last few GCs --->|^FATAL ERROR|^# Fatal /m;
const OUT_OF_MEMORY = /out of memory|heap limit|allocation failed/i;
const KEPT = 16 * 1024;

export class LastWords {
  #kept = '';

  constructor(
    stream: NodeJS.ReadableStream,
    private readonly pass: (text: string) => void,
  ) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => this.#take(chunk));
  }

  /** The host engine ended the process because it had no more memory. */
  get outOfMemory(): boolean {
    return OUT_OF_MEMORY.test(this.#kept);
  }

  #take(chunk: string): void {
    if (this.#kept !== '') {
      this.#kept = (this.#kept + chunk).slice(0, KEPT);
      return;
    }
    const at = chunk.search(BEGINS);
    if (at < 0) {
      this.pass(chunk);
      return;
    }
    if (chunk.slice(0, at).trim() !== '') this.pass(chunk.slice(0, at));
    this.#kept = chunk.slice(at, at + KEPT);
  }
}

/**
 * What a test prints. Keeps a bounded beginning for reports, counts the rest, and watches for the two messages of test262's
 * asynchronous protocol, wherever in the output they come. A test that prints without end costs no memory here.
 */
import { createHash, type Hash } from 'node:crypto';

const KEEP_CHARACTERS = 16_384;
/** Hexadecimal digits; enough to tell outputs of one test apart. */
const DIGEST_LENGTH = 16;
const COMPLETE = 'Test262:AsyncTestComplete';
const FAILURE = 'Test262:AsyncTestFailure:';

export type AsyncResult = { state: 'none' } | { state: 'complete' } | { state: 'failed'; name: string; message: string };

export class PrintLog {
  text = '';
  /** Characters printed in all, line ends included. */
  length = 0;
  async: AsyncResult = { state: 'none' };
  /** Messages of the protocol after the first one. */
  extraDone = 0;
  #hash: Hash | undefined;

  /** Of all that was printed, kept or not; undefined when nothing was. */
  get digest(): string | undefined {
    return this.#hash?.copy().digest('hex').slice(0, DIGEST_LENGTH);
  }

  /** For a program that is run once more. */
  clear(): void {
    this.text = '';
    this.length = 0;
    this.async = { state: 'none' };
    this.extraDone = 0;
    this.#hash = undefined;
  }

  /** One call of `print`. */
  line(line: string): void {
    this.length += line.length + 1;
    this.#hash ??= createHash('sha256');
    this.#hash.update(line).update('\n');
    const room = KEEP_CHARACTERS - this.text.length;
    if (room > 0) this.text += line.length < room ? `${line}\n` : line.slice(0, room);
    if (line.startsWith('Test262:')) this.protocol(line);
  }

  get truncated(): boolean {
    return this.length > this.text.length;
  }

  private protocol(line: string): void {
    const failed = line.startsWith(FAILURE);
    if (!failed && line !== COMPLETE) return;
    if (this.async.state !== 'none') this.extraDone += 1;
    // A failure after a success still fails the test: $DONE was called twice with different stories.
    if (failed && this.async.state !== 'failed') this.async = { state: 'failed', ...errorOf(line.slice(FAILURE.length)) };
    else if (this.async.state === 'none') this.async = { state: 'complete' };
  }
}

function errorOf(text: string): { name: string; message: string } {
  const match = /^\s*([A-Za-z_$][\w$]*): ?([\s\S]*)$/.exec(text);
  return match === null ? { name: 'Error', message: text.trim() } : { name: match[1]!, message: match[2]! };
}

/** Bodies of requests: small ones whole, large ones part by part, none beyond the limit. The client is not read faster than the handler reads. */
import type { IncomingMessage } from 'node:http';

export type BodyEnd = 'too-large' | 'gone';

export class BodyReader {
  private readonly parts: Buffer[] = [];
  private size = 0;
  private waiting: (() => void) | null = null;
  private state: 'reading' | 'complete' | BodyEnd = 'reading';

  constructor(
    private readonly req: IncomingMessage,
    private readonly most: number,
    /** Bytes that are held before the client has to wait. */
    private readonly held: number,
  ) {
    req.on('data', (part: Buffer) => this.take(part));
    req.on('end', () => this.settle('complete'));
    req.on('close', () => this.settle('gone'));
    req.on('error', () => this.settle('gone'));
  }

  /** All of it, if it is complete before `held` bytes are exceeded; undefined: read it by `next`. */
  async whole(): Promise<Buffer | BodyEnd | undefined> {
    while (this.state === 'reading' && this.size <= this.held) await this.more();
    if (this.state === 'complete' && this.size <= this.held) return Buffer.concat(this.parts.splice(0));
    return this.state === 'reading' || this.state === 'complete' ? undefined : this.state;
  }

  /** The next part; null at the end. */
  async next(): Promise<Buffer | BodyEnd | null> {
    for (;;) {
      const part = this.parts.shift();
      if (part !== undefined) {
        this.req.resume();
        return part;
      }
      if (this.state !== 'reading') return this.state === 'complete' ? null : this.state;
      this.req.resume();
      await this.more();
    }
  }

  /** Everything has come. */
  get complete(): boolean {
    return this.state === 'complete';
  }

  private take(part: Buffer): void {
    this.size += part.length;
    if (this.size > this.most) {
      this.settle('too-large');
      return;
    }
    this.parts.push(part);
    if (this.size > this.held) this.req.pause();
    this.wake();
  }

  private settle(state: 'complete' | BodyEnd): void {
    if (this.state !== 'reading') return;
    this.state = state;
    if (state !== 'complete') this.parts.length = 0;
    this.wake();
  }

  private more(): Promise<void> {
    return new Promise(resolve => {
      this.waiting = resolve;
    });
  }

  private wake(): void {
    this.waiting?.();
    this.waiting = null;
  }
}

/** One at a time, in the order of asking, and nobody waits for ever. Guards what has a single connection. */
import { StoreError } from './contract.ts';

export class Gate {
  private busy = false;
  private closed = false;
  private readonly queue: (() => void)[] = [];

  /** `waitMs`: how long one may wait to enter. */
  constructor(private readonly waitMs: number) {}

  /** Resolves to the way out, to be called exactly once. */
  enter(): Promise<() => void> {
    if (this.closed) return Promise.reject(new StoreError('closed', 'the store is closed'));
    if (!this.busy) {
      this.busy = true;
      return Promise.resolve(this.wayOut());
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(new StoreError('timeout', `the store was busy for ${this.waitMs} ms`));
      }, this.waitMs);
      const waiting = (): void => {
        clearTimeout(timer);
        resolve(this.wayOut());
      };
      this.queue.push(waiting);
    });
  }

  /** Refuses everybody from now on, and resolves when the last one has left. */
  async close(): Promise<void> {
    if (this.closed) return;
    const last = this.enter();
    this.closed = true;
    const leave = await last;
    leave();
  }

  private wayOut(): () => void {
    let left = false;
    return () => {
      if (left) throw new Error('left a gate twice');
      left = true;
      const next = this.queue.shift();
      if (next === undefined) this.busy = false;
      else next();
    };
  }
}

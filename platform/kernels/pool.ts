/**
 * Kernels with the program loaded, lent to one request at a time, suspensions included; new ones are made while the present ones are busy,
 * up to a number. A kernel whose run was cut is thrown away. A program that wants shared state has one kernel, lent to all.
 */
import type { App } from './app.ts';

export interface PoolOptions {
  /** Most kernels. */
  size: number;
  /** How many requests may wait for a kernel, and how long. */
  queue: number;
  waitMs: number;
  /** A kernel could not be made. */
  onError(e: unknown): void;
}

/** A kernel that is busy is often free sooner than a new one could be made. */
const PATIENCE_MS = 20;

interface Waiting {
  use: (app: App | null) => void;
  timer: NodeJS.Timeout;
}

export class KernelPool {
  private readonly idle: App[];
  private readonly waiting: Waiting[] = [];
  private readonly shared: boolean;
  private current: App;
  private all = 1;
  private making = 0;

  /** `make` has made `first`. */
  constructor(
    readonly first: App,
    private readonly make: () => Promise<App>,
    private readonly options: PoolOptions,
  ) {
    this.shared = first.wishes.state === 'shared';
    this.current = first;
    this.idle = this.shared ? [] : [first];
  }

  get counts(): { kernels: number; busy: number; waiting: number } {
    return { kernels: this.all, busy: this.all - this.idle.length, waiting: this.waiting.length };
  }

  /** A kernel at once, or undefined: then ask `wait`. */
  take(): App | undefined {
    if (this.shared) return this.current.guest.broken ? undefined : this.current;
    return this.idle.pop();
  }

  /** Calls back with a kernel, or with null when none became free in time. */
  wait(use: (app: App | null) => void): void {
    if (this.waiting.length >= this.options.queue) {
      use(null);
      return;
    }
    const timer = setTimeout(() => {
      this.waiting.splice(this.waiting.indexOf(entry), 1);
      use(null);
    }, this.options.waitMs);
    const entry: Waiting = { use, timer };
    this.waiting.push(entry);
    if (this.all === 0) this.grow();
    else setTimeout(() => this.waiting.includes(entry) && this.grow(), PATIENCE_MS);
  }

  /** The request that had it is over. */
  give(app: App): void {
    if (this.shared) {
      if (app.guest.broken && app === this.current) this.replace();
      return;
    }
    if (app.guest.broken) {
      this.all--;
      if (this.all + this.making === 0 || this.waiting.length > 0) this.grow();
      return;
    }
    app.reset();
    this.offer(app);
  }

  private offer(app: App): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.idle.push(app);
      return;
    }
    clearTimeout(next.timer);
    next.use(app);
  }

  private grow(): void {
    if (this.shared || this.all + this.making >= this.options.size) return;
    this.making++;
    this.make().then(
      app => {
        this.making--;
        this.all++;
        this.offer(app);
      },
      e => {
        this.making--;
        this.options.onError(e);
      },
    );
  }

  /** The shared kernel was cut: all that it held is lost. */
  private replace(): void {
    if (this.making > 0) return;
    this.making++;
    this.make().then(
      app => {
        this.making--;
        this.current = app;
        while (this.waiting.length > 0) {
          const { use, timer } = this.waiting.shift() as Waiting;
          clearTimeout(timer);
          use(app);
        }
      },
      e => {
        this.making--;
        this.options.onError(e);
      },
    );
  }
}

/** Ends a transaction that its owner has left lying: everybody else may be waiting behind it. */

export class Deadline {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly ms: number,
    private readonly expire: () => void,
  ) {}

  /** Nothing is under way: from now on it counts. */
  start(): void {
    this.stop();
    this.timer = setTimeout(this.expire, this.ms);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

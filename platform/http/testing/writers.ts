/** For tests: clients that write numbers into `ledger.sx` as fast as they can, and remember what was acknowledged. */
import { Pool } from 'undici';
import { expect } from 'vitest';

const AT_ONCE = 8;

export class Writers {
  readonly acknowledged = new Set<number>();
  /** Statuses of all answers, in their order. */
  readonly statuses: number[] = [];
  private next = 0;
  private running = false;
  private writing: Promise<unknown> = Promise.resolve();
  private pool: Pool | undefined;

  begin(url: string): void {
    const pool = new Pool(url, { connections: AT_ONCE });
    this.pool = pool;
    this.running = true;
    const writer = async (): Promise<void> => {
      while (this.running) {
        const n = this.next++;
        try {
          const { statusCode, body } = await pool.request({ path: `/add?${n}`, method: 'POST' });
          const text = await body.text();
          this.statuses.push(statusCode);
          if (statusCode === 200 && text === 'added') this.acknowledged.add(n);
        } catch {
          // The host is gone; whether this one was written nobody knows.
          return;
        }
      }
    };
    this.writing = Promise.all(Array.from({ length: AT_ONCE }, writer));
  }

  /** Resolves when so many more have been acknowledged. */
  async more(count: number): Promise<void> {
    const enough = this.acknowledged.size + count;
    await expect.poll(() => this.acknowledged.size, { timeout: 60_000 }).toBeGreaterThanOrEqual(enough);
  }

  async end(): Promise<void> {
    this.running = false;
    await this.writing;
    await this.pool?.destroy();
  }
}

/** What a ledger holds, in both of the places where each number is written. */
export async function ledgerOf(url: string): Promise<{ kept: number[]; events: number[] }> {
  const text = await (await fetch(`${url}/all`)).text();
  const [kept = [], events = []] = text.split('|').map(part =>
    part
      .split(' ')
      .filter(Boolean)
      .map(Number)
      .sort((a, b) => a - b),
  );
  return { kept, events };
}

/** Nothing acknowledged is lost, nothing is there by half or twice. */
export async function expectWhole(url: string, acknowledged: ReadonlySet<number>): Promise<void> {
  const { kept, events } = await ledgerOf(url);
  const present = new Set(kept);
  expect([...acknowledged].filter(n => !present.has(n))).toEqual([]);
  expect(kept).toEqual(events);
}

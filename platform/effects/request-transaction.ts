/** The transactions that a request has open, one inside the other. What is open when the request ends is rolled back. */
import type { Store, Transaction } from '../store/contract.ts';

export class RequestTransaction {
  private readonly open: Transaction[] = [];

  get depth(): number {
    return this.open.length;
  }

  get innermost(): Transaction | undefined {
    return this.open.at(-1);
  }

  async begin(store: Store): Promise<number> {
    this.open.push(await (this.innermost ?? store).begin());
    return this.depth;
  }

  async commit(): Promise<number> {
    await this.open.pop()?.commit();
    return this.depth;
  }

  async rollback(): Promise<number> {
    await this.open.pop()?.rollback();
    return this.depth;
  }

  /** The request is over. Answers whether something was still open. */
  async abandon(): Promise<boolean> {
    const outermost = this.open[0];
    this.open.length = 0;
    await outermost?.rollback();
    return outermost !== undefined;
  }
}

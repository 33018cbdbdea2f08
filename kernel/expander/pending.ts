/**
 * Expansion in bounded host stack. Nested data are expanded by recursion up to a depth; what lies deeper is put off, with a
 * `Seq` of one node in its place that is filled when the host's stack is short again. What was put off last is done first, so
 * that whoever waits for a part is continued as soon as that part is complete.
 */
import { type Node, Seq } from '../core/nodes.ts';

/** Nested expansions on the host's stack; each takes a few host frames. */
const MOST_NESTED = 100;

export class Pending {
  private depth = 0;
  private tasks: (() => void)[] = [];
  private putOff = 0;
  private nextLook = 64;

  /** A node whose making may go deeper. Left without ceremony by exceptions, which end the whole expansion. */
  nested(pos: number, make: () => Node): Node {
    if (this.full) return this.defer(pos, make);
    this.depth++;
    const node = make();
    this.depth--;
    return node;
  }

  get full(): boolean {
    return this.depth >= MOST_NESTED;
  }

  enter(): void {
    this.depth++;
  }

  leave(): void {
    this.depth--;
  }

  /** Puts the making of a node off. */
  defer(pos: number, make: () => Node): Node {
    this.putOff++;
    const body: Node[] = [];
    this.tasks.push(() => body.push(make()));
    return new Seq(pos, body);
  }

  /** Whether it is time to look for a cycle in what is being put off: seldom, and ever more seldom, but again and again. */
  get suspicious(): boolean {
    if (this.putOff < this.nextLook) return false;
    this.nextLook *= 64;
    return true;
  }

  /** `finish` is called when everything that `begin` put off is done: at once if that is nothing. */
  after(pos: number, begin: () => void, finish: () => Node): Node {
    const { tasks } = this;
    const own = tasks.length;
    tasks.push(NOTHING);
    begin();
    if (tasks.length === own + 1) {
      tasks.pop();
      return finish();
    }
    const body: Node[] = [];
    tasks[own] = () => body.push(finish());
    return new Seq(pos, body);
  }

  /** Makes a node and everything that is put off meanwhile. */
  complete(make: () => Node): Node {
    const { depth, tasks } = this;
    this.depth = 0;
    this.tasks = [];
    try {
      const node = make();
      for (let task = this.tasks.pop(); task !== undefined; task = this.tasks.pop()) {
        this.depth = 0;
        task();
      }
      return node;
    } finally {
      this.depth = depth;
      this.tasks = tasks;
    }
  }
}

const NOTHING = (): void => {};

/**
 * Identifiers of emitted code, unique within one unit by a `_N` suffix, which also keeps them apart from the emitter's own
 * names (`c1`, `k1`, `t1`, `K` …) and from reserved words.
 */
import { mangle } from '../../values/host-names.ts';

export class Names {
  private readonly counts = new Map<string, number>();

  /** A fresh identifier for a guest name. */
  fresh(name: string): string {
    const base = mangle(name);
    const n = (this.counts.get(base) ?? 0) + 1;
    this.counts.set(base, n);
    return `${base}_${n}`;
  }
}

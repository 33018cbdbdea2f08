/** Strings in the order of their UTF-8, which is the order of their code points, and sets that keep it. */

/** Units from U+E000 on come before surrogates: they stand for smaller code points. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

export class SortedKeys {
  private readonly keys: string[] = [];

  add(key: string): void {
    const at = this.from(key, false);
    if (this.keys[at] !== key) this.keys.splice(at, 0, key);
  }

  delete(key: string): void {
    const at = this.from(key, false);
    if (this.keys[at] === key) this.keys.splice(at, 1);
  }

  /** Keys with the prefix, behind `after`. */
  *range(prefix: string, after: string | undefined): Generator<string> {
    let at = this.from(prefix, false);
    if (after !== undefined) at = Math.max(at, this.from(after, true));
    for (let key = this.keys[at]; key?.startsWith(prefix); key = this.keys[++at]) yield key;
  }

  /** First place whose key is not before `key`, or, `behind`, is after it. */
  private from(key: string, behind: boolean): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compareKeys(this.keys[middle] as string, key);
      if (order < 0 || (behind && order === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

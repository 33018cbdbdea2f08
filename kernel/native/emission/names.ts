/**
 * The guest's text in emitted code: the only three ways in. As an identifier (unique within one unit by a `_N` suffix, which also
 * keeps it apart from the emitter's own names, `c1`, `k1`, `t1`, `K` …, and from reserved words), as a string literal, and as a comment,
 * whose text says what a name stands for and can neither end the line nor look like a position mark.
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

/** Any text as a literal: control characters, among them the position marks, and lone surrogates are escaped. */
export function literalText(text: string): string {
  return JSON.stringify(text);
}

/** Longer names are cut. */
const COMMENT = 80;

/** A comment to the end of the line. */
export function commentText(name: string): string {
  return `// ${name.slice(0, COMMENT).replace(/[^ -~]/g, '·')}`;
}

/** The name of a script in the host's stacks: one word that the pattern of a stack frame takes whole. */
export function scriptText(name: string): string {
  return `sx:${name.replace(/[^!-}]|[():'"`\\]/g, '-')}`;
}

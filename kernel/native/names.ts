/**
 * Guest names as JavaScript identifiers. `mangle` is reversible, so that a procedure without `guestName` can be printed
 * from its host name; `Names` makes identifiers unique within one unit by a `_N` suffix, which also keeps them apart
 * from the emitter's own names (`c1`, `k1`, `t1`, `K` …) and from reserved words.
 */
const ESCAPES: Record<string, string> = {
  '-': '_',
  _: '$u',
  '?': '$q',
  '!': '$x',
  '*': '$s',
  '+': '$p',
  '/': '$d',
  '<': '$l',
  '>': '$g',
  '=': '$e',
  '.': '$o',
  ':': '$c',
  '%': '$m',
  '&': '$a',
  '#': '$h',
  $: '$$',
};

const UNESCAPES = new Map(Object.entries(ESCAPES).map(([plain, escaped]) => [escaped, plain]));

export function mangle(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return name;
  let out = '';
  for (const ch of name) {
    if (/[A-Za-z0-9]/.test(ch)) out += ch;
    else out += ESCAPES[ch] ?? `$${(ch.codePointAt(0) as number).toString(16).toUpperCase()}$`;
  }
  // `$n` stands for nothing: an identifier cannot begin with a digit or be empty.
  return out === '' || /^[0-9]/.test(out) ? `$n${out}` : out;
}

/** The guest name behind a generated function name; names that were not generated come back unchanged. */
export function demangle(identifier: string): string {
  const m = /^(.*)_\d+$/.exec(identifier);
  if (m === null) return identifier;
  return (m[1] as string).replace(/\$n|\$[a-z$]|\$[0-9A-F]+\$|_/g, e => {
    if (e === '$n') return '';
    return UNESCAPES.get(e) ?? String.fromCodePoint(Number.parseInt(e.slice(1, -1), 16));
  });
}

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

/**
 * Guest names as host identifiers and back. Compiled procedures carry their guest name in their host name, mangled and
 * followed by `_N`, which costs nothing when a closure is made.
 */
import type { Procedure } from './procedure.ts';

/** The name of a procedure without one; `$n` stands for nothing. */
const ANONYMOUS = 'fn$n';

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
  if (name === '') return ANONYMOUS;
  if (/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return name;
  let out = '';
  for (const ch of name) {
    if (/[A-Za-z0-9]/.test(ch)) out += ch;
    else out += ESCAPES[ch] ?? `$${(ch.codePointAt(0) as number).toString(16).toUpperCase()}$`;
  }
  // `$n` stands for nothing: an identifier cannot begin with a digit or be empty.
  return /^[0-9]/.test(out) ? `$n${out}` : out;
}

/** The guest name behind a generated function name; names that were not generated come back unchanged. */
export function demangle(identifier: string): string {
  const m = /^(.*)_\d+$/.exec(identifier);
  if (m === null) return identifier;
  if (m[1] === ANONYMOUS) return '';
  return (m[1] as string).replace(/\$n|\$[a-z$]|\$[0-9A-F]+\$|_/g, e => {
    if (e === '$n') return '';
    return UNESCAPES.get(e) ?? String.fromCodePoint(Number.parseInt(e.slice(1, -1), 16));
  });
}

/** Guest name of a procedure; '' when it has none. */
export function procedureName(procedure: Procedure): string {
  return procedure.guestName ?? demangle(procedure.name);
}

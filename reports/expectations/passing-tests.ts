/**
 * `passing.txt`: the cases that passed when the expectations were written, by key, so that one that vanishes is named though another
 * came, and one that is new is not taken for one that passed. Sorted, one per line; a line says how many characters it shares with the
 * one before, which keeps a whole corpus small and a change to a line or two.
 */
export const PASSING_FILE = 'passing.txt';

export function formatPassing(keys: Iterable<string>): string {
  let before = '';
  let text = '';
  for (const key of [...keys].sort()) {
    let shared = 0;
    while (shared < before.length && key[shared] === before[shared]) shared += 1;
    text += `${shared} ${key.slice(shared)}\n`;
    before = key;
  }
  return text;
}

/** Throws when a line is none of ours. */
export function parsePassing(text: string): Set<string> {
  const keys = new Set<string>();
  let before = '';
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const match = /^(\d+) (.*)$/s.exec(line);
    const shared = Number(match?.[1]);
    if (match === null || shared > before.length) throw new Error(`line ${at + 1} is not a number and the rest of a key`);
    before = before.slice(0, shared) + match[2]!;
    keys.add(before);
  }
  return keys;
}

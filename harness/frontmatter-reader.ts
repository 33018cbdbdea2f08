/**
 * The fast path over a frontmatter block: reads the five keys that decide how a test runs, in the shapes that nearly all files
 * use, and steps over block texts and nested values of other keys. It answers undefined as soon as it meets anything that it
 * does not fully understand; the caller then asks a YAML parser. It must never guess.
 */
import type { RawFrontmatter } from './frontmatter.ts';

const TOP_KEY = /^([A-Za-z0-9_-]+):(?:[ \t]+(.*))?$/;
const NAME = /^[A-Za-z0-9_.\-/]+$/;
const LISTS = new Set(['flags', 'includes', 'features', 'locale']);

export function readUsualKeys(block: string): RawFrontmatter | undefined {
  if (block.includes('\t')) return undefined;
  const lines = block.split(/\r\n|\r|\n/);
  const found: Record<string, unknown> = {};
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.trim() === '' || line.startsWith('#')) {
      at += 1;
      continue;
    }
    const match = TOP_KEY.exec(line.trimEnd());
    if (match === null) return undefined;
    const key = match[1]!;
    const rest = match[2] ?? '';
    if (Object.hasOwn(found, key)) return undefined;
    const end = endOfValue(lines, at + 1, rest);
    const single = isBlank(lines, at + 1, end);
    if (LISTS.has(key)) {
      const value = rest === '' ? blockList(lines, at + 1, end) : flowList(rest, single);
      if (value === undefined) return undefined;
      found[key] = value;
    } else if (key === 'negative') {
      const value = rest === '' ? negative(lines, at + 1, end) : undefined;
      if (value === undefined) return undefined;
      found[key] = value;
    } else {
      if (!isPlainText(rest, single)) return undefined;
      found[key] = null;
    }
    at = end;
  }
  return found;
}

/** Values end at the next line that starts in column 0; list items may start there too when the key has no inline value. */
function endOfValue(lines: readonly string[], from: number, rest: string): number {
  let at = from;
  while (at < lines.length) {
    const line = lines[at]!;
    const indented = line.startsWith(' ') || line.trim() === '';
    if (!indented && !(rest === '' && line.startsWith('- '))) break;
    at += 1;
  }
  return at;
}

function isBlank(lines: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (lines[at]!.trim() !== '') return false;
  return true;
}

/** `[a, b]` on one line. */
function flowList(rest: string, single: boolean): string[] | undefined {
  const match = /^\[([^[\]{}"'#]*)\]$/.exec(rest.trim());
  if (match === null || !single) return undefined;
  const body = match[1]!.trim();
  if (body === '') return [];
  const items = body.split(',').map(item => item.trim());
  if (items.at(-1) === '') items.pop();
  return items.every(item => NAME.test(item)) ? items : undefined;
}

/** `- a` lines. */
function blockList(lines: readonly string[], from: number, to: number): string[] | undefined {
  const items: string[] = [];
  for (let at = from; at < to; at += 1) {
    const line = lines[at]!.trim();
    if (line === '') continue;
    if (!line.startsWith('- ')) return undefined;
    const item = line.slice(2).trim();
    if (!NAME.test(item)) return undefined;
    items.push(item);
  }
  return items;
}

function negative(lines: readonly string[], from: number, to: number): Record<string, string> | undefined {
  const value: Record<string, string> = {};
  for (let at = from; at < to; at += 1) {
    const line = lines[at]!.trim();
    if (line === '') continue;
    const match = /^(phase|type): +([A-Za-z0-9_]+)$/.exec(line);
    if (match === null || Object.hasOwn(value, match[1]!)) return undefined;
    value[match[1]!] = match[2]!;
  }
  return value;
}

/** Values of keys nobody reads here: block texts, or one-line plain text that YAML cannot misread. */
function isPlainText(rest: string, single: boolean): boolean {
  if (rest === '' || /^[>|][+-]?\d?$/.test(rest.trim())) return true;
  if (!single && !/^[A-Za-z(]/.test(rest)) return false;
  return /^[A-Za-z0-9(]/.test(rest) && !/: |:$| #/.test(rest);
}

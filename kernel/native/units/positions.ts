/**
 * Source positions of emitted code. While emitting, a text that can fail is preceded by a mark (an offset between two
 * control characters); `extractMarks` takes the marks out of the finished code and answers the line table. At run time a
 * raised value remembers the host's stack (`values/origin.ts`), in which emitted frames are found when somebody asks.
 *
 * The line table is a string of base-64 VLQ numbers, four per entry, each relative to the entry before: generated
 * line, generated column, source line, source column. It is decoded at the first question.
 */
import { type HostPlace, type HostStackPart, hostStacks } from '../../values/origin.ts';
import { scriptText } from '../emission/names.ts';
import type { SourcePosition } from './unit.ts';

const MARK = '\u0001';

/** Arity checks fail in the callee, but on account of the call. */
const CALLER = -2;

export function mark(offset: number): string {
  return `${MARK}${offset}${MARK}`;
}

export const CALLER_MARK = mark(CALLER);

/** Of a call in tail position: by the rules of the language its frame is gone, which a trace respects. */
export function tailMark(offset: number): string {
  return `${MARK}${offset}${TAIL}${MARK}`;
}

const TAIL = 't';

/** Splits a leading mark from a text. */
export function splitMark(text: string): [mark: string, rest: string] {
  if (text.charCodeAt(0) !== 1) return ['', text];
  const end = text.indexOf(MARK, 1) + 1;
  return [text.slice(0, end), text.slice(end)];
}

export function extractMarks(
  code: string,
  position: (offset: number) => SourcePosition | null,
): { code: string; map: string; file: string } {
  let map = '';
  let file = '';
  let previous = [0, 0, 0, 0];
  const lines = code.split('\n').map((line, number) => {
    if (!line.includes(MARK)) return line;
    const parts = line.split(MARK);
    let out = parts[0] as string;
    for (let i = 1; i < parts.length; i += 2) {
      const text = parts[i] as string;
      const tail = text.endsWith(TAIL);
      const offset = Number(tail ? text.slice(0, -1) : text);
      const known = offset === CALLER ? { file: '', line: 0, column: 0 } : position(offset);
      // A negative line is that of a tail call.
      const at = known !== null && tail ? { ...known, line: -known.line } : known;
      if (at !== null && (at.line !== previous[2] || at.column !== previous[3])) {
        if (at.line !== 0) file = at.file;
        const entry = [number, out.length, at.line, at.column];
        map += entry.map((n, j) => encode(n - (previous[j] as number))).join('');
        previous = entry;
      }
      out += parts[i + 1];
    }
    return out;
  });
  return { code: lines.join('\n'), map, file };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function encode(n: number): string {
  let rest = n < 0 ? (-n << 1) | 1 : n << 1;
  let out = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    out += DIGITS[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return out;
}

function decode(map: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const ch of map) {
    const digit = DIGITS.indexOf(ch);
    value |= (digit & 31) << shift;
    if (digit & 32) shift += 5;
    else {
      const n = value & 1 ? -(value >>> 1) : value >>> 1;
      numbers.push(n + (numbers[numbers.length - 4] ?? 0));
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}

/** Position of generated code; null when it is unknown or the caller's position is meant. */
function lookUp(entries: readonly number[], file: string, line: number, column: number): HostPlace | null {
  let low = 0;
  let high = entries.length / 4;
  while (low < high) {
    const middle = (low + high) >> 1;
    const l = entries[4 * middle] as number;
    if (l < line || (l === line && (entries[4 * middle + 1] as number) <= column)) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return null;
  const [sourceLine, sourceColumn] = entries.slice(4 * low - 2, 4 * low) as [number, number];
  if (sourceLine === 0) return null;
  return { where: `${file}:${Math.abs(sourceLine)}:${sourceColumn}`, tail: sourceLine < 0 };
}

interface Loaded {
  map: string;
  file: string;
  /** Number of the code's first line in its script: what the loader has put before it. */
  firstLine: number;
  table?: number[];
}

/**
 * Units by the name under which their code was loaded. Immutable descriptions of code, shared by all kernels of the
 * process; the oldest are forgotten.
 */
const loaded = new Map<string, Loaded>();
const LIMIT = 5000;

/** The names of those units: for each name that is wanted, how many have had it, and what each line table got. */
const names = new Map<string, { count: number; given: Map<string, string> }>();

/** A name under which a unit with this line table can be told from all others. */
export function scriptName(name: string, map: string): string {
  const wanted = scriptText(name);
  let taken = names.get(wanted);
  if (taken === undefined) names.set(wanted, (taken = { count: 0, given: new Map() }));
  let unique = taken.given.get(map);
  if (unique === undefined) {
    unique = ++taken.count === 1 ? wanted : `${wanted}~${taken.count}`;
    taken.given.set(map, unique);
  }
  return unique;
}

/** `probe` takes a stack on the first line of the unit's code. */
export function registerUnit(script: string, { map, file }: { map: string; file: string }, probe: () => Error): void {
  if (map === '') return;
  hostStacks.capture ??= capture;
  hostStacks.read = partsOf;
  const first = FRAME.exec((limited(1, probe).stack ?? '').split('\n')[1] ?? '');
  loaded.delete(script);
  loaded.set(script, { map, file, firstLine: Number(first?.[2] ?? 1) });
  if (loaded.size <= LIMIT) return;
  const [oldest, unit] = loaded.entries().next().value as [string, Loaded];
  loaded.delete(oldest);
  names.get(oldest.replace(/~\d+$/, ''))?.given.delete(unit.map);
}

const capture = (frames: number): Error => limited(frames, () => new Error());

function limited(frames: number, take: () => Error): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = frames;
  const stack = take();
  Error.stackTraceLimit = stackTraceLimit;
  return stack;
}

const FRAME = /(sx:[^\s():]+):(\d+):(\d+)\)?$/;

/** A run of the interpreter, which says by itself where its errors arise (`cek/engine.ts`). */
const INTERPRETER = /^\s+at \w*CekEngine\.(execute|direct) /;

function partsOf(stack: Error): HostStackPart[] {
  const parts: HostStackPart[] = [{ places: [], direct: false }];
  for (const text of (stack.stack ?? '').split('\n')) {
    const part = parts[parts.length - 1] as HostStackPart;
    const run = INTERPRETER.exec(text);
    if (run) {
      part.direct = run[1] === 'direct';
      parts.push({ places: [], direct: false });
      continue;
    }
    const place = placeOf(text);
    if (place !== null) part.places.push(place);
  }
  return parts;
}

function placeOf(frameText: string): HostPlace | null {
  const frame = FRAME.exec(frameText);
  const unit = frame && loaded.get(frame[1] as string);
  if (!frame || !unit) return null;
  unit.table ??= decode(unit.map);
  return lookUp(unit.table, unit.file, Number(frame[2]) - unit.firstLine, Number(frame[3]) - 1);
}

/**
 * When the offset of a named time zone changes, from the host's time zone data. The host answers only what the offset is at a time, so changes are
 * found by halving the span between two samples that differ. Samples are so close that no zone has ever changed there and back between them; in the
 * 19th century, when zones left local mean time, and in the future, they are wider. The table ends with 28 years without a century, so that any later
 * year is like one of them: 2038 to 2065, or 2101 to 2128 for zones whose changes are listed (by the moon) for longer.
 */

const DAY = 86400;
const START = Date.UTC(1840, 0, 1) / 1000;
const END = Date.UTC(2066, 0, 1) / 1000;
const CENTURY = Date.UTC(1900, 0, 1) / 1000;
const RULES = Date.UTC(2038, 0, 1) / 1000;
const LAST = Date.UTC(2129, 0, 1) / 1000;
const NEXT_CENTURY = Date.UTC(2100, 0, 1) / 1000;
const CYCLE = 28 * 365 * DAY + 7 * DAY;

/** Offset in seconds at a time in seconds since the epoch. */
type OffsetAt = (seconds: number) => number;

function offsets(zone: string): OffsetAt | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' });
  } catch {
    return undefined; // the host does not know the name
  }
  // "4 PM GMT-08:12:28", "4 PM GMT"
  return seconds => {
    const [, sign, h, m, s] = /GMT(?:([+-])(\d+)(?::(\d+))?(?::(\d+))?)?$/.exec(format.format(seconds * 1000)) ?? [];
    if (h === undefined) return 0;
    const magnitude = (Number(h) * 60 + Number(m ?? 0)) * 60 + Number(s ?? 0);
    return sign === '-' ? -magnitude : magnitude;
  };
}

/** The first second after `low` whose offset is not the one at `low`; the one at `high` is not. */
function change(offsetAt: OffsetAt, low: number, high: number, before: number): number {
  let from = low;
  let to = high;
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetAt(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

/** Adds the changes from one time to another to a table. */
function addChanges(table: number[], offsetAt: OffsetAt, start: number, end: number): void {
  let at = start;
  let offset = offsetAt(at);
  while (at < end) {
    const next = Math.min(at + (at < CENTURY ? 60 * DAY : at < RULES ? 6 * DAY : 10 * DAY), end);
    const then = offsetAt(next);
    while (offset !== then) {
      at = change(offsetAt, at, next, offset);
      offset = offsetAt(at);
      table.push(at, offset);
    }
    at = next;
  }
}

/** Whether the rest of the century is like 28 years before: the zone has rules, and no list of changes that ends some time. */
function repeats(offsetAt: OffsetAt): boolean {
  for (let at = END; at < NEXT_CENTURY; at += 10 * DAY) if (offsetAt(at) !== offsetAt(at - CYCLE)) return false;
  return true;
}

/**
 * Seconds and offset in turn, beginning with -Infinity and the first offset; undefined for a zone that the host does not know. If the last change is
 * in 2065 or 2128, the years go on as described above; else there is none after it.
 */
export function zoneTransitions(zone: string): number[] | undefined {
  const offsetAt = offsets(zone);
  if (offsetAt === undefined) return undefined;
  const table = [Number.NEGATIVE_INFINITY, offsetAt(START)];
  addChanges(table, offsetAt, START, END);
  if (!repeats(offsetAt)) addChanges(table, offsetAt, END, LAST);
  return table;
}

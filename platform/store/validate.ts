/** Limits that hold on every back end, checked before it is asked, so that all refuse the same. */
import { LIMITS, StoreError } from './contract.ts';

const encoder = new TextEncoder();

/** A key or the name of a stream. */
export function checkKey(key: string): void {
  if (key === '') throw new StoreError('limit', 'a key may not be empty');
  checkText(key, LIMITS.keyBytes, 'a key');
}

export function checkValue(value: string): void {
  checkText(value, LIMITS.valueBytes, 'a value');
}

function checkText(text: string, most: number, what: string): void {
  // PostgreSQL has no NUL in texts, and half a surrogate pair has no UTF-8.
  if (text.includes('\0')) throw new StoreError('limit', `${what} may not have NUL in it`);
  if (/\p{Surrogate}/u.test(text)) throw new StoreError('limit', `${what} may not have half a surrogate pair in it`);
  if (text.length * 3 <= most) return;
  const bytes = encoder.encode(text).length;
  if (bytes > most) throw new StoreError('limit', `${what} may have ${most} bytes, this one has ${bytes}`);
}

export function checkEvents(events: readonly string[], expected: number | undefined): void {
  if (events.length > LIMITS.eventsAtOnce)
    throw new StoreError('limit', `at most ${LIMITS.eventsAtOnce} events at once, got ${events.length}`);
  events.forEach(checkValue);
  if (expected !== undefined && (!Number.isSafeInteger(expected) || expected < 0))
    throw new StoreError('limit', `a number of events is expected, got ${expected}`);
}

/** Where to go on in a stream, or in all of them. */
export function checkPlace(after: number): void {
  if (!Number.isSafeInteger(after) || after < 0) throw new StoreError('limit', `:after must be a number of events, got ${after}`);
}

export function rowsOf(limit: number | undefined): number {
  if (limit === undefined) return LIMITS.defaultRows;
  if (!Number.isSafeInteger(limit) || limit < 1) throw new StoreError('limit', `:limit must be a positive integer, got ${limit}`);
  return Math.min(limit, LIMITS.rows);
}

export function expiryOf(ttl: number | undefined, now: number): number | null {
  if (ttl === undefined) return null;
  if (!(ttl > 0) || ttl > Number.MAX_SAFE_INTEGER - now)
    throw new StoreError('limit', `:ttl must be positive milliseconds, got ${ttl}`);
  return Math.floor(now + ttl);
}

export function conflictOn(stream: string, has: number, expected: number): StoreError {
  return new StoreError('conflict', `stream ${stream} has ${has} events, expected ${expected}`);
}

/**
 * Hash tables: any value as key, compared as the host's `Map` does (identity; numbers by SameValueZero; strings and
 * bigints by value), in insertion order. A class of its own because a bare `Map` is a dict.
 */
import type { Value } from './procedure.ts';

export class HashTable {
  readonly guestType = 'hash-table';
  readonly map = new Map<Value, Value>();
}

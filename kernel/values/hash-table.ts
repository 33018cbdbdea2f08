/**
 * Hash tables: any value as key, compared as the host's `Map` does (identity; numbers by SameValueZero; strings and
 * bigints by value), in insertion order. A class of its own because a bare `Map` is a dict.
 */
import type { Value } from './procedure.ts';

export class HashTable {
  readonly guestType = 'hash-table';
  map = new Map<Value, Value>();

  /**
   * Begins anew with another `Map`: V8's `clear` leaves a pointer from the old entries to the new ones, by which a table that is cleared
   * again and again, as caches are, keeps all it ever held alive until the next full collection.
   */
  clear(): void {
    const old = this.map;
    this.map = new Map();
    // Whoever walks over it has come to its end.
    old.clear();
  }
}

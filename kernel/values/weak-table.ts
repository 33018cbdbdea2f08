/** Weak tables and references: what they hold on to is forgotten once nothing else knows the key. Keys are objects of the host: records, lists, vectors … */
import type { Value } from './procedure.ts';

export class WeakTable {
  readonly guestType = 'weak-table';
  readonly map = new WeakMap<object, Value>();
}

export class WeakReference {
  readonly guestType = 'weak-reference';
  readonly ref: WeakRef<object>;

  constructor(target: object) {
    this.ref = new WeakRef(target);
  }
}

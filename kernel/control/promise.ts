/** What computing a promise (`delay`, `delay-force`) does to it. */
import { fail } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { GuestPromise } from '../values/promise.ts';

/** A promise has been computed: `v` is its value, or the promise to continue as. Answers whether it is done. */
export function settle(p: GuestPromise, v: Value): boolean {
  const { box } = p;
  if (box.done) return true;
  if (!box.chain) {
    box.done = true;
    box.content = v;
    return true;
  }
  if (!(v instanceof GuestPromise)) fail('delay-force: expected promise', [v], 'type');
  const next = v.box;
  box.done = next.done;
  box.content = next.content;
  box.chain = next.chain === true;
  v.box = box;
  return box.done;
}

/**
 * The data behind `delay`, `delay-force` and `force`. Forcing calls guest code, so `force` itself is written in SX on
 * top of these: while not done, call the thunk; `promise-resolve!` with its value, or `promise-adopt!` its promise.
 */
import type { Value } from '../../values/procedure.ts';
import { GuestPromise } from '../../values/promise.ts';
import { failType } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, pure } from '../rows.ts';

function promise(v: Value, who: string): GuestPromise {
  return v instanceof GuestPromise ? v : failType(who, 'promise', v);
}

export const promises: PrimitiveFamily = () => [
  ...pure('promise?', 1, 1, '`(promise? x)`', p => p instanceof GuestPromise),
  ...pure('make-promise', 1, 1, '`(make-promise v)`: a promise that is done; a promise is answered as it is', v =>
    v instanceof GuestPromise ? v : new GuestPromise({ done: true, content: v }),
  ),
  ...pure(
    'make-lazy-promise',
    1,
    1,
    '`(make-lazy-promise thunk)`: a promise whose value the thunk will compute',
    thunk => new GuestPromise({ done: false, content: thunk }),
  ),
  ...pure('promise-done?', 1, 1, '`(promise-done? p)`', p => promise(p, 'promise-done?').box.done),
  ...pure(
    'promise-content',
    1,
    1,
    '`(promise-content p)`: its value once done, its thunk before',
    p => promise(p, 'promise-content').box.content,
  ),
  ...effect(
    'promise-resolve!',
    2,
    2,
    '`(promise-resolve! p v)`: done with v, unless it is done already; answers the value',
    (p, v) => {
      const { box } = promise(p, 'promise-resolve!');
      if (!box.done) {
        box.done = true;
        box.content = v;
      }
      return box.content;
    },
  ),
  ...effect('promise-adopt!', 2, 2, '`(promise-adopt! p q)`: from now on p and q are one promise; answers p', (p, q) => {
    const target = promise(p, 'promise-adopt!');
    const other = promise(q, 'promise-adopt!');
    if (!target.box.done) {
      target.box.done = other.box.done;
      target.box.content = other.box.content;
      other.box = target.box;
    }
    return target;
  }),
];

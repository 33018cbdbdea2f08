/** Promises as data; `delay`, `delay-force` and `force`, which call guest code, are operators of the machines. */
import { GuestPromise } from '../../values/promise.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

export const promises: PrimitiveFamily = () => [
  ...pure('promise?', 1, 1, '`(promise? x)`', p => p instanceof GuestPromise),
  ...pure('make-promise', 1, 1, '`(make-promise v)`: a promise that is done; a promise is answered as it is', v =>
    v instanceof GuestPromise ? v : new GuestPromise({ done: true, content: v }),
  ),
];

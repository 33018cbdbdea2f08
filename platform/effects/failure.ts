/** How an implementation fails an effect; the dispatcher makes the guest's condition of it. Anything else that is thrown is a bug of ours. */
import type { Failure } from './spec.ts';

export class EffectError extends Error {
  constructor(
    readonly failure: Failure,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
  }
}

export function failEffect(failure: Failure, message: string, cause?: unknown): never {
  throw new EffectError(failure, message, cause);
}

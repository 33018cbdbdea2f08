/** Several values at once, as answered by `values`; one value stands for itself. */
import type { Value } from './procedure.ts';

export class Multiple {
  readonly guestType = 'values';
  constructor(readonly items: readonly Value[]) {}
}

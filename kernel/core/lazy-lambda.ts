/**
 * `procedure.lambda` of a procedure that has an implementation of its own but whose source the CEK should run instead
 * (library procedures that call back into guest code): the core node, made on demand. The lambda must be closed except
 * for globals.
 */
import type { Source } from '../values/origin.ts';
import type { Lambda } from './nodes.ts';

export class LazyLambda {
  constructor(
    readonly node: () => Lambda,
    readonly source: Source | null = null,
  ) {}
}

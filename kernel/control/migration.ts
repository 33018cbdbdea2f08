/**
 * Migrations: how continuations are captured that have frames on the host stack. The operator that captures does not run; it becomes
 * a pending tail call of `kernel.adopt`. Everyone on the host stack who is answered `TCO` and knows how adds its own frame to
 * the migration and answers `TCO` in turn. The machine that is reached rebuilds the frames as its own, outermost first, and
 * performs the operator there. Who does not know how runs the pending call like any other: then the frames go into a
 * machine of their own, out of which continuations only escape.
 */
import type { Lambda } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import type { Generator } from '../values/generator.ts';
import type { Procedure, TCO, Value } from '../values/procedure.ts';

export class Migration {
  /** What has been taken off the host stack, innermost first. */
  readonly frames: Moved[] = [];

  /** `vals`: the operator to perform in the end, and its operands. */
  constructor(readonly vals: Value[]) {}
}

/** Something taken off the host stack; each engine knows its own classes. */
export type Moved = object;

/** The rest of a compiled procedure after one of its calls; made when it is first needed. */
export interface Rest {
  /**
   * A procedure whose first operand is a procedure to call in the place of the call that was left; the others are what the frame
   * holds. Up to that place it does nothing that can be seen.
   */
  node(): Lambda;
  /** Scope of the environment that the procedure is closed over (`null`: nothing), and the text it comes from. */
  readonly scope: unknown;
  readonly source: unknown;
  /** The reference engine's code for `node`. */
  code: unknown;
}

/** A frame of compiled code. */
export class SavedFrame {
  constructor(
    readonly rest: Rest,
    readonly values: readonly Value[],
    readonly env: unknown,
  ) {}
}

/** A generator that was running: the frames that were added before it are its body. */
export class MovedGenerator {
  constructor(readonly generator: Generator) {}
}

/** A native caller applies an operator that captures. */
export function migrate(kernel: Kernel, operator: Procedure, operands: readonly Value[]): typeof TCO {
  return kernel.later(kernel.adopt, [new Migration([operator, ...operands])]);
}

/** The migration that is under way. */
export function migrationOf(kernel: Kernel): Migration {
  return kernel.tailArgs[0] as Migration;
}

/** What a file of primitives exports. */
import type { Kernel } from '../instance/kernel.ts';
import type { PrimitiveSpec } from '../values/primitive-spec.ts';

/** A family of primitives: receives the kernel they will live in. */
export type PrimitiveFamily = (kernel: Kernel) => PrimitiveSpec[];

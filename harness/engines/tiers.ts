/**
 * Tiers on which an engine really runs programs. A tier belongs here when program code is executed by it; one that would silently
 * fall back to another must not, since a comparison with itself proves nothing.
 */
import type { Tier } from '../test-case.ts';
import type { EngineSpec } from './engine-spec.ts';

/** Reference first. */
const ALL: readonly Tier[] = ['cek', 'native', 'vm', 'auto'];

export function tiersOf(spec: EngineSpec): readonly Tier[] {
  return spec.kind === 'process' ? ['host'] : ALL;
}

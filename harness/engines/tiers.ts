/** Tiers on which an engine runs programs. */
import { TIERS } from '../../kernel/embed/tiers.ts';
import type { Tier } from '../test-case.ts';
import type { EngineSpec } from './engine-spec.ts';

export function tiersOf(spec: EngineSpec): readonly Tier[] {
  return spec.kind === 'process' ? ['host'] : TIERS;
}

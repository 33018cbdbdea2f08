/**
 * The tiers: on what programs are run. Everything that offers a choice of tiers takes it from here; a tier belongs into the list when
 * program code is executed by it, since a comparison of a tier with itself proves nothing.
 */

/** Reference first. `cek` interprets, `native` compiles each form before it runs, `vm` runs bytecode, `auto` compiles what is hot. */
export const TIERS = ['cek', 'native', 'vm', 'auto'] as const;
export type Tier = (typeof TIERS)[number];

/** What people get who do not choose. */
export const DEFAULT_TIER: Tier = 'auto';

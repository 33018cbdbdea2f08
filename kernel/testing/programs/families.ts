/**
 * Families of forms. A program has the forms of some of them, chosen at random: what always occurs together never shows what it
 * does alone, and one captured continuation keeps a whole program from being compiled.
 */

/** What every program may have. */
export const BASIC = ['expressions', 'effects'] as const;

/** Chosen one by one, half of the time. */
export const COMMON = [
  'closures',
  'signatures',
  'loops',
  'tails',
  'mutation',
  'redefinition',
  'strings',
  'lists',
  'dicts',
  'vectors',
  'records',
  'callbacks',
  'parameterize',
  'blocks',
  'finally',
  'raise',
  'guard',
  'handlers',
  'faults',
  'wind',
  'escapes',
  'generators',
  'promises',
  'values',
  'eval',
] as const;

/** What takes hold of continuations or of whoever drives the program, and what no engine can do alone. */
export const CAPTURING = ['call/cc', 're-entry', 'delimited', 'perform', 'host-frames', 'failing-handlers', 'declining'] as const;

export type Family = (typeof BASIC)[number] | (typeof COMMON)[number] | (typeof CAPTURING)[number];

export const FAMILIES: readonly Family[] = [...BASIC, ...COMMON, ...CAPTURING];

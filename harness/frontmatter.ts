/**
 * test262 metadata. The text of a test comes in; its frontmatter as a typed record goes out, or a description of what is wrong
 * with it. Only the block between the markers is looked at. Usual keys are read by the hand reader, anything it is not sure of
 * by a real YAML parser; both give the same answers (a test compares them over the whole corpus sample).
 */
import { parse as parseYaml } from 'yaml';
import { readUsualKeys } from './frontmatter-reader.ts';

export const FLAGS = [
  'onlyStrict',
  'noStrict',
  'module',
  'raw',
  'async',
  'generated',
  'CanBlockIsFalse',
  'CanBlockIsTrue',
  'non-deterministic',
] as const;
export type Flag = (typeof FLAGS)[number];

export const NEGATIVE_PHASES = ['parse', 'resolution', 'runtime'] as const;
export type NegativePhase = (typeof NEGATIVE_PHASES)[number];

export interface Negative {
  phase: NegativePhase;
  type: string;
}

export interface Frontmatter {
  flags: readonly Flag[];
  includes: readonly string[];
  features: readonly string[];
  negative: Negative | null;
}

/** The keys of interest before validation. */
export interface RawFrontmatter {
  flags?: unknown;
  includes?: unknown;
  features?: unknown;
  negative?: unknown;
  locale?: unknown;
}

export type FrontmatterResult = { readable: true; frontmatter: Frontmatter } | { readable: false; reason: string };

export function readFrontmatter(source: string): FrontmatterResult {
  const block = frontmatterBlock(source);
  if (block === undefined) return unreadable('no frontmatter block (/*--- … ---*/)');
  const usual = readUsualKeys(block);
  if (usual !== undefined) return validate(usual);
  let value: unknown;
  try {
    value = parseYaml(block.replaceAll(/\r\n?/g, '\n'), { uniqueKeys: true });
  } catch (error) {
    return unreadable(`frontmatter is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  if (value === null) return validate({});
  if (typeof value !== 'object' || Array.isArray(value)) return unreadable('frontmatter is not a mapping');
  return validate(value as RawFrontmatter);
}

/** The text between the markers, or undefined. */
export function frontmatterBlock(source: string): string | undefined {
  const start = source.indexOf('/*---');
  if (start < 0) return undefined;
  const end = source.indexOf('---*/', start + 5);
  return end < 0 ? undefined : source.slice(start + 5, end);
}

function validate(raw: RawFrontmatter): FrontmatterResult {
  const flags = names(raw.flags);
  const includes = names(raw.includes);
  const features = names(raw.features);
  if (flags === undefined) return unreadable('flags is not a list of names');
  if (includes === undefined) return unreadable('includes is not a list of names');
  if (features === undefined) return unreadable('features is not a list of names');
  if (names(raw.locale) === undefined) return unreadable('locale is not a list of names');
  for (const flag of flags) if (!(FLAGS as readonly string[]).includes(flag)) return unreadable(`unknown flag ${flag}`);
  if (flags.includes('onlyStrict') && flags.includes('noStrict')) return unreadable('both onlyStrict and noStrict');
  for (const name of includes)
    if (name.startsWith('/') || name.includes('..')) return unreadable(`include outside harness/: ${name}`);
  const negative = negativeOf(raw.negative);
  if (typeof negative === 'string') return unreadable(negative);
  return { readable: true, frontmatter: { flags: flags as Flag[], includes, features, negative } };
}

function negativeOf(value: unknown): Negative | null | string {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return 'negative is not a mapping';
  const { phase, type } = value as { phase?: unknown; type?: unknown };
  if (typeof type !== 'string' || type === '') return 'negative has no type';
  if (!(NEGATIVE_PHASES as readonly unknown[]).includes(phase)) return `negative has no known phase: ${String(phase)}`;
  return { phase: phase as NegativePhase, type };
}

function names(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  const list: string[] = [];
  for (const item of value) {
    if (typeof item !== 'string' && typeof item !== 'number') return undefined;
    list.push(String(item));
  }
  return list;
}

function unreadable(reason: string): FrontmatterResult {
  return { readable: false, reason };
}

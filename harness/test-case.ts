/**
 * Cases: a test file in one mode on one tier. The id `path#mode@tier` is stable over runs, machines and worker counts; the key
 * `path#mode` is what expectations are written in.
 */
import { TIERS as KERNEL_TIERS, type Tier as KernelTier } from '../kernel/embed/tiers.ts';
import type { Frontmatter } from './frontmatter.ts';

export const MODES = ['sloppy', 'strict', 'module'] as const;
export type Mode = (typeof MODES)[number];

export { KERNEL_TIERS, type KernelTier };

/** `host` is the only tier of engines that are not ours. */
export type Tier = KernelTier | 'host';
export const TIERS: readonly Tier[] = [...KERNEL_TIERS, 'host'];

/** Everything a worker needs to run one case. */
export interface CaseSpec {
  id: string;
  /** Relative to the `test` folder of the corpus, with forward slashes. */
  path: string;
  mode: Mode;
  tier: Tier;
  frontmatter: Frontmatter | null;
  /** Set when the frontmatter could not be read. */
  frontmatterError?: string;
  /** Set when the case must not be started. */
  skip?: string;
}

export function caseKey(path: string, mode: Mode): string {
  return `${path}#${mode}`;
}

export function caseId(path: string, mode: Mode, tier: Tier): string {
  return `${path}#${mode}@${tier}`;
}

/** Parts of an id; paths may contain `#` and `@`, so it is read from the right. */
export function splitCaseId(id: string): { path: string; mode: string; tier: string } | undefined {
  const match = /^(.*)#([a-z]+)@([a-z]+)$/.exec(id);
  return match === null ? undefined : { path: match[1]!, mode: match[2]!, tier: match[3]! };
}

/** The first two folders of a path: `built-ins/Math/abs/name.js` belongs to `built-ins/Math`. */
export function categoryOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 ? '.' : folders.slice(0, 2).join('/');
}

export function topFolderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** The modes a test asks for. Raw tests run once, unmodified; a test without a mode flag runs in both script modes. */
export function modesOf(frontmatter: Frontmatter): readonly Mode[] {
  const { flags } = frontmatter;
  if (flags.includes('module')) return ['module'];
  if (flags.includes('raw') || flags.includes('noStrict')) return ['sloppy'];
  if (flags.includes('onlyStrict')) return ['strict'];
  return ['sloppy', 'strict'];
}

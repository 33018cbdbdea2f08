/**
 * Cases: a test file in one mode on one tier. The id `path#mode@tier` is stable over runs, machines and worker counts; the key
 * `path#mode` is what expectations are written in.
 */
import { TIERS as KERNEL_TIERS, type Tier as KernelTier } from '../kernel/embed/tiers.ts';
import type { Frontmatter } from './frontmatter.ts';

/** How a program of JavaScript is run. */
export const PROGRAM_MODES = ['sloppy', 'strict', 'module'] as const;
export type ProgramMode = (typeof PROGRAM_MODES)[number];
/** `spec`: a test written in SX, which has no modes. */
export type Mode = ProgramMode | 'spec';

export { KERNEL_TIERS, type KernelTier };

/** `host` is the only tier of engines that are not ours. */
export type Tier = KernelTier | 'host';
export const TIERS: readonly Tier[] = [...KERNEL_TIERS, 'host'];

interface Case {
  id: string;
  /** Unique in its suite, with forward slashes. */
  path: string;
  mode: Mode;
  tier: Tier;
  /** Set when the case must not be started. */
  skip?: string;
}

/** A file of a corpus in one mode. */
export interface ProgramCase extends Case {
  kind: 'program';
  mode: ProgramMode;
  frontmatter: Frontmatter | null;
  /** Set when the frontmatter could not be read. */
  frontmatterError?: string;
}

/** A `deftest` of a file of SX. */
export interface SxCase extends Case {
  kind: 'sx';
  mode: 'spec';
  /** Relative to the project. Cases of one file share a kernel, so they are scheduled together. */
  file: string;
}

/** Everything a worker needs to run one case. */
export type CaseSpec = ProgramCase | SxCase;

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

/** The first two folders of a path: `built-ins/Math/abs/name.js` belongs to `built-ins/Math`; a test in SX belongs to its file. */
export function categoryOf(path: string): string {
  const file = path.indexOf('.sx/');
  if (file >= 0) return path.slice(0, file);
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 ? '.' : folders.slice(0, 2).join('/');
}

export function topFolderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** The modes a test asks for. Raw tests run once, unmodified; a test without a mode flag runs in both script modes. */
export function modesOf(frontmatter: Frontmatter): readonly ProgramMode[] {
  const { flags } = frontmatter;
  if (flags.includes('module')) return ['module'];
  if (flags.includes('raw') || flags.includes('noStrict')) return ['sloppy'];
  if (flags.includes('onlyStrict')) return ['strict'];
  return ['sloppy', 'strict'];
}

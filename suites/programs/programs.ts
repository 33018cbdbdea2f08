/**
 * The programs of this suite and the files they are run from. Modules run from where they are and import their package by path; CommonJS
 * drivers are first bundled with their package (`bundle.ts`) into `.sx/programs/`, where the scripts stay, so that a failure can be repeated.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../harness/project-root.ts';
import { bundle } from './bundle.ts';

/** Folder of each program and its driver there. */
export const PROGRAMS = {
  acorn: 'main.cjs',
  console: 'main.mjs',
  lodash: 'main.cjs',
  marked: 'main.mjs',
  mustache: 'main.mjs',
  semver: 'main.cjs',
  sha256: 'main.mjs',
} as const;

export type ProgramName = keyof typeof PROGRAMS;

/** File to run, below the project's folder. */
export function runnable(name: ProgramName): string {
  const driver = path.join('suites/programs', name, PROGRAMS[name]);
  if (driver.endsWith('.mjs')) return driver;
  const root = projectRoot();
  const file = path.join('.sx/programs', `${name}.cjs`);
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  writeFileSync(temporary, bundle({ root, driver: path.join(root, driver) }));
  renameSync(temporary, target);
  return file;
}

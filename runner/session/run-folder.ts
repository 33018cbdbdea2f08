/** Where runs lie: a new folder per run under `.sx/runs`, and a pointer to the latest, wherever it was written. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../reports/runs/run-files.ts';
import { ToolError } from '../cli/tool-error.ts';

const HOME = '.sx';
const POINTER = path.join(HOME, 'latest-run');

export function newRunFolder(out: string | undefined, now: Date): string {
  if (out !== undefined) {
    mustBeWritable(path.resolve(out), `the folder of --out ${out}`);
    return path.resolve(out);
  }
  const stamp = now
    .toISOString()
    .replaceAll(':', '-')
    .replace(/\.\d+Z$/, '');
  const base = path.resolve(HOME, 'runs', stamp);
  let folder = base;
  for (let number = 2; !claim(folder); number += 1) folder = `${base}-${number}`;
  return folder;
}

/** Makes a folder that files are to be written into later; refuses now rather than after the run. */
export function mustBeWritable(folder: string, what: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const hint = 'Name a place that can be written.';
    throw new ToolError('USAGE_INVALID', `${what} cannot be written: ${(error as Error).message}`, hint, error);
  }
}

/** Two runs that start in the same second get different folders. */
function claim(folder: string): boolean {
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

export function rememberLatest(folder: string): void {
  writeWhole(path.resolve(POINTER), `${folder}\n`);
}

export function latestRun(): string | undefined {
  if (!existsSync(POINTER)) return undefined;
  const folder = readFileSync(POINTER, 'utf8').trim();
  return existsSync(folder) ? folder : undefined;
}

/** The run that an argument names, or the latest. */
export function resolveRun(argument: string | undefined): string {
  const folder = argument ?? latestRun();
  if (folder === undefined) throw new ToolError('RUN_NOT_FOUND', 'there is no run yet', 'Start one: npm run scoreboard');
  if (!existsSync(folder)) throw new ToolError('RUN_NOT_FOUND', `${folder} does not exist`);
  return path.resolve(folder);
}

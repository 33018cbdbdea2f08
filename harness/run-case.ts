/**
 * One case from file to result. Reads the test, applies the mode, gives it to the engine, classifies what the engine saw. It
 * always answers: a missing file or include is a `harness-error`, an exception of the adapter a `crash`. Only when the whole run
 * is being stopped there is no result, and none is invented.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseResult } from './case-runner.ts';
import { classify, type Verdict } from './classify.ts';
import type { Engine, Program } from './engines/engine.ts';
import type { Frontmatter } from './frontmatter.ts';
import { PrintLog } from './print-log.ts';
import type { CaseStopSignal } from './stop-signal.ts';
import type { CaseSpec, ProgramCase } from './test-case.ts';

export interface CaseSurroundings {
  corpusRoot: string;
  timeoutMs: number;
  stop: CaseStopSignal;
}

export async function runCase(spec: ProgramCase, engine: Engine, around: CaseSurroundings): Promise<CaseResult | 'cancelled'> {
  const begin = performance.now();
  const settled = settledWithoutRunning(spec);
  if (settled !== undefined) return { ...settled, ms: 0 };
  const printed = new PrintLog();
  let verdict: Verdict;
  try {
    const program = prepareProgram(spec, around, printed);
    around.stop.start(around.timeoutMs);
    const seen = await engine.run(program);
    const cancelled = seen.kind === 'interrupted' && seen.reason === 'cancelled';
    if (cancelled || around.stop.reason() === 'cancelled') return 'cancelled';
    verdict = classify(spec.frontmatter!, seen, printed);
  } catch (error) {
    verdict = broken(error as Error);
  }
  const ms = Math.round((performance.now() - begin) * 100) / 100;
  const { digest } = printed;
  return digest === undefined ? { ...verdict, ms } : { ...verdict, ms, printed: printed.text, printedDigest: digest };
}

/** Cases whose outcome is known before anything runs. */
export function settledWithoutRunning(spec: CaseSpec): Verdict | undefined {
  if (spec.kind === 'program' && spec.frontmatter === null) {
    const message = spec.frontmatterError ?? 'no frontmatter';
    return { outcome: 'harness-error', error: { name: 'MalformedFrontmatter', message }, phase: 'harness' };
  }
  if (spec.skip !== undefined) return { outcome: 'skip', error: { name: 'Skip', message: spec.skip }, phase: 'harness' };
  return undefined;
}

export function prepareProgram(spec: ProgramCase, around: CaseSurroundings, printed: PrintLog): Program {
  const frontmatter = spec.frontmatter!;
  const file = path.join(around.corpusRoot, 'test', ...spec.path.split('/'));
  const raw = frontmatter.flags.includes('raw');
  return {
    path: spec.path,
    file,
    source: readFileSync(file, 'utf8'),
    mode: spec.mode,
    raw,
    includes: includesOf(frontmatter),
    stop: around.stop,
    printed,
  };
}

/** Harness files of a case, in evaluation order. */
export function includesOf(frontmatter: Frontmatter | null): readonly string[] {
  if (frontmatter === null || frontmatter.flags.includes('raw')) return [];
  const first = frontmatter.flags.includes('async') ? ['assert.js', 'sta.js', 'doneprintHandle.js'] : ['assert.js', 'sta.js'];
  return [...first, ...frontmatter.includes.filter(name => !first.includes(name))];
}

function broken(error: NodeJS.ErrnoException): Verdict {
  const missing = error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR';
  return missing
    ? { outcome: 'harness-error', error: { name: 'UnreadableFile', message: error.message }, phase: 'harness' }
    : { outcome: 'crash', error: { name: error.name, message: error.stack ?? error.message }, phase: 'host' };
}

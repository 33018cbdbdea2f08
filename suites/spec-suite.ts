/**
 * The kernel's specs as a suite: each `deftest` is a case, named `kernel/spec/FILE.sx/SUITE > TEST`. Files are read from this
 * package and run by the kernel's own driver in this process, each in a fresh kernel of the tier that is asked for. What is selected
 * is known before anything runs, so that a test which a tier never ran is seen.
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseError, Outcome } from '../harness/outcome.ts';
import { matcherOf, normalisePattern } from '../harness/path-pattern.ts';
import { PrintLog } from '../harness/print-log.ts';
import { standardLibrary } from '../harness/programs/standard-system.ts';
import { projectRoot } from '../harness/project-root.ts';
import { System } from '../kernel/embed/system.ts';
import type { Tier } from '../kernel/embed/tiers.ts';
import { readAll } from '../kernel/reader/reader.ts';
import { SourceText } from '../kernel/reader/source.ts';
import { declaredTests } from '../kernel/spec/declared.ts';
import { runSpecFile, type SpecEvent } from '../kernel/spec/driver.ts';
import { type SpecLibraries, specSystem } from '../kernel/spec/tiers.ts';
import { Interrupt } from '../kernel/values/condition.ts';

export const SPEC_FOLDER = 'kernel/spec';

export interface SpecFilePlan {
  /** `kernel/spec/FILE.sx`. */
  path: string;
  text: string;
  /** Paths of the selected cases in the order of the file. */
  cases: string[];
}

export interface SpecResult {
  path: string;
  outcome: Outcome;
  ms: number;
  error?: CaseError;
  printed?: string;
  printedDigest?: string;
}

export interface SpecSelection {
  patterns: readonly string[];
  grep: string | undefined;
  grepInvert: string | undefined;
}

/** Selected cases by file; files without any are left out. `unmatched` names the patterns that match nothing. */
export function planSpecs(selection: SpecSelection): { files: SpecFilePlan[]; total: number; unmatched: string[] } {
  const all = readSpecFiles().map(file => ({ ...file, cases: casePaths(file) }));
  const total = all.reduce((sum, file) => sum + file.cases.length, 0);
  const matchers = selection.patterns.map(pattern => ({ pattern, matches: specMatcher(pattern) }));
  const unmatched = matchers.filter(({ matches }) => !all.some(file => file.cases.some(matches))).map(({ pattern }) => pattern);
  const grep = selection.grep === undefined ? undefined : new RegExp(selection.grep);
  const invert = selection.grepInvert === undefined ? undefined : new RegExp(selection.grepInvert);
  const wanted = (name: string): boolean =>
    (matchers.length === 0 || matchers.some(each => each.matches(name))) &&
    grep?.test(name) !== false &&
    invert?.test(name) !== true;
  const files = all.map(file => ({ ...file, cases: file.cases.filter(wanted) })).filter(file => file.cases.length > 0);
  return { files, total, unmatched };
}

function readSpecFiles(): { path: string; text: string }[] {
  const folder = path.join(projectRoot(), SPEC_FOLDER);
  const names = readdirSync(folder).filter(name => name.endsWith('.sx'));
  return names.sort().map(name => ({ path: `${SPEC_FOLDER}/${name}`, text: readFileSync(path.join(folder, name), 'utf8') }));
}

/** A text that cannot be read has one case, which says why when it runs. */
function casePaths(file: { path: string; text: string }): string[] {
  try {
    const data = readAll(new SourceText(file.path, file.text), new System().kernel.symbols);
    const names = new CaseNames(file.path);
    return declaredTests(data).map(({ suite, test }) => names.next(suite, test));
  } catch {
    return [`${file.path}/load`];
  }
}

/** Names may be used twice in a file; the second one gets a number. */
class CaseNames {
  readonly #used = new Map<string, number>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  next(suite: string, test: string): string {
    const name = `${this.#file}/${suite === '' ? '' : `${suite} > `}${test}`;
    const count = (this.#used.get(name) ?? 0) + 1;
    this.#used.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  }
}

/** A file with or without its folder, a single case to the letter, or a glob. */
function specMatcher(pattern: string): (name: string) => boolean {
  const exact = pattern.startsWith(`${SPEC_FOLDER}/`) ? pattern : `${SPEC_FOLDER}/${pattern}`;
  const normal = normalisePattern(pattern);
  const matches = matcherOf(normal === 'kernel' || normal === SPEC_FOLDER ? '.' : normalisePattern(exact));
  const file = `${normalisePattern(exact)}.sx/`;
  return name => name === exact || matches(name) || name.startsWith(file);
}

/** Runs the selected cases of a file. A text that does not load as a whole is reported in `problem`. */
export function runSpecs(
  tier: Tier,
  file: SpecFilePlan,
  timeoutMs: number,
  report: (result: SpecResult) => void,
): { problem?: string } {
  let deadline = Number.POSITIVE_INFINITY;
  let output = '';
  let began = performance.now();
  const { system, options } = specSystem(tier, specLibraries(), {
    output: text => {
      output += text;
    },
    checkpoint: () => {
      if (Date.now() > deadline) throw new Interrupt('timeout');
    },
  });
  const wanted = new Set(file.cases);
  const names = new CaseNames(file.path);
  let problem: string | undefined;
  const beforeTest = (): void => {
    deadline = Date.now() + timeoutMs;
    output = '';
    began = performance.now();
  };
  const each = (event: SpecEvent): void => {
    if (event.kind === 'load-error') problem ??= `${event.file}:${event.line}:${event.column}: ${event.message}`;
    if (event.kind !== 'test') return;
    const name = names.next(event.suite, event.test);
    if (wanted.has(name)) report(resultOf(name, event, output, performance.now() - began));
  };
  // Loading is limited like a test.
  beforeTest();
  runSpecFile(system, file, each, { ...options, beforeTest });
  return problem === undefined ? {} : { problem };
}

function resultOf(name: string, event: Extract<SpecEvent, { kind: 'test' }>, output: string, ms: number): SpecResult {
  const result: SpecResult = { path: name, outcome: event.outcome, ms: Math.round(ms * 100) / 100 };
  if (event.outcome !== 'pass') result.error = { name: ERROR_NAMES[event.outcome], message: event.message };
  if (output === '') return result;
  // How a program cuts its output into pieces is not what it printed.
  const printed = new PrintLog();
  printed.line(output);
  return { ...result, printed: printed.text, printedDigest: printed.digest! };
}

const ERROR_NAMES = { fail: 'Raised', timeout: 'Interrupted', crash: 'Crash' } as const;

let libraries: SpecLibraries | undefined;
const units = new Map<string, string>();

/** The standard library, compiled at most once per process. */
function specLibraries(): SpecLibraries {
  libraries ??= {
    libraries: [standardLibrary()],
    compiled: {
      store: { get: key => units.get(key) ?? null, put: (key, unit) => void units.set(key, unit) },
      digest: parts => createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
      version: 'spec',
    },
  };
  return libraries;
}

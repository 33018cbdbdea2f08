/**
 * Suites whose tests are written in SX: folders of files with `deftest` forms, each of which is a test, named `FILE.sx/SUITE > TEST`. What
 * is selected is known before anything runs, so that a test which was never run is seen.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunnerSetup } from '../harness/case-runner.ts';
import { matcherOf, normalisePattern } from '../harness/path-pattern.ts';
import { projectRoot } from '../harness/project-root.ts';
import { casePathsOf } from '../harness/sx-cases.ts';
import { caseId, type SxCase } from '../harness/test-case.ts';
import type { CaseRequest, Suite, SuiteTest } from './suite.ts';

export interface SxSuiteDescription {
  name: string;
  /** Relative to the project. Names of tests begin with it. */
  folder: string;
  /** Folders below `kernel/lib` that its kernels have, in load order. */
  libraries: readonly string[];
  /** Who answers what the tests perform (`harness/sx-worlds.ts`). */
  world: string;
}

export interface SxTest extends SuiteTest {
  readonly file: string;
}

export class SxSuite implements Suite<SxTest> {
  readonly name: string;
  readonly origin: string;
  readonly engines = 'sx';
  readonly notes = [];
  readonly tests: readonly SxTest[];
  /** Names begin with the folder, which is relative to the project. */
  readonly folder = projectRoot();
  readonly #description: SxSuiteDescription;

  constructor(
    description: SxSuiteDescription,
    readonly commit: string,
  ) {
    this.#description = description;
    this.name = description.name;
    this.origin = description.folder;
    this.tests = filesIn(description.folder).flatMap(file =>
      casePathsOf({ path: file, text: read(file) }).map(name => ({ path: name, file, size: 0 })),
    );
  }

  /** A file with or without its folder and ending, a single test to the letter, or a glob. */
  matcher(pattern: string): (path: string) => boolean {
    const { folder } = this.#description;
    const exact = pattern.startsWith(`${folder}/`) ? pattern : `${folder}/${pattern}`;
    const normal = normalisePattern(pattern);
    const matches = matcherOf(folder.startsWith(normal) ? '.' : normalisePattern(exact));
    const file = `${normalisePattern(exact).replace(/\.sx$/, '')}.sx/`;
    return name => name === exact || matches(name) || name.startsWith(file);
  }

  featuresOf(): readonly string[] {
    return [];
  }

  casesOf({ path: name, file }: SxTest, { tier }: CaseRequest): SxCase[] {
    return [{ kind: 'sx', id: caseId(name, 'spec', tier), path: name, mode: 'spec', tier, file }];
  }

  runnerFor(): RunnerSetup {
    const { libraries, world } = this.#description;
    return { kind: 'sx', libraries, world };
  }

  sourceOf({ path: name }: Pick<SxTest, 'path'>): { file: string; text: string } {
    const file = name.slice(0, name.indexOf('.sx/') + '.sx'.length);
    return { file: path.join(projectRoot(), file), text: read(file) };
  }
}

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

/** Files of SX below a folder, relative to the project, sorted. */
function filesIn(folder: string): string[] {
  const names = readdirSync(path.join(projectRoot(), folder), { recursive: true, encoding: 'utf8' });
  return names
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(name => name.endsWith('.sx'))
    .sort();
}

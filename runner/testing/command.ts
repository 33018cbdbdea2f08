/**
 * The front door for tests: a small corpus on disk, and the real command started in a folder of its own. Output comes back with
 * times and paths made stable, so that whole texts can be compared.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execaNode } from 'execa';
import type { CaseEnd } from '../../reports/events.ts';
import type { Scoreboard } from '../../reports/scoreboard/scoreboard-json.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const FAKE_ENGINE = `module:${path.join(ROOT, 'runner/testing/fake-engine.mjs')}`;

/** Files by path below `test/`; a value without frontmatter markers gets an empty block. */
export type Tree = Readonly<Record<string, string>>;

/** The parts of a child process that tests use. */
export interface Running extends PromiseLike<{ exitCode?: number | undefined; stdout?: unknown; stderr?: unknown }> {
  pid?: number | undefined;
  kill(signal: NodeJS.Signals): boolean;
}

export class Workspace {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sx-test-')));

  constructor(tree: Tree = {}) {
    for (const name of ['assert.js', 'sta.js', 'doneprintHandle.js']) this.write(`corpus/harness/${name}`, '');
    mkdirSync(path.join(this.folder, 'corpus/test'), { recursive: true });
    this.addTests(tree);
  }

  /** A workspace with the same files; cheaper than running everything again. */
  copy(): Workspace {
    const twin = new Workspace();
    cpSync(this.folder, twin.folder, { recursive: true });
    twin.write('.sx/latest-run', twin.read('.sx/latest-run').replaceAll(this.folder, twin.folder));
    return twin;
  }

  addTests(tree: Tree): void {
    for (const [name, text] of Object.entries(tree))
      this.write(`corpus/test/${name}`, text.includes('/*---') ? text : `/*---\n---*/\n${text}\n`);
  }

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  remove(name: string): void {
    rmSync(path.join(this.folder, name), { recursive: true, force: true });
  }

  list(name: string): string[] {
    return readdirSync(path.join(this.folder, name), { recursive: true }).map(String).sort();
  }

  /** Starts `sx` without waiting for its end. */
  start(args: readonly string[], environment: Record<string, string> = {}): Running {
    return execaNode(path.join(ROOT, 'bin/sx.js'), [...args], {
      cwd: this.folder,
      reject: false,
      extendEnv: false,
      env: { PATH: process.env.PATH ?? '', HOME: this.folder, NO_COLOR: '1', SX_NO_CLONE: '1', ...environment },
    });
  }

  async sx(
    args: readonly string[],
    environment: Record<string, string> = {},
  ): Promise<{ code: number; out: string; err: string }> {
    const ended = await this.start(args, environment);
    return { code: ended.exitCode ?? -1, out: this.stable(String(ended.stdout)), err: this.stable(String(ended.stderr)) };
  }

  /** A run of the fake engine over the corpus of this workspace; files go to `run/`. */
  async score(args: readonly string[] = [], environment: Record<string, string> = {}): Promise<ScoredRun> {
    const ended = await this.sx(
      ['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--workers', '2', '--out', 'run', '--quiet', ...args],
      environment,
    );
    return { ...ended, board: this.board(), results: this.results() };
  }

  board(folder = 'run'): Scoreboard {
    return JSON.parse(this.read(`${folder}/scoreboard.json`)) as Scoreboard;
  }

  /** Results by `path#mode`. */
  results(folder = 'run'): Map<string, CaseEnd> {
    const lines = this.read(`${folder}/results.ndjson`).trim().split('\n').slice(1);
    return new Map(lines.map(line => JSON.parse(line) as CaseEnd).map(each => [`${each.path}#${each.mode}`, each]));
  }

  stable(text: string): string {
    return text
      .replaceAll(this.folder, '<folder>')
      .replaceAll(FAKE_ENGINE, '<fake>')
      .replace(/\d+(?:\.\d+)? (?:s|ms|cases\/s)\b/g, '<n>')
      .replace(/\d{4}-\d\d-\d\dT[\d:.-]+Z?/g, '<time>');
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface ScoredRun {
  code: number;
  out: string;
  err: string;
  board: Scoreboard;
  results: Map<string, CaseEnd>;
}

/** Outcomes by `path#mode`, for comparisons at one glance. */
export function outcomes(run: Pick<ScoredRun, 'results'>): Record<string, string> {
  return Object.fromEntries([...run.results].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, each.outcome]));
}

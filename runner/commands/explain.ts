/**
 * `sx explain TEST`: everything known on one test. Runs each mode now, in this process's pool of one, and shows frontmatter, source,
 * the engine's intermediate forms when it has some, what the latest run and the expectations say, and how to repeat it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCaseRunner } from '../../harness/create-case-runner.ts';
import { includesOf, settledWithoutRunning } from '../../harness/run-case.ts';
import { CaseStopSignal } from '../../harness/stop-signal.ts';
import { errorText } from '../../reports/error-text.ts';
import { ExpectationLookup } from '../../reports/expectations/expectations.ts';
import { readRun } from '../../reports/runs/read-run.ts';
import { repeatCommand } from '../cli/command-text.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { ToolError } from '../cli/tool-error.ts';
import { loadExpectations } from '../session/baseline.ts';
import { loadConfig } from '../session/config.ts';
import { openStore, openSuite } from '../session/open-suite.ts';
import { latestRun } from '../session/run-folder.ts';
import { planFor } from '../session/run-session.ts';
import { relativeTo } from '../session/test-paths.ts';

export async function run({ args, options, terminal }: CommandContext): Promise<number> {
  const store = openStore(options);
  const suite = await openSuite(options, store, terminal.progress);
  const named = args[0]!.replace(/#[a-z]+(?:@[a-z]+)?$/, '');
  const cases = planFor(suite, options, [relativeTo(suite.folder, named)], undefined).cases;
  const first = cases[0]!;
  const paths = new Set(cases.map(each => each.path));
  if (paths.size > 1)
    throw new ToolError('USAGE_INVALID', `${named} names ${paths.size} tests; explain takes one`, `For example: ${first.path}`);
  const { out, style } = terminal;
  const { file, text } = suite.sourceOf(first);
  const heading = (title: string): void => out.write(`\n${style.strong(title)}\n`);

  out.write(`${style.strong(first.path)}\n${file}\n${suite.name} at ${suite.commit}\n`);
  heading('Source');
  out.write(numbered(text));
  if (first.kind === 'program') {
    heading('Frontmatter');
    const { frontmatter, frontmatterError } = first;
    const includes = includesOf(frontmatter).join(', ') || 'none';
    out.write(`${frontmatter === null ? frontmatterError : JSON.stringify(frontmatter)}\nharness files: ${includes}\n`);
  }

  const lookup = new ExpectationLookup(loadExpectations(loadConfig(options), suite.name).entries);
  const before = earlierOutcomes(first.path);
  const limits = { timeoutMs: options.timeout, maxHeapMb: options.maxHeap };
  const scratch = mkdtempSync(path.join(tmpdir(), 'sx-explain-'));
  const runner = await createCaseRunner(suite.runnerFor(cases), {
    engine: options.engine,
    tier: first.tier,
    store,
    limits,
    scratch,
  });
  await runner.prepare();
  for (const spec of cases) {
    heading(`Mode ${spec.mode}`);
    const settled = settledWithoutRunning(spec);
    if (settled === undefined)
      for (const form of await runner.dump(spec, new CaseStopSignal())) {
        out.write(`${style.dim(`– ${form.title}`)}\n${form.text}\n`);
      }
    const result = settled === undefined ? await runner.run(spec, new CaseStopSignal()) : { ...settled, ms: 0 };
    if (result === 'cancelled') return EXIT.interrupted;
    out.write(`outcome   ${result.outcome} (${result.ms} ms)\n`);
    if (result.error !== undefined) out.write(`error     ${errorText(result.error)}\nphase     ${result.phase}\n`);
    if (result.printed !== undefined) out.write(`printed   ${result.printed}`);
    const expected = lookup.find(spec.path, spec.mode);
    out.write(`expected  ${expected === undefined ? 'pass' : JSON.stringify(expected.entry)}\n`);
    out.write(`last run  ${before.get(spec.mode) ?? 'not in it'}\n`);
    out.write(
      `repeat    ${repeatCommand({ ...spec, engine: options.engine, suite: suite.name, test262: options.test262, config: options.config })}\n`,
    );
  }
  await runner.close();
  rmSync(scratch, { recursive: true, force: true });
  return EXIT.ok;
}

function numbered(source: string): string {
  const lines = source.replace(/\n$/, '').split('\n');
  const width = String(lines.length).length;
  return `${lines.map((line, at) => `${String(at + 1).padStart(width)}  ${line}`).join('\n')}\n`;
}

/** Outcome by mode in the latest run. */
function earlierOutcomes(testPath: string): Map<string, string> {
  const folder = latestRun();
  if (folder === undefined) return new Map();
  try {
    return new Map(
      readRun(folder)
        .cases.filter(each => each.path === testPath)
        .map(each => [each.mode, `${each.outcome} (${each.ms} ms)`]),
    );
  } catch {
    return new Map();
  }
}

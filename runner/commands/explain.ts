/**
 * `sx explain TEST`: everything known on one test. Runs each mode now, in this process's pool of one, and shows frontmatter, source,
 * the engine's intermediate forms when it has some, what the latest run and the expectations say, and how to repeat it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '../../harness/engines/engine-spec.ts';
import { PrintLog } from '../../harness/print-log.ts';
import { includesOf, prepareProgram, runCase } from '../../harness/run-case.ts';
import { CaseStopSignal } from '../../harness/stop-signal.ts';
import type { CaseSpec } from '../../harness/test-case.ts';
import { errorText } from '../../reports/error-text.ts';
import { ExpectationLookup } from '../../reports/expectations/expectations.ts';
import { readRun } from '../../reports/runs/read-run.ts';
import type { Suite } from '../../suites/suite.ts';
import { repeatCommand } from '../cli/command-text.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { ToolError } from '../cli/tool-error.ts';
import { loadExpectations } from '../session/baseline.ts';
import { loadConfig } from '../session/config.ts';
import { engineSpecOf } from '../session/engine-choice.ts';
import { openStore, openSuite } from '../session/open-suite.ts';
import { latestRun } from '../session/run-folder.ts';
import { planFor } from '../session/run-session.ts';

export async function run({ args, options, terminal }: CommandContext): Promise<number> {
  const store = openStore(options);
  const suite = await openSuite(options, store, terminal.progress);
  const named = args[0]!.replace(/#[a-z]+(?:@[a-z]+)?$/, '');
  const cases = planFor(suite, options, [named], undefined).cases;
  const paths = new Set(cases.map(each => each.path));
  if (paths.size > 1)
    throw new ToolError(
      'USAGE_INVALID',
      `${named} names ${paths.size} tests; explain takes one`,
      `For example: ${cases[0]!.path}`,
    );
  const { out, style } = terminal;
  const file = path.join(suite.root, 'test', cases[0]!.path);
  const heading = (title: string): void => out.write(`\n${style.strong(title)}\n`);

  out.write(`${style.strong(cases[0]!.path)}\n${file}\n${suite.name} at ${suite.commit}\n`);
  heading('Source');
  out.write(numbered(readFileSync(file, 'utf8')));
  heading('Frontmatter');
  const { frontmatter, frontmatterError } = cases[0]!;
  out.write(
    `${frontmatter === null ? frontmatterError : JSON.stringify(frontmatter)}\nharness files: ${includesOf(cases[0]!).join(', ') || 'none'}\n`,
  );

  const lookup = new ExpectationLookup(loadExpectations(loadConfig(options), suite.name).entries);
  const before = earlierOutcomes(cases[0]!.path);
  const engine = await createEngine(engineSpecOf(options));
  const limits = { timeoutMs: options.timeout, maxHeapMb: options.maxHeap };
  await engine.prepare({
    tier: cases[0]!.tier,
    corpusRoot: suite.root,
    includes: [...new Set(cases.flatMap(includesOf))],
    store,
    limits,
  });
  for (const spec of cases) {
    heading(`Mode ${spec.mode}`);
    if (spec.frontmatter !== null && spec.skip === undefined)
      for (const { title, text } of await dumps(spec, suite, options.timeout)) {
        out.write(`${style.dim(`– ${title}`)}\n${text}\n`);
      }
    const stop = new CaseStopSignal();
    const result = await runCase(spec, engine, { corpusRoot: suite.root, timeoutMs: options.timeout, stop });
    if (result === 'cancelled') return EXIT.interrupted;
    out.write(`outcome   ${result.outcome} (${result.ms} ms)\n`);
    if (result.error !== undefined) out.write(`error     ${errorText(result.error)}\nphase     ${result.phase}\n`);
    if (result.printed !== undefined) out.write(`printed   ${result.printed}`);
    const expected = lookup.find(spec.path, spec.mode);
    out.write(`expected  ${expected === undefined ? 'pass' : JSON.stringify(expected.entry)}\n`);
    out.write(`last run  ${before.get(spec.mode) ?? 'not in it'}\n`);
    out.write(`repeat    ${repeatCommand({ ...spec, engine: options.engine, suite: suite.name, test262: options.test262 })}\n`);
  }
  await engine.close();
  return EXIT.ok;

  async function dumps(spec: CaseSpec, from: Suite, timeoutMs: number): Promise<readonly { title: string; text: string }[]> {
    if (engine.dump === undefined) return [];
    const stop = new CaseStopSignal();
    stop.start(timeoutMs);
    const dumped = await engine.dump(prepareProgram(spec, { corpusRoot: from.root, timeoutMs, stop }, new PrintLog()));
    // Why a text has no forms, the outcome says.
    return 'forms' in dumped ? dumped.forms : [];
  }
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

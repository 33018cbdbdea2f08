/**
 * What `scoreboard` and `run` share: the run itself with its reporters and files, from a command context. Answers the record and
 * an exit code that speaks only of the tool: broken, interrupted, or fine.
 */

import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { brokenReasons, type RunRecord, type RunStart } from '../../reports/events.ts';
import { ExpectationLookup, type Expectations } from '../../reports/expectations/expectations.ts';
import { misfitOf } from '../../reports/gates/judge.ts';
import { makeReporter, streams } from '../../reports/reporters/index.ts';
import { Progress } from '../../reports/reporters/progress.ts';
import type { KnownCase, Reporter, Sink } from '../../reports/reporters/reporter.ts';
import { readRun } from '../../reports/runs/read-run.ts';
import { RunFiles, writeWhole } from '../../reports/runs/run-files.ts';
import { styleFor } from '../../reports/style.ts';
import { commandText } from '../cli/command-text.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import type { Options } from '../cli/option-table.ts';
import { ToolError } from '../cli/tool-error.ts';
import { watchLimits } from '../pool/watchdog.ts';
import { WorkerChild } from '../pool/worker-child.ts';
import { loadExpectations } from './baseline.ts';
import { loadConfig } from './config.ts';
import { engineSpecOf, tierOf, workerCount, workersPerProcess } from './engine-choice.ts';
import { catchInterrupts } from './interrupts.ts';
import { openStore, openSuite } from './open-suite.ts';
import { latestRun, mustBeWritable, newRunFolder, rememberLatest } from './run-folder.ts';
import { runSession } from './run-session.ts';
import { relativeTo } from './test-paths.ts';

/** Guests see the same time zone on every machine. To be called before any worker starts. */
export function fixGuestTimeZone(): void {
  process.env.TZ = 'UTC';
}

/** A line for what begins, then the progress of its cases; nothing when people asked for quiet. */
export function progressOf({ options, terminal }: CommandContext, what: string): readonly Reporter[] {
  if (options.quiet) return [];
  terminal.progress.write(`${what}\n`);
  return [new Progress(terminal.progress, terminal)];
}

export interface RunCommandResult {
  record: RunRecord;
  folder: string;
  exitCode: number;
}

export async function executeRun(context: CommandContext): Promise<RunCommandResult> {
  const { options, args, terminal } = context;
  fixGuestTimeZone();
  const interrupts = catchInterrupts();
  // It starts while this process looks for the tests.
  const started = startAhead(context);
  try {
    const store = openStore(options);
    const suite = await openSuite(options, store, options.quiet ? undefined : terminal.progress);
    const only = caseFilter(options);
    const folder = newRunFolder(options.out, new Date());
    const expectations = loadExpectations(loadConfig(options), suite.name);
    const known = knownCases(expectations, { engine: options.engine, tier: tierOf(engineSpecOf(options), options) });
    const { reporters, finish } = await reportersFor(context, folder, known);
    const command = commandText(context);
    const { record, reporterFailures } = await runSession({
      options,
      patterns: args.map(pattern => relativeTo(suite.folder, pattern)),
      command,
      only,
      skipped: options.includeSkipped ? undefined : skipsOf(expectations, options),
      suite,
      store,
      reporters,
      interrupts,
      messages: text => terminal.progress.write(text),
      started,
    });
    finish();
    rememberLatest(folder);
    for (const failure of reporterFailures) terminal.progress.write(`sx: ${failure}\n`);
    const reasons = [...brokenReasons(record), ...reporterFailures];
    if (reasons.length > 0 && reporterFailures.length === 0)
      terminal.progress.write(`sx: this run is broken: ${reasons.join('; ')}\n`);
    return { record, folder, exitCode: exitCodeOf(reasons, interrupts.exitCode, record) };
  } finally {
    started.kill();
    interrupts.dispose();
  }
}

function startAhead({ options, terminal }: CommandContext): WorkerChild {
  const lanes = workersPerProcess(options, workerCount(options.workers));
  return new WorkerChild(lanes, watchLimits(options.timeout), text => terminal.progress.write(text));
}

function exitCodeOf(reasons: readonly string[], interruptCode: number | undefined, record: RunRecord): number {
  if (interruptCode !== undefined) return interruptCode;
  if (reasons.length > 0) return EXIT.broken;
  return record.end.interrupted ? EXIT.unexpected : EXIT.ok;
}

/** `--last-failed` and `--status` look at the latest run. */
export function caseFilter(options: Pick<Options, 'lastFailed' | 'status'>): ReadonlySet<string> | undefined {
  if (!options.lastFailed && options.status.length === 0) return undefined;
  const folder = latestRun();
  if (folder === undefined)
    throw new ToolError('RUN_NOT_FOUND', 'there is no earlier run to choose from', 'Start one: npm run scoreboard');
  const chosen = readRun(folder).cases.filter(each => {
    if (options.status.length > 0) return options.status.includes(each.outcome);
    return each.outcome !== 'pass' && each.outcome !== 'skip';
  });
  if (chosen.length === 0)
    throw new ToolError('RUN_NOTHING_SELECTED', `no case of the latest run (${folder}) has such an outcome`);
  return new Set(chosen.map(each => `${each.path}#${each.mode}`));
}

/** Cases that end as the expectations say; nothing is known to expectations of another engine. */
function knownCases(expectations: Expectations, start: Pick<RunStart, 'engine' | 'tier'>): KnownCase {
  if (misfitOf(expectations, { start }) !== undefined) return () => false;
  const lookup = new ExpectationLookup(expectations.entries);
  return each => lookup.find(each.path, each.mode)?.entry.outcome === each.outcome;
}

/** Reasons of the cases that the expectations say not to run. */
function skipsOf(expectations: Expectations, options: Options): ((path: string, mode: string) => string | undefined) | undefined {
  const tier = tierOf(engineSpecOf(options), options);
  if (misfitOf(expectations, { start: { engine: options.engine, tier } }) !== undefined) return undefined;
  const lookup = new ExpectationLookup(expectations.entries);
  return (testPath, mode) => {
    const entry = lookup.find(testPath, mode)?.entry;
    return entry?.outcome === 'skip' ? entry.reason : undefined;
  };
}

export interface ReporterSet {
  reporters: Reporter[];
  /** Writes what was collected for files. */
  finish(): void;
}

/** In the order in which they hear of things: files first, and the progress line goes before a table comes. */
export async function reportersFor(context: CommandContext, folder: string, known: KnownCase): Promise<ReporterSet> {
  const { options, terminal } = context;
  const { reporters, finish } = await namedReporters(context, known);
  const streaming = options.reporter.some(streams);
  if (!options.quiet && !streaming) reporters.unshift(new Progress(terminal.progress, terminal));
  reporters.unshift(new RunFiles(folder));
  return { reporters, finish };
}

/** The reporters of `--reporter`, or the default one; `name=file` writes into a file. */
export async function namedReporters(
  { options, terminal }: CommandContext,
  known: KnownCase = () => false,
): Promise<ReporterSet> {
  const names = options.reporter.length > 0 ? [...options.reporter] : ['default'];
  if (process.env.GITHUB_ACTIONS === 'true' && options.reporter.length === 0) names.push('github');
  const files = new Map<string, string[]>();
  const reporters: Reporter[] = [];
  for (const text of names) {
    const [name, ...rest] = text.split('=');
    const file = rest.join('=');
    let sink: Sink = terminal.out;
    if (file !== '') {
      const parts: string[] = [];
      mustBeWritable(path.dirname(path.resolve(file)), `the file of --reporter ${text}`);
      files.set(path.resolve(file), parts);
      sink = { write: part => void parts.push(part) };
    }
    reporters.push(
      await makeReporter(name!, { sink, style: file === '' ? terminal.style : styleFor(false), summary: stepSummary(), known }),
    );
  }
  const finish = (): void => {
    for (const [file, parts] of files) writeWhole(file, parts.join(''));
  };
  return { reporters, finish };
}

function stepSummary(): Sink | undefined {
  const file = process.env.GITHUB_STEP_SUMMARY;
  return file === undefined || file === '' ? undefined : { write: text => appendFileSync(file, text) };
}

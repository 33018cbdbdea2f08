/**
 * The runs behind `sx parity`: for each suite one session per tier, all of the same plan. Answers the comparisons and what is needed to
 * name the smallest command for a difference. Results of every tier are kept as the files of an ordinary run, in a folder of its own.
 */

import path from 'node:path';
import { parseEngineSpec } from '../../harness/engines/engine-spec.ts';
import { tiersOf } from '../../harness/engines/tiers.ts';
import type { Tier } from '../../harness/test-case.ts';
import type { RunRecord } from '../../reports/events.ts';
import { compareTiers, type SuiteParity } from '../../reports/parity/parity.ts';
import type { Reporter } from '../../reports/reporters/reporter.ts';
import { RunFiles } from '../../reports/runs/run-files.ts';
import { SUITE_NAMES, SUITES } from '../../suites/registry.ts';
import type { Suite } from '../../suites/suite.ts';
import { commandText } from '../cli/command-text.ts';
import type { CommandContext } from '../cli/load-command.ts';
import type { Options } from '../cli/option-table.ts';
import { ToolError } from '../cli/tool-error.ts';
import { engineSpecOf } from './engine-choice.ts';
import type { Interrupts } from './interrupts.ts';
import { openStore, openSuite } from './open-suite.ts';
import { caseFilter } from './run-command.ts';
import { planFor, runSession, type SessionResult } from './run-session.ts';

/** A suite, ready to be run on any of its tiers. */
export interface ParitySuite {
  name: string;
  tiers: readonly Tier[];
  run: (tier: Tier, reporters: readonly Reporter[], interrupts: Interrupts) => Promise<SessionResult>;
  /** Bytes of a case's source; 0 when that is not known. */
  sizeOf: (testPath: string) => number;
}

/** The suites that options and patterns ask for; throws when nothing is selected. */
export async function paritySuites(context: CommandContext): Promise<ParitySuite[]> {
  const { args, given, options } = context;
  if (given.includes('suite')) return [await parityOf(context, await open(context, options.suite), args)];
  // Without a name it is what the repository holds; a pattern says itself which suites it belongs to.
  const names = SUITE_NAMES.filter(name => SUITES[name].parity);
  const suites = (await Promise.all(names.map(name => open(context, name)))).filter(
    suite => suite.engines === 'any' || engineSpecOf(options).kind === 'sx',
  );
  const claims = suites.map(suite => args.filter(pattern => suite.tests.some(test => suite.matcher(pattern)(test.path))));
  const strays = args.filter(pattern => !claims.some(claimed => claimed.includes(pattern)));
  if (strays.length > 0) {
    const where = suites.map(suite => suite.name).join(', ');
    throw new ToolError('RUN_NOTHING_SELECTED', `${strays.map(each => `"${each}"`).join(', ')} matches no test of ${where}`);
  }
  const ready: ParitySuite[] = [];
  const misses: ToolError[] = [];
  for (const [at, suite] of suites.entries()) {
    if (args.length > 0 && claims[at]!.length === 0) continue;
    try {
      ready.push(await parityOf(context, suite, claims[at]!));
    } catch (error) {
      // A filter may leave nothing of one of them.
      if (!(error instanceof ToolError && error.code === 'RUN_NOTHING_SELECTED')) throw error;
      misses.push(error);
    }
  }
  if (ready.length === 0) throw misses[0]!;
  return ready;
}

function open({ options, terminal }: CommandContext, name: Options['suite']): Promise<Suite> {
  return openSuite({ ...options, suite: name }, openStore(options), options.quiet ? undefined : terminal.progress);
}

async function parityOf(context: CommandContext, suite: Suite, patterns: readonly string[]): Promise<ParitySuite> {
  const options = { ...context.options, suite: suite.name as Options['suite'] };
  const tiers = chosen(options, tiersOf(parseEngineSpec(options.engine)!), suite.name);
  const only = caseFilter(options);
  planFor(suite, options, patterns, only);
  const command = commandText(context);
  const sizes = new Map(suite.tests.map(test => [test.path, test.size]));
  return {
    name: suite.name,
    tiers,
    run: (tier, reporters, interrupts) =>
      runSession({
        options: { ...options, tier },
        patterns,
        command,
        only,
        suite,
        store: openStore(options),
        reporters,
        interrupts,
        tier,
        keepPrinted: true,
        messages: text => context.terminal.progress.write(text),
      }),
    sizeOf: testPath => sizes.get(testPath) ?? 0,
  };
}

/** Tiers that were asked for, checked, or all there are. */
function chosen(options: Options, available: readonly Tier[], what: string): readonly Tier[] {
  const tiers = options.tiers.length === 0 ? available : options.tiers;
  const absent = tiers.filter(tier => !available.includes(tier));
  if (absent.length > 0) {
    const hint = `${what} runs on: ${available.join(', ')}`;
    throw new ToolError('USAGE_INVALID', `this build does not run ${what} on tier ${absent.join(', ')}`, hint);
  }
  if (tiers.length < 2) throw new ToolError('USAGE_INVALID', `${options.engine} has one tier; there is nothing to compare`);
  return tiers;
}

/** Runs one suite on all its tiers, one after the other; stops early when interrupted. */
export async function runTiers(
  suite: ParitySuite,
  folder: string,
  progress: (tier: Tier) => readonly Reporter[],
  interrupts: Interrupts,
): Promise<{ parity: SuiteParity; records: readonly RunRecord[]; reporterFailures: string[] } | undefined> {
  const records: RunRecord[] = [];
  const reporterFailures: string[] = [];
  for (const tier of suite.tiers) {
    if (interrupts.signal.aborted) break;
    const result = await suite.run(tier, [new RunFiles(path.join(folder, suite.name, tier)), ...progress(tier)], interrupts);
    records.push(result.record);
    reporterFailures.push(...result.reporterFailures);
  }
  return records.length === 0 ? undefined : { parity: compareTiers(records), records, reporterFailures };
}

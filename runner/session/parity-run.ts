/**
 * The runs behind `sx parity`: for each suite one session per tier, all of the same plan. Answers the comparisons and what is needed to
 * name the smallest command for a difference. Results of every tier are kept as the files of an ordinary run, in a folder of its own.
 */

import path from 'node:path';
import { parseEngineSpec } from '../../harness/engines/engine-spec.ts';
import { tiersOf } from '../../harness/engines/tiers.ts';
import { KERNEL_TIERS, type Tier } from '../../harness/test-case.ts';
import type { RunRecord } from '../../reports/events.ts';
import { compareTiers, type SuiteParity } from '../../reports/parity/parity.ts';
import type { Reporter } from '../../reports/reporters/reporter.ts';
import { RunFiles } from '../../reports/runs/run-files.ts';
import { planSpecs, SPEC_FOLDER } from '../../suites/spec-suite.ts';
import { commandText } from '../cli/command-text.ts';
import type { CommandContext } from '../cli/load-command.ts';
import type { Options } from '../cli/option-table.ts';
import { ToolError } from '../cli/tool-error.ts';
import type { Interrupts } from './interrupts.ts';
import { openStore, openSuite } from './open-suite.ts';
import { caseFilter } from './run-command.ts';
import { planFor, runSession, type SessionResult } from './run-session.ts';
import { runSpecSession } from './spec-session.ts';

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
  if (given.includes('suite')) return [await suiteOf(context, options.suite, args)];
  // Without a name it is what the repository holds; a path says itself which of the two it belongs to.
  const specs = args.filter(isSpecPath);
  const tests = args.filter(each => !isSpecPath(each));
  const wanted: [Options['suite'], readonly string[]][] = [];
  if (options.engine === 'sx' && (args.length === 0 || specs.length > 0)) wanted.push(['spec', specs]);
  if (args.length === 0 || tests.length > 0) wanted.push(['slice', tests]);
  if (wanted.length === 0) throw new ToolError('USAGE_INVALID', `the kernel specs do not run on ${options.engine}`);
  const suites: ParitySuite[] = [];
  const misses: ToolError[] = [];
  for (const [name, patterns] of wanted) {
    try {
      suites.push(await suiteOf(context, name, patterns));
    } catch (error) {
      // A filter may leave nothing of one of them; a pattern that matches nothing is a mistake.
      const tolerable = error instanceof ToolError && error.code === 'RUN_NOTHING_SELECTED' && patterns.length === 0;
      if (!tolerable) throw error;
      misses.push(error);
    }
  }
  if (suites.length === 0) throw misses[0]!;
  return suites;
}

function isSpecPath(pattern: string): boolean {
  return pattern.replace(/^(?:\.\/)+/, '').startsWith(SPEC_FOLDER);
}

async function suiteOf(context: CommandContext, name: Options['suite'], patterns: readonly string[]): Promise<ParitySuite> {
  return name === 'spec' ? specSuite(context, patterns) : corpusSuite(context, name, patterns);
}

function specSuite(context: CommandContext, patterns: readonly string[]): ParitySuite {
  const { options } = context;
  if (options.engine !== 'sx') throw new ToolError('USAGE_INVALID', `the kernel specs do not run on ${options.engine}`);
  const plan = planSpecs({ patterns, grep: options.grep, grepInvert: options.grepInvert });
  const names = plan.unmatched.map(each => `"${each}"`).join(', ');
  if (plan.unmatched.length > 0) throw new ToolError('RUN_NOTHING_SELECTED', `${names} matches no kernel spec`);
  if (plan.files.length === 0) throw new ToolError('RUN_NOTHING_SELECTED', 'no kernel spec is left after all filters');
  const command = commandText(context);
  return {
    name: 'spec',
    tiers: chosen(options, KERNEL_TIERS, 'kernel specs'),
    run: (tier, reporters, interrupts) => runSpecSession({ options, plan, patterns, tier, command, reporters, interrupts }),
    sizeOf: () => 0,
  };
}

async function corpusSuite(context: CommandContext, name: Options['suite'], patterns: readonly string[]): Promise<ParitySuite> {
  const options = { ...context.options, suite: name };
  const spec = parseEngineSpec(options.engine)!;
  const tiers = chosen(options, tiersOf(spec), 'test programs');
  const store = openStore(options);
  const suite = await openSuite(options, store, options.quiet ? undefined : context.terminal.progress);
  const only = caseFilter(options);
  planFor(suite, options, patterns, only);
  const command = commandText(context);
  const sizes = new Map(suite.tests.map(test => [test.path, test.size]));
  return {
    name,
    tiers,
    run: (tier, reporters, interrupts) =>
      runSession({
        options: { ...options, tier },
        patterns,
        command,
        only,
        suite,
        store,
        reporters,
        interrupts,
        tier,
        keepPrinted: true,
      }),
    sizeOf: testPath => sizes.get(testPath) ?? 0,
  };
}

/** Tiers that were asked for, checked, or all there are. */
function chosen(options: Options, available: readonly Tier[], what: string): readonly Tier[] {
  const tiers = options.tiers.length === 0 ? available : options.tiers;
  const absent = tiers.filter(tier => !available.includes(tier));
  if (absent.length > 0) {
    const hint = `${what} run on: ${available.join(', ')}`;
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
): Promise<{ parity: SuiteParity; reporterFailures: string[] } | undefined> {
  const records: RunRecord[] = [];
  const reporterFailures: string[] = [];
  for (const tier of suite.tiers) {
    if (interrupts.signal.aborted) break;
    const result = await suite.run(tier, [new RunFiles(path.join(folder, suite.name, tier)), ...progress(tier)], interrupts);
    records.push(result.record);
    reporterFailures.push(...result.reporterFailures);
  }
  return records.length === 0 ? undefined : { parity: compareTiers(records), reporterFailures };
}

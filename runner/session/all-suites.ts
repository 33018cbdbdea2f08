/**
 * `--all`: every suite once. The corpus is scored on the tier of the options; what the repository holds is run on every tier and compared.
 * When no corpus can be had, the slice stands in for it, and is run only once.
 */
import path from 'node:path';
import type { Tier } from '../../harness/test-case.ts';
import type { Reporter } from '../../reports/reporters/reporter.ts';
import { RunFiles } from '../../reports/runs/run-files.ts';
import type { SuiteOverview } from '../../reports/scoreboard/overview.ts';
import { commandText } from '../cli/command-text.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { engineSpecOf, tierOf } from './engine-choice.ts';
import type { Interrupts } from './interrupts.ts';
import { openStore, openSuite } from './open-suite.ts';
import { paritySuites, runTiers } from './parity-run.ts';
import { runSession } from './run-session.ts';

export async function runAllSuites(
  context: CommandContext,
  folder: string,
  progress: (what: string) => readonly Reporter[],
  interrupts: Interrupts,
): Promise<{ suites: SuiteOverview[]; reporterFailures: string[] }> {
  const { options, args, terminal } = context;
  const overviews: SuiteOverview[] = [];
  const failures: string[] = [];
  const store = openStore(options);
  const corpus = await openSuite({ ...options, suite: 'test262' }, store, options.quiet ? undefined : terminal.progress);
  const tier = tierOf(engineSpecOf(options), options);
  if (corpus.name === 'test262') {
    const { record, reporterFailures } = await runSession({
      options: { ...options, suite: 'test262' },
      patterns: args,
      command: commandText(context),
      only: undefined,
      suite: corpus,
      store,
      reporters: [new RunFiles(path.join(folder, 'test262')), ...progress('test262')],
      interrupts,
      messages: text => terminal.progress.write(text),
    });
    overviews.push({ record });
    failures.push(...reporterFailures);
  }
  for (const suite of await paritySuites({ ...context, args: [] })) {
    if (interrupts.signal.aborted) break;
    const ran = await runTiers(suite, folder, (each: Tier) => progress(`${suite.name}, tier ${each}`), interrupts);
    failures.push(...(ran?.reporterFailures ?? []));
    const record = ran?.records.find(each => each.start.tier === tier) ?? ran?.records[0];
    if (ran === undefined || record === undefined) continue;
    const notes = suite.name === corpus.name ? corpus.notes : [];
    overviews.push({ record: { ...record, start: { ...record.start, notes } }, parity: ran.parity });
  }
  return { suites: overviews, reporterFailures: failures };
}

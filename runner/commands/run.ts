/**
 * `sx run`: like the scoreboard, but judged against the expectations. Unexpected results make the exit code 1; a known non-pass
 * that passes counts in CI and is a notice elsewhere.
 */
import { relative } from 'node:path';
import { errorLine } from '../../reports/error-text.ts';
import type { RunStart } from '../../reports/events.ts';
import { NO_EXPECTATIONS } from '../../reports/expectations/expectations.ts';
import type { Judged } from '../../reports/gates/judge.ts';
import { judge, misfitOf } from '../../reports/gates/judge.ts';
import { refuseInCi } from '../cli/ci.ts';
import { repeatCommand } from '../cli/command-text.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { loadExpectations, updateBaseline } from '../session/baseline.ts';
import { loadConfig } from '../session/config.ts';
import { executeRun } from '../session/run-command.ts';

const SHOWN = 20;

export async function run(context: CommandContext): Promise<number> {
  const { options, terminal } = context;
  const config = loadConfig(options);
  if (options.update) refuseInCi();
  const { record, folder, exitCode } = await executeRun(context);
  if (!options.quiet) terminal.progress.write(`Files of this run: ${relative(process.cwd(), folder) || '.'}\n`);
  const expectations = loadExpectations(config, record.start.suite.name);
  if (options.update) {
    terminal.out.write(updateBaseline(config, record, expectations, options.adoptCommit));
    return exitCode;
  }
  if (exitCode !== EXIT.ok) return exitCode;
  const misfit = misfitOf(expectations, record);
  if (misfit !== undefined) terminal.progress.write(`sx: expectations are ignored: ${misfit}\n`);
  const judgement = judge(record, misfit === undefined ? expectations : NO_EXPECTATIONS);
  const unexpected = judgement.cases.filter(each => each.class !== 'expected');
  const passes = unexpected.filter(each => each.class === 'fixed');
  const worse = unexpected.filter(each => each.class !== 'fixed' && each.actual.outcome !== 'skip');
  terminal.progress.write(listing(worse, 'unexpected', context, record.start));
  terminal.progress.write(listing(passes, 'unexpectedly passing', context, record.start));
  return worse.length > 0 || (passes.length > 0 && isCi()) ? EXIT.unexpected : EXIT.ok;
}

function listing(list: readonly Judged[], what: string, { options }: CommandContext, { engine, suite }: RunStart): string {
  if (list.length === 0) return '';
  const lines = list.slice(0, SHOWN).map(({ id, actual }) => {
    const error = actual.error === undefined ? '' : ` – ${errorLine(actual.error)}`;
    const repeat = repeatCommand({ ...actual, engine, suite: suite.name, test262: options.test262, config: options.config });
    return `  ${actual.outcome} ${id}${error}\n    repeat: ${repeat}`;
  });
  if (list.length > SHOWN) lines.push(`  … and ${list.length - SHOWN} more`);
  return `${list.length} ${what}:\n${lines.join('\n')}\n`;
}

function isCi(): boolean {
  const ci = process.env.CI;
  return ci !== undefined && ci !== '' && ci !== 'false';
}

/** `sx report`: a finished run through any reporter. */
import { brokenReasons } from '../../reports/events.ts';
import { ReporterGroup } from '../../reports/reporters/reporter.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { readRecord } from '../session/read-record.ts';
import { namedReporters } from '../session/run-command.ts';

export async function run(context: CommandContext): Promise<number> {
  const record = readRecord(context.args[0]);
  const { reporters, finish } = await namedReporters(context);
  const group = new ReporterGroup(reporters);
  await group.emit(record.start);
  for (const each of record.cases) await group.emit(each);
  await group.emit(record.end);
  finish();
  for (const failure of group.failures) context.terminal.progress.write(`sx: ${failure}\n`);
  return group.failures.length > 0 || brokenReasons(record).length > 0 ? EXIT.broken : EXIT.ok;
}

/** `sx merge RUN…`: the shards of one run become one run, with all its files. */
import { relative } from 'node:path';
import { brokenReasons } from '../../reports/events.ts';
import { ReporterGroup } from '../../reports/reporters/reporter.ts';
import { MergeError, mergeRuns } from '../../reports/runs/merge.ts';
import { RunFiles } from '../../reports/runs/run-files.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { ToolError } from '../cli/tool-error.ts';
import { readRecord } from '../session/read-record.ts';
import { namedReporters } from '../session/run-command.ts';
import { newRunFolder, rememberLatest } from '../session/run-folder.ts';

export async function run(context: CommandContext): Promise<number> {
  const { args, options, terminal } = context;
  const records = args.map(readRecord);
  let merged: ReturnType<typeof mergeRuns>;
  try {
    merged = mergeRuns(records);
  } catch (error) {
    if (error instanceof MergeError)
      throw new ToolError('MERGE_REFUSED', `these runs are not the shards of one: ${error.message}`, undefined, error);
    throw error;
  }
  const folder = newRunFolder(options.out, new Date());
  const { reporters, finish } = await namedReporters(context);
  const group = new ReporterGroup([new RunFiles(folder), ...reporters]);
  await group.emit(merged.start);
  for (const each of merged.cases) await group.emit(each);
  await group.emit(merged.end);
  finish();
  rememberLatest(folder);
  if (!options.quiet) terminal.progress.write(`Files of this run: ${relative(process.cwd(), folder) || '.'}\n`);
  for (const failure of group.failures) terminal.progress.write(`sx: ${failure}\n`);
  return group.failures.length > 0 || brokenReasons(merged).length > 0 ? EXIT.broken : EXIT.ok;
}

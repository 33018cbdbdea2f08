/** `sx scoreboard`: score and show. Failing tests are the result, not an error. */
import { relative } from 'node:path';
import type { CommandContext } from '../cli/load-command.ts';
import { executeRun } from '../session/run-command.ts';

export async function run(context: CommandContext): Promise<number> {
  const { folder, exitCode } = await executeRun(context);
  if (!context.options.quiet) context.terminal.progress.write(`Files of this run: ${relative(process.cwd(), folder) || '.'}\n`);
  return exitCode;
}

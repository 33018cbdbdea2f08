/** `sx update`: another name for `sx run --update`. */
import type { CommandContext } from '../cli/load-command.ts';
import { run as runAndJudge } from './run.ts';

export async function run(context: CommandContext): Promise<number> {
  return runAndJudge({ ...context, options: { ...context.options, update: true } });
}

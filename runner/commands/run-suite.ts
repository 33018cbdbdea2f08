/** `sx run-suite NAME [paths…]`: `sx run --suite NAME`, with the scoreboard. */

import { SUITE_NAMES } from '../../suites/registry.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { ToolError } from '../cli/tool-error.ts';
import { run as runAndJudge } from './run.ts';

export async function run(context: CommandContext): Promise<number> {
  const [name = '', ...paths] = context.args;
  const suite = SUITE_NAMES.find(each => each === name);
  if (suite === undefined) throw new ToolError('USAGE_INVALID', `there is no suite ${name}`, `One of: ${SUITE_NAMES.join(', ')}`);
  return runAndJudge({ ...context, args: paths, options: { ...context.options, suite } });
}

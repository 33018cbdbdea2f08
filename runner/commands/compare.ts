/** `sx compare A B`: two runs case by case; exit 1 when anything broke. */

import { compareRuns } from '../../reports/compare/compare.ts';
import { compareMarkdown, compareText } from '../../reports/compare/compare-report.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { readRecord } from '../session/read-record.ts';

export async function run({ args, options, terminal }: CommandContext): Promise<number> {
  const comparison = compareRuns(readRecord(args[0]), readRecord(args[1]));
  const reporter = options.reporter[0];
  if (reporter === 'json') terminal.out.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else if (reporter === 'markdown') terminal.out.write(compareMarkdown(comparison));
  else terminal.out.write(compareText(comparison, terminal.style));
  return comparison.broken.length > 0 ? EXIT.unexpected : EXIT.ok;
}

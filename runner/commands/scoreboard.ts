/** `sx scoreboard`: score and show. Failing tests are the result, not an error; with `--all`, tiers that differ are one. */
import { relative } from 'node:path';
import { brokenReasons } from '../../reports/events.ts';
import { overviewTable } from '../../reports/scoreboard/overview.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { ToolError } from '../cli/tool-error.ts';
import { runAllSuites } from '../session/all-suites.ts';
import { catchInterrupts } from '../session/interrupts.ts';
import { executeRun, fixGuestTimeZone, progressOf } from '../session/run-command.ts';
import { newRunFolder } from '../session/run-folder.ts';

export async function run(context: CommandContext): Promise<number> {
  if (context.options.all) return scoreAll(context);
  const { folder, exitCode } = await executeRun(context);
  sayWhere(context, 'run', folder);
  return exitCode;
}

async function scoreAll(context: CommandContext): Promise<number> {
  const { options, given, terminal } = context;
  if (given.includes('suite'))
    throw new ToolError('USAGE_INVALID', '--all runs every suite, --suite one of them', 'Leave one out.');
  fixGuestTimeZone();
  const interrupts = catchInterrupts();
  try {
    const folder = newRunFolder(options.out, new Date());
    const { suites, reporterFailures } = await runAllSuites(context, folder, what => progressOf(context, what), interrupts);
    terminal.out.write(overviewTable(suites, terminal.style));
    sayWhere(context, 'comparison', folder);
    if (interrupts.exitCode !== undefined) return interrupts.exitCode;
    const broken = suites.flatMap(({ record, parity }) => [...brokenReasons(record), ...(parity?.problems ?? [])]);
    broken.push(...reporterFailures);
    if (broken.length > 0) {
      terminal.progress.write(`sx: these numbers are broken: ${[...new Set(broken)].join('; ')}\n`);
      return EXIT.broken;
    }
    return suites.some(({ parity }) => (parity?.differ.length ?? 0) > 0) ? EXIT.unexpected : EXIT.ok;
  } finally {
    interrupts.dispose();
  }
}

function sayWhere({ options, terminal }: CommandContext, what: string, folder: string): void {
  if (!options.quiet) terminal.progress.write(`Files of this ${what}: ${relative(process.cwd(), folder) || '.'}\n`);
}

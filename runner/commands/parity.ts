/**
 * `sx parity`: the same cases, or the same requests to a web program, on several tiers. Prints the differences grouped by cause, writes `parity.json` and its Markdown twin;
 * exit 1 when anything differs, 3 when the numbers cannot be trusted.
 */
import path from 'node:path';
import { toolVersion } from '../../harness/project-root.ts';
import type { Difference, SuiteParity } from '../../reports/parity/parity.ts';
import { causesOf } from '../../reports/parity/parity-causes.ts';
import {
  PARITY_FILE,
  PARITY_MARKDOWN,
  type ParityReport,
  parityMarkdown,
  parityReport,
  parityText,
} from '../../reports/parity/parity-report.ts';
import { writeWhole } from '../../reports/runs/run-files.ts';
import { commandText, parityCommand } from '../cli/command-text.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { catchInterrupts } from '../session/interrupts.ts';
import { paritySuites, runTiers } from '../session/parity-run.ts';
import { repeatRoutes, routesParity } from '../session/routes-parity.ts';
import { fixGuestTimeZone, progressOf } from '../session/run-command.ts';
import { newRunFolder } from '../session/run-folder.ts';

export async function run(context: CommandContext): Promise<number> {
  const { options, terminal } = context;
  fixGuestTimeZone();
  const startedAt = new Date();
  const interrupts = catchInterrupts();
  try {
    const parts: SuiteParity[] = [];
    const failures: string[] = [];
    const sizes = new Map<string, (testPath: string) => number>();
    if (options.routes) parts.push(await routesParity(context));
    const suites = options.routes ? [] : await paritySuites(context);
    const folder = newRunFolder(options.out, startedAt);
    for (const suite of suites) {
      const ran = await runTiers(suite, folder, tier => progressOf(context, `tier ${tier}`), interrupts);
      if (ran === undefined) break;
      parts.push(ran.parity);
      failures.push(...ran.reporterFailures);
      sizes.set(ran.parity.suite.name, suite.sizeOf);
    }
    const causes = causesOf(
      parts.flatMap(part => part.differ),
      {
        sizeOf: ({ id, suite }) => sizes.get(suite)?.(id.slice(0, id.lastIndexOf('#'))) ?? 0,
        repeat: (difference, tiers) => repeatOf(context, difference, tiers),
      },
    );
    const meta = {
      tool: { name: 'sx', version: toolVersion() },
      command: commandText(context),
      startedAt: startedAt.toISOString(),
      interrupted: interrupts.signal.aborted,
    };
    const report = parityReport(meta, parts, causes);
    writeWhole(path.join(folder, PARITY_FILE), `${JSON.stringify(report, null, 2)}\n`);
    writeWhole(path.join(folder, PARITY_MARKDOWN), parityMarkdown(report));
    show(context, report);
    for (const failure of failures) terminal.progress.write(`sx: ${failure}\n`);
    if (!options.quiet) terminal.progress.write(`Files of this comparison: ${path.relative(process.cwd(), folder) || '.'}\n`);
    if (interrupts.exitCode !== undefined) return interrupts.exitCode;
    if (report.problems.length > 0 || failures.length > 0) return EXIT.broken;
    return report.differ.length > 0 ? EXIT.unexpected : EXIT.ok;
  } finally {
    interrupts.dispose();
  }
}

function show({ options, terminal }: CommandContext, report: ParityReport): void {
  const reporter = options.reporter[0];
  if (reporter === 'json') terminal.out.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (reporter === 'markdown') terminal.out.write(parityMarkdown(report));
  else terminal.out.write(parityText(report, terminal.style));
}

function repeatOf({ args, options, given }: CommandContext, { id, suite }: Difference, tiers: readonly string[]): string {
  if (options.routes) return repeatRoutes(args, tiers);
  return parityCommand({
    id,
    suite,
    tiers,
    engine: options.engine,
    test262: options.test262,
    timeout: given.includes('timeout') ? options.timeout : undefined,
  });
}

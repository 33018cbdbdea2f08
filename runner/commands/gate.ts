/** `sx gate`: the declared gates over a finished run, or new expectations from it. */
import { brokenReasons } from '../../reports/events.ts';
import { gateReport } from '../../reports/gates/gate-report.ts';
import { applyGates } from '../../reports/gates/gates.ts';
import { judge, misfitOf } from '../../reports/gates/judge.ts';
import { headlineOf } from '../../reports/scoreboard/scoreboard-rows.ts';
import { refuseInCi } from '../cli/ci.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { ToolError } from '../cli/tool-error.ts';
import { loadExpectations, updateBaseline } from '../session/baseline.ts';
import { loadConfig } from '../session/config.ts';
import { readRecord } from '../session/read-record.ts';

export async function run({ args, options, terminal }: CommandContext): Promise<number> {
  const config = loadConfig(options);
  const record = readRecord(args[0]);
  const expectations = loadExpectations(config, record.start.suite.name);
  if (options.update) {
    refuseInCi();
    terminal.out.write(updateBaseline(config, record, expectations, options.adoptCommit));
    return EXIT.ok;
  }
  const broken = brokenReasons(record);
  if (broken.length > 0) {
    terminal.progress.write(`sx: the run is broken and no gate can be judged: ${broken.join('; ')}\n`);
    return EXIT.broken;
  }
  const misfit = misfitOf(expectations, record);
  if (misfit !== undefined) throw new ToolError('USAGE_INVALID', `the expectations do not fit this run: ${misfit}`);
  const judgement = judge(record, expectations);
  const findings = applyGates(config.gates, record, judgement);
  if (expectations.meta === null && !options.quiet) {
    terminal.progress.write('sx: there are no expectations for this suite yet; write them with: npm run gate -- -u\n');
  }
  terminal.out.write(gateReport(headlineOf(record), findings, judgement, terminal.style));
  return findings.length === 0 ? EXIT.ok : EXIT.unexpected;
}

/** `sx list`: the ids of the cases that a run with these arguments would have, one per line. */

import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { openStore, openSuite } from '../session/open-suite.ts';
import { caseFilter } from '../session/run-command.ts';
import { planFor } from '../session/run-session.ts';
import { relativeTo } from '../session/test-paths.ts';

export async function run({ args, options, terminal }: CommandContext): Promise<number> {
  const suite = await openSuite(options, openStore(options), terminal.progress);
  const plan = planFor(
    suite,
    options,
    args.map(each => relativeTo(suite.folder, each)),
    caseFilter(options),
  );
  terminal.out.write(
    `${plan.cases.map(each => (each.skip === undefined ? each.id : `${each.id}\tskip: ${each.skip}`)).join('\n')}\n`,
  );
  return EXIT.ok;
}

/** A command of the runner: reads the command line through the option table, loads the command's module, explains tool errors. */
import { parseCommandLine } from './command-line.ts';
import { COMMANDS } from './command-table.ts';
import { EXIT } from './exit-codes.ts';
import { loadCommand } from './load-command.ts';
import { terminalFor } from './terminal.ts';
import { ToolError } from './tool-error.ts';

export async function main(argv: readonly string[]): Promise<number> {
  try {
    const parsed = parseCommandLine(COMMANDS, argv);
    if (parsed.kind === 'text') {
      (parsed.exitCode === EXIT.ok ? process.stdout : process.stderr).write(parsed.text);
      return parsed.exitCode;
    }
    const run = await loadCommand(parsed.command.module);
    return await run({
      args: parsed.args,
      options: parsed.options,
      given: parsed.given,
      terminal: terminalFor(parsed.options.color),
      command: argv[0]!,
    });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    process.stderr.write(`sx: ${error.message} [${error.code}]\n    ${error.hint}\n`);
    return error.exitCode;
  }
}

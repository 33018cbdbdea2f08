/**
 * Entry of the `sx` command. Decides as little as possible before it knows the command: the kernel's own commands are started
 * without the argument parser, the others through the option table. Answers the exit code; only this file ends the process.
 */
import { COMMANDS, findCommand, RUN_SX_MODULE } from './command-table.ts';
import { EXIT } from './exit-codes.ts';
import { loadCommand, loadRawCommand } from './load-command.ts';
import { ToolError } from './tool-error.ts';

export async function main(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.ok);
  });
  const [name, ...rest] = argv;
  try {
    const command = name === undefined ? undefined : findCommand(name);
    const wantsHelp = rest.includes('-h') || rest.includes('--help');
    if (command?.raw) return await (await loadRawCommand(command.module))(rest);
    if (name === 'run' && !wantsHelp && rest.some(argument => argument.endsWith('.sx')))
      return await (await loadRawCommand(RUN_SX_MODULE))(rest);
    const { parseCommandLine } = await import('./command-line.ts');
    const parsed = parseCommandLine(COMMANDS, argv);
    if (parsed.kind === 'text') {
      (parsed.exitCode === EXIT.ok ? process.stdout : process.stderr).write(parsed.text);
      return parsed.exitCode;
    }
    const { terminalFor } = await import('./terminal.ts');
    const run = await loadCommand(parsed.command.module);
    return await run({
      args: parsed.args,
      options: parsed.options,
      given: parsed.given,
      terminal: terminalFor(parsed.options.color),
      command: name!,
    });
  } catch (error) {
    return explainFailure(error);
  }
}

function explainFailure(error: unknown): number {
  if (error instanceof ToolError) {
    process.stderr.write(`sx: ${error.message} [${error.code}]\n${error.hint === undefined ? '' : `    ${error.hint}\n`}`);
    return error.exitCode;
  }
  process.stderr.write(`sx: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.broken;
}

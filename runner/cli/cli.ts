/**
 * Entry of the `sx` command. Decides as little as possible before it knows the command: the kernel's own commands (`js`, `repl`,
 * `serve`, and `run-sx` for `sx run FILE.sx`) are CommonJS like this file and read their arguments themselves; the runner and its
 * packages are loaded only for the others. Answers the exit code.
 */
import { createRequire } from 'node:module';
import { findCommand, RUN_SX_MODULE } from './command-table.ts';
import { EXIT } from './exit-codes.ts';

interface EntryModule {
  main(args: readonly string[]): Promise<number> | number;
}

export async function main(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.ok);
  });
  try {
    const raw = rawModule(argv);
    if (raw !== undefined) {
      const command = createRequire(import.meta.url)(`./commands/${raw}.cjs`) as EntryModule;
      return await command.main(argv.slice(1));
    }
    const runner = (await import(new URL('./runner-command.js', import.meta.url).href)) as EntryModule;
    return await runner.main(argv);
  } catch (error) {
    process.stderr.write(`sx: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.broken;
  }
}

/** The module in `commands/` of one of the kernel's own commands. */
function rawModule([name, ...rest]: readonly string[]): string | undefined {
  const command = name === undefined ? undefined : findCommand(name);
  if (command?.raw) return command.module;
  // What follows the file is the program's own, `--help` included.
  const first = rest.find(argument => argument.endsWith('.sx') || argument === '-h' || argument === '--help');
  return name === 'run' && first?.endsWith('.sx') ? RUN_SX_MODULE : undefined;
}

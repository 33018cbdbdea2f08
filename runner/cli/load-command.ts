/** Loads the module of a command of the runner, from `commands/` beside the bundle. It exports `run(context)`, which answers the exit code. */
import { existsSync } from 'node:fs';
import type { Options } from './option-table.ts';
import type { Terminal } from './terminal.ts';
import { ToolError } from './tool-error.ts';

export interface CommandContext {
  /** Name under which the command was called. */
  command: string;
  args: readonly string[];
  options: Options;
  /** Flags that were given, as they were written. */
  given: readonly string[];
  terminal: Terminal;
}

export type RunCommand = (context: CommandContext) => Promise<number>;

export async function loadCommand(module: string): Promise<RunCommand> {
  const url = new URL(`./commands/${module}.js`, import.meta.url);
  if (!existsSync(url)) throw new ToolError('COMMAND_MISSING', `this build has no command module ${module}`);
  return ((await import(url.href)) as { run: RunCommand }).run;
}

/**
 * Loads the module of a command. Modules lie beside this file in source and bundle alike, under `commands/`.
 *
 * A command of the runner exports `run(context)`; a raw command (the kernel's own: `js`, `repl`, `serve`, `run-sx`) exports
 * `main(args)` and reads its arguments itself. Both answer the exit code.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
export type RawCommand = (args: readonly string[]) => Promise<number> | number;

export async function loadCommand(module: string): Promise<RunCommand> {
  return ((await load(module)) as { run: RunCommand }).run;
}

export async function loadRawCommand(module: string): Promise<RawCommand> {
  return ((await load(module)) as { main: RawCommand }).main;
}

async function load(module: string): Promise<unknown> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const url = new URL(`./commands/${module}.${extension}`, import.meta.url);
  if (!existsSync(fileURLToPath(url))) throw new ToolError('COMMAND_MISSING', `this build has no command module ${module}`);
  return import(url.href);
}

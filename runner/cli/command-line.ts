/**
 * The argument parser: commander, fed from the command and option tables. Never ends the process and never prints; it answers a
 * parsed command, or a text (help, version, a usage error) with its exit code.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { toolVersion } from '../../harness/project-root.ts';
import { type CommandSpec, GROUP_TITLES } from './command-table.ts';
import { EXIT, EXIT_MEANING } from './exit-codes.ts';
import { OPTION_TABLE, type OptionKey, type OptionSpec, type Options } from './option-table.ts';
import { UsageProblem } from './option-values.ts';

export type ParsedLine =
  | { kind: 'command'; command: CommandSpec; args: readonly string[]; options: Options; given: readonly string[] }
  | { kind: 'text'; text: string; exitCode: number };

export function parseCommandLine(commands: readonly CommandSpec[], argv: readonly string[]): ParsedLine {
  let text = '';
  let parsed: ParsedLine | undefined;
  const write = (part: string): void => {
    text += part;
  };
  const program = new Command('sx');
  program
    .description('SX kernel, JavaScript on SX, and the conformance toolkit that scores them')
    .version(toolVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write })
    .addHelpText('after', exitCodeHelp());
  for (const spec of commands) {
    program.addCommand(
      commandFor(spec, (args, options, given) => {
        parsed = { kind: 'command', command: spec, args, options, given };
      }).copyInheritedSettings(program),
    );
  }
  try {
    program.parse(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text, exitCode: EXIT.ok };
    const known = commands.find(({ name }) => name === argv[0]);
    const help = known === undefined ? 'sx --help' : `sx ${known.name} --help`;
    return { kind: 'text', text: `${text.replace(/^error: /, 'sx: ')}Try: ${help}\n`, exitCode: EXIT.usage };
  }
  return parsed ?? { kind: 'text', text, exitCode: EXIT.usage };
}

type Accept = (args: readonly string[], options: Options, given: readonly string[]) => void;

function commandFor(spec: CommandSpec, accept: Accept): Command {
  const command = new Command(spec.name).description(spec.what);
  if (spec.args !== '') for (const argument of spec.args.split(' ')) command.argument(argument);
  if (spec.raw) {
    command.allowUnknownOption();
    return command;
  }
  for (const key of spec.options) for (const option of optionsFor(key)) command.addOption(option);
  command.action(() => {
    const values = command.opts<Record<string, unknown>>();
    const given = Object.keys(values).filter(key => command.getOptionValueSource(key) === 'cli');
    // Defaults come from the table: commander's own default of a --no-… flag would look like a choice.
    const options = Object.fromEntries(
      (Object.keys(OPTION_TABLE) as OptionKey[]).map(key => [
        key,
        given.includes(key) ? values[key] : OPTION_TABLE[key].fallback,
      ]),
    ) as unknown as Options;
    accept(
      command.processedArgs.flat().filter(argument => argument !== undefined),
      options,
      given,
    );
  });
  return command;
}

function optionsFor(key: OptionKey): Option[] {
  const spec = OPTION_TABLE[key] as OptionSpec<unknown>;
  const option = new Option(spec.flags, describe(spec)).helpGroup(`${GROUP_TITLES[spec.group]}:`);
  const { parse } = spec;
  if (parse !== undefined) {
    option.argParser((text: string, before: unknown) => {
      try {
        return parse(text, spec.repeat === true ? (before ?? spec.fallback) : spec.fallback);
      } catch (error) {
        if (error instanceof UsageProblem) throw new InvalidArgumentError(error.message);
        throw error;
      }
    });
  }
  if (spec.flags.includes('[')) option.preset('1');
  if (key !== 'color') return [option];
  return [option, new Option('--color').hideHelp()];
}

export function describe(spec: OptionSpec<unknown>): string {
  const text = spec.fallbackText ?? plain(spec.fallback);
  return text === '' ? spec.what : `${spec.what} (default: ${text})`;
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function exitCodeHelp(): string {
  const rows = Object.entries(EXIT).map(
    ([name, code]) => `  ${String(code).padStart(3)}  ${EXIT_MEANING[name as keyof typeof EXIT]}`,
  );
  return `\nExit codes:\n${rows.join('\n')}\n`;
}

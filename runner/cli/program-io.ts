/** What the kernel's own commands share: their streams, flags in front of their arguments, and the program they are given. */
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { KERNEL_TIERS, type KernelTier } from '../../harness/test-case.ts';
import { EXIT } from './exit-codes.ts';

export interface ProgramIo {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  /** The thread has room for deep recursion of compiled code. */
  deepStack?: boolean;
}

export function processIo(): ProgramIo {
  return process;
}

/** What a flag takes: a text, a positive number, or nothing. */
export type Flags = Readonly<Record<string, 'text' | 'count' | 'switch'>>;

export interface ProgramOptions {
  help: boolean;
  /** Values of the flags that were given, in order; '' for each time a switch was. */
  values: Record<string, string[]>;
  /** Everything from the first argument that is no flag. */
  rest: string[];
  /** What is wrong with the flags. */
  complaint?: string;
  /** A flag of the command that stands after the program and therefore goes to it; `--` before the program says that it is meant. */
  misplaced?: string;
}

/** Reads flags up to the first argument that is none, or to `--`; what follows belongs to the program. */
export function parseProgramOptions(args: readonly string[], flags: Flags = {}): ProgramOptions {
  const result: ProgramOptions = { help: false, values: {}, rest: [] };
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as string;
    if (argument === '--') {
      result.rest = args.slice(i + 1);
      return result;
    }
    if (!argument.startsWith('-') || argument === '-') {
      result.rest = args.slice(i);
      const misplaced = result.rest.find(each => splitFlag(each)[0] in flags);
      return misplaced === undefined ? result : { ...result, misplaced: splitFlag(misplaced)[0] };
    }
    if (argument === '-h' || argument === '--help') {
      result.help = true;
      return result;
    }
    const [flag, inline] = splitFlag(argument);
    const kind = flags[flag];
    if (kind === undefined) return { ...result, complaint: `unknown flag ${flag}` };
    if (kind === 'switch' && inline !== undefined) return { ...result, complaint: `${flag} takes no value` };
    const value = kind === 'switch' ? '' : (inline ?? args[++i]);
    if (value === undefined) return { ...result, complaint: `${flag} needs a value` };
    if (kind === 'count' && !/^[1-9]\d*$/.test(value))
      return { ...result, complaint: `${flag} needs a positive number, got ${value}` };
    result.values[flag] = [...(result.values[flag] ?? []), value];
  }
  return result;
}

function splitFlag(argument: string): [flag: string, value: string | undefined] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}

/** What a command that runs one program was asked to do. */
export interface ProgramRequest {
  file: string;
  text: string;
  tier: KernelTier;
  values: ProgramOptions['values'];
  /** The file and the program's own arguments. */
  commandLine: readonly string[];
}

/**
 * Reads the command line `[flag]... FILE [argument]...` of such a command, and the file. Answers the exit code instead where there is
 * nothing to run: help that was asked for, or a mistake, which is reported with what to do.
 */
export function programRequest(
  command: string,
  usage: string,
  flags: Flags,
  args: readonly string[],
  io: ProgramIo,
): ProgramRequest | number {
  const parsed = parseProgramOptions(args, { ...flags, '--tier': 'text' });
  if (parsed.help) {
    io.stdout.write(usage);
    return EXIT.ok;
  }
  const refuse = (complaint: string): number => {
    io.stderr.write(`${command}: ${complaint}\n`);
    return EXIT.usage;
  };
  const [file] = parsed.rest;
  if (parsed.complaint !== undefined) return refuse(`${parsed.complaint}\n${usage.trimEnd()}`);
  if (file === undefined) return refuse(`a program is needed\n${usage.trimEnd()}`);
  const given = parsed.values['--tier']?.at(-1) ?? 'auto';
  const tier = KERNEL_TIERS.find(t => t === given);
  if (tier === undefined) return refuse(`unknown tier ${given}; one of ${KERNEL_TIERS.join(', ')}`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (e) {
    return refuse(`cannot read ${file}: ${UNREADABLE[(e as NodeJS.ErrnoException).code ?? ''] ?? (e as Error).message}`);
  }
  // A command that goes on in a thread of its own reads its command line there once more.
  if (parsed.misplaced !== undefined && io.deepStack !== true) {
    io.stderr.write(
      `${command}: hint: ${parsed.misplaced} stands after ${file} and goes to the program; flags of ${command} stand before it (\`--\` before ${file} says that it is meant)\n`,
    );
  }
  return { file, text, tier, values: parsed.values, commandLine: parsed.rest };
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; a program is one file',
  EACCES: 'permission denied',
};

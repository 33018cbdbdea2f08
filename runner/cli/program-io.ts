/** What the kernel's own commands share: their streams, and flags in front of their arguments. */
import type { Readable, Writable } from 'node:stream';

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

export interface ProgramOptions {
  help: boolean;
  /** Values of the flags that were given, in order. */
  values: Record<string, string[]>;
  /** Everything from the first argument that is no flag. */
  rest: string[];
  /** What is wrong with the flags. */
  complaint?: string;
}

/** Reads flags with values up to the first argument that is none; what follows belongs to the program. */
export function parseProgramOptions(
  args: readonly string[],
  flags: Readonly<Record<string, 'text' | 'count'>> = {},
): ProgramOptions {
  const result: ProgramOptions = { help: false, values: {}, rest: [] };
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as string;
    if (argument === '--') {
      result.rest = args.slice(i + 1);
      return result;
    }
    if (!argument.startsWith('-') || argument === '-') {
      result.rest = args.slice(i);
      return result;
    }
    if (argument === '-h' || argument === '--help') {
      result.help = true;
      return result;
    }
    const [flag, inline] = splitFlag(argument);
    const kind = flags[flag];
    if (kind === undefined) return { ...result, complaint: `unknown flag ${flag}` };
    const value = inline ?? args[++i];
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

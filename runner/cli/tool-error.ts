/** Errors of the tool: a stable code, what went wrong, what to do about it, and the exit code that follows. */
import { EXIT } from './exit-codes.ts';

export const TOOL_ERRORS = {
  RUN_NOTHING_SELECTED: 'a pattern or filter matches no test',
  RUN_WORKER_START: 'no worker can start the engine',
  CORPUS_UNREADABLE: 'the corpus that was named cannot be used',
  CONFIG_INVALID: 'the configuration file is not valid',
  USAGE_INVALID: 'a flag or argument is not valid',
  RUN_NOT_FOUND: 'there is no run to look at',
  RUN_UNREADABLE: 'the files of a run cannot be read',
  UPDATE_REFUSED: 'expectations may not be written from this run',
  COMMAND_MISSING: 'this build does not contain the command',
  MERGE_REFUSED: 'runs that are not the shards of one cannot be merged',
  EXPECTATIONS_INVALID: 'an expectations file is not valid',
  BENCH_PROGRAM_INVALID: 'a program cannot be timed',
  BENCH_RESULTS_DIFFER: 'programs that are compared do not do the same',
  BENCH_FAILED: 'a measurement could not be made',
} as const;

export type ToolErrorCode = keyof typeof TOOL_ERRORS;

const EXIT_OF: Readonly<Record<ToolErrorCode, number>> = {
  RUN_NOTHING_SELECTED: EXIT.nothing,
  RUN_WORKER_START: EXIT.broken,
  CORPUS_UNREADABLE: EXIT.usage,
  CONFIG_INVALID: EXIT.usage,
  USAGE_INVALID: EXIT.usage,
  RUN_NOT_FOUND: EXIT.usage,
  RUN_UNREADABLE: EXIT.broken,
  UPDATE_REFUSED: EXIT.unexpected,
  COMMAND_MISSING: EXIT.broken,
  MERGE_REFUSED: EXIT.unexpected,
  EXPECTATIONS_INVALID: EXIT.usage,
  BENCH_PROGRAM_INVALID: EXIT.usage,
  BENCH_RESULTS_DIFFER: EXIT.unexpected,
  BENCH_FAILED: EXIT.broken,
};

export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: ToolErrorCode;
  readonly hint: string | undefined;

  constructor(code: ToolErrorCode, message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }

  get exitCode(): number {
    return EXIT_OF[this.code];
  }
}

/**
 * Errors of the tool: a stable code, what went wrong, what to do next, and the exit code that follows. The table below is the only
 * place that knows a code; `docs/reference/errors.md` is made from it. An error says what to do in words of its own, or in those of its code.
 */
import { EXIT } from './exit-codes.ts';

export interface ToolErrorRow {
  readonly meaning: string;
  /** What to do next, when whoever throws knows nothing closer. */
  readonly hint: string;
  readonly exit: keyof typeof EXIT;
}

export const TOOL_ERRORS = {
  RUN_NOTHING_SELECTED: {
    meaning: 'a pattern or filter matches no test',
    hint: 'See what there is: sx list',
    exit: 'nothing',
  },
  RUN_WORKER_START: {
    meaning: 'no worker can start the engine',
    hint: 'Check the engine and its surroundings: sx doctor',
    exit: 'broken',
  },
  CORPUS_UNREADABLE: {
    meaning: 'the corpus that was named cannot be used',
    hint: 'Name a folder or a .tar.gz with --test262 or TEST262.',
    exit: 'usage',
  },
  CONFIG_INVALID: {
    meaning: 'the configuration file is not valid',
    hint: 'Its keys are described in reports/schema/config.schema.json.',
    exit: 'usage',
  },
  USAGE_INVALID: {
    meaning: 'a flag or argument is not valid',
    hint: 'See the flags of the command: sx COMMAND --help',
    exit: 'usage',
  },
  RUN_NOT_FOUND: {
    meaning: 'there is no run to look at',
    hint: 'Name the folder of a run (sx scoreboard --out DIR writes one), or none for the latest.',
    exit: 'usage',
  },
  RUN_UNREADABLE: {
    meaning: 'the files of a run cannot be read',
    hint: 'Run it again, or name another run.',
    exit: 'broken',
  },
  UPDATE_REFUSED: {
    meaning: 'expectations may not be written from this run',
    hint: 'Run without filters to the end, outside CI, and look at sx compare before.',
    exit: 'unexpected',
  },
  COMMAND_MISSING: {
    meaning: 'this build does not contain the command',
    hint: 'Build again: npm run build',
    exit: 'broken',
  },
  MERGE_REFUSED: {
    meaning: 'runs that are not the shards of one cannot be merged',
    hint: 'Name the folders of all shards 1/n to n/n of one run.',
    exit: 'unexpected',
  },
  EXPECTATIONS_INVALID: {
    meaning: 'an expectations file is not valid',
    hint: 'Mend the line that is named, or write the files anew: sx update',
    exit: 'usage',
  },
  BENCH_PROGRAM_INVALID: {
    meaning: 'a program cannot be timed',
    hint: 'Name an SX file that defines (run) and a JavaScript file that defines run().',
    exit: 'usage',
  },
  BENCH_RESULTS_DIFFER: {
    meaning: 'programs that are compared do not do the same',
    hint: 'Mend the programs: a time says nothing before they agree.',
    exit: 'unexpected',
  },
  BENCH_FAILED: {
    meaning: 'a measurement could not be made',
    hint: 'Run the command that is named by itself to see why.',
    exit: 'broken',
  },
} as const satisfies Readonly<Record<`${string}_${string}`, ToolErrorRow>>;

export type ToolErrorCode = keyof typeof TOOL_ERRORS;

export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: ToolErrorCode;
  readonly hint: string;

  constructor(code: ToolErrorCode, message: string, hint: string = TOOL_ERRORS[code].hint, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }

  get exitCode(): number {
    return EXIT[TOOL_ERRORS[this.code].exit];
  }
}

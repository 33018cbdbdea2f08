/**
 * An interactive session without a terminal: lines in, results out. Lines are gathered until their forms are complete; an
 * error leaves the session as it was. Whoever has a terminal shows the prompts, keeps the history and asks for completions.
 */

import { formTable } from '../expander/forms/table.ts';
import { ReadError, readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import type { Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';
import type { System } from './system.ts';
import { runText, settle } from './text-run.ts';

/** Results are cut after this many parts. */
const RESULT_BUDGET = 2000;

export type ShellReply =
  /** The forms are not complete: more lines are needed. */
  | { kind: 'more' }
  /** Nothing to show. */
  | { kind: 'quiet' }
  | { kind: 'text'; text: string }
  | { kind: 'error'; error: unknown }
  | { kind: 'quit' };

export interface ShellHost {
  /** Answers what programs ask of the outside world; throws a `Raise` to fail a request. */
  answer(request: Value): Value;
  /** Text of a file; throws when it cannot be read. */
  readFile(path: string): string;
}

export const SHELL_HELP = `:help         this text
:quit         leave (also: end of input)
:load FILE    run a file in this session
Anything else is evaluated; \`it\` is the last value. A form may go over several lines; an empty line gives it up.
`;

export class Shell {
  private buffer = '';
  private count = 0;

  constructor(
    private readonly system: System,
    private readonly host: ShellHost,
  ) {}

  /** Whether the lines so far are the beginning of a form. */
  get open(): boolean {
    return this.buffer !== '';
  }

  /** Gives up what has been typed so far. */
  clear(): void {
    this.buffer = '';
  }

  feed(line: string): ShellReply {
    if (!this.open) {
      const command = /^\s*:(\S+)\s*(.*)$/.exec(line);
      if (command) return this.command(command[1] as string, (command[2] as string).trim());
      if (line.trim() === '') return { kind: 'quiet' };
    } else if (line.trim() === '' && !this.insideString()) {
      this.clear();
      return { kind: 'quiet' };
    }
    this.buffer += this.open ? `\n${line}` : line;
    const text = this.buffer;
    const state = this.complete(text);
    if (state === 'more') return { kind: 'more' };
    this.clear();
    return this.run(new SourceText(`input-${++this.count}`, text));
  }

  /** Names that begin with the word at the end of `line`, and that word. */
  completions(line: string): [string[], string] {
    const word = /[^\s()[\]{}"';`,]*$/.exec(line)?.[0] ?? '';
    if (word === '') return [[], word];
    const names = new Set([...formTable.keys(), ...this.system.kernel.user.visibleNames()]);
    const fits = [...names].filter(name => name.startsWith(word) && !name.startsWith('%'));
    return [fits.sort(), word];
  }

  private command(name: string, operand: string): ShellReply {
    switch (name) {
      case 'help':
        return { kind: 'text', text: SHELL_HELP };
      case 'quit':
      case 'exit':
      case 'q':
        return { kind: 'quit' };
      case 'load': {
        if (operand === '') return { kind: 'text', text: 'expected :load FILE\n' };
        let text: string;
        try {
          text = this.host.readFile(operand);
        } catch (e) {
          return { kind: 'text', text: `cannot read ${operand}: ${e instanceof Error ? e.message : String(e)}\n` };
        }
        return this.run(new SourceText(operand, text));
      }
      default:
        return { kind: 'text', text: `unknown command :${name}; :help lists the commands\n` };
    }
  }

  private complete(text: string): 'more' | 'complete' {
    try {
      readAll(new SourceText('input', text), this.system.kernel.symbols);
    } catch (e) {
      // Any other mistake is reported by running the text.
      if (e instanceof ReadError && e.code === 'READ_UNCLOSED') return 'more';
    }
    return 'complete';
  }

  private insideString(): boolean {
    try {
      readAll(new SourceText('input', this.buffer), this.system.kernel.symbols);
      return false;
    } catch (e) {
      return e instanceof ReadError && e.hint.startsWith('string');
    }
  }

  private run(source: SourceText): ShellReply {
    const { kernel } = this.system;
    try {
      const value = settle(runText(this.system, source, kernel.user), request => this.host.answer(request));
      kernel.user.define('it', value);
      return value === null ? { kind: 'quiet' } : { kind: 'text', text: `${inspect(value, { budget: RESULT_BUDGET })}\n` };
    } catch (error) {
      return { kind: 'error', error };
    }
  }
}

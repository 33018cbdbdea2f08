/** What the reader throws: a tool error with a place and a hint; `read-string` turns it into a guest condition. */
import type { SourceText } from './source.ts';

/** Each code with its meaning and what to do about it; the message of an error says what stands there, its hint where the cause is. */
export const READ_ERRORS = {
  READ_UNCLOSED: [
    'the text ends inside a list, a string or a comment, or after a prefix',
    'Close what was opened at the place of the hint.',
  ],
  READ_UNEXPECTED_CLOSE: [
    'something is closed where nothing is open',
    'Take it away, or look for a list that was closed too early.',
  ],
  READ_MISMATCHED_CLOSE: [
    'a parenthesis, bracket or brace closes one of another kind',
    'Close with the twin of what was opened.',
  ],
  READ_MISSING_DATUM: ['a prefix has no datum after it', 'Write the datum that the prefix belongs to.'],
  READ_ODD_DICT: ['a dict literal has a key without a value', 'Write `{:key value …}`.'],
  READ_BAD_NAME: ['a name cannot begin or look so', 'Begin it with a letter or one of `! & * + - / < = > ? _ ~`.'],
  READ_BAD_NUMBER: ['a token begins like a number and is none', 'Mend the number, or begin the name otherwise.'],
  READ_BAD_STRING: ['a string has an escape that is not known', 'Known are `\\" \\\\ \\n \\r \\t \\0 \\uXXXX`.'],
  READ_BAD_CHAR: [
    'a character literal has no character or an unknown name',
    'Write `#\\a`, `#\\x41` or a name such as `#\\space`.',
  ],
  READ_BAD_SYNTAX: ['what follows `#` is no syntax, or cannot be read back', 'Look in `docs/language.md` for what `#` begins.'],
  READ_BAD_DOT: ['a dot stands elsewhere than before the rest of a list', 'Write it once, before the last datum of the list.'],
} as const satisfies Readonly<Record<string, readonly [meaning: string, remedy: string]>>;

export type ReadErrorCode = keyof typeof READ_ERRORS;

export class ReadError extends Error {
  readonly sourceName: string;
  readonly line: number;
  readonly column: number;

  constructor(
    readonly code: ReadErrorCode,
    /** The message without place and hint. */
    readonly reason: string,
    source: SourceText,
    readonly offset: number,
    readonly hint: string,
  ) {
    super(`${source.locate(offset)}: ${reason}${hint ? ` (${hint})` : ''}`);
    this.name = 'ReadError';
    const { line, column } = source.position(offset);
    this.sourceName = source.name;
    this.line = line;
    this.column = column;
  }
}

/** What the reader throws: a tool error with a place and a hint; `read-string` turns it into a guest condition. */
import type { SourceText } from './source.ts';

export type ReadErrorCode =
  | 'READ_UNCLOSED'
  | 'READ_UNEXPECTED_CLOSE'
  | 'READ_MISMATCHED_CLOSE'
  | 'READ_MISSING_DATUM'
  | 'READ_ODD_DICT'
  | 'READ_BAD_NAME'
  | 'READ_BAD_NUMBER'
  | 'READ_BAD_STRING'
  | 'READ_BAD_CHAR'
  | 'READ_BAD_SYNTAX'
  | 'READ_BAD_DOT';

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

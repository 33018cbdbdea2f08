/**
 * A source text with a name. Data carry plain offsets; line and column are computed only when somebody asks, from a
 * table of line starts made on first use.
 */
export interface Position {
  /** Both count from 1; columns count UTF-16 code units. */
  line: number;
  column: number;
}

export class SourceText {
  private lineStarts: number[] | null = null;

  constructor(
    readonly name: string,
    readonly text: string,
    /** Library code: errors in it are reported where the program called it. */
    readonly internal = false,
  ) {}

  /** Line and column of an offset; offsets outside the text are clamped to it. */
  position(offset: number): Position {
    const starts = (this.lineStarts ??= findLineStarts(this.text));
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] as number) + 1 };
  }

  /** The offset of a position. */
  offset({ line, column }: Position): number {
    const starts = (this.lineStarts ??= findLineStarts(this.text));
    return (starts[line - 1] ?? this.text.length) + column - 1;
  }

  /** `line:column`, for messages. */
  place(offset: number): string {
    const { line, column } = this.position(offset);
    return `${line}:${column}`;
  }

  /** `name:line:column`, for messages. */
  locate(offset: number): string {
    return `${this.name}:${this.place(offset)}`;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

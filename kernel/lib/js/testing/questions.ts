/**
 * Programs whose output node has answered once: `npm run answers` starts node for each and stores what it printed beside the programs, so that
 * tests need no other engine. Every table of questions is listed here.
 */

/** A script that prints lines; `lines` of one program are compared one by one. */
export interface Question {
  title: string;
  source: string;
}

/** What was printed, by title: the lines that programs of a table print often are stored once. */
export interface Answers {
  /** Version of the node that answered. */
  node: string;
  lines: readonly string[];
  /** Title of the question → indices into `lines`. */
  printed: Readonly<Record<string, readonly number[]>>;
}

export function packAnswers(node: string, printed: ReadonlyMap<string, readonly string[]>): Answers {
  const index = new Map<string, number>();
  const number = (line: string): number => {
    const known = index.get(line);
    if (known === undefined) index.set(line, index.size);
    return known ?? index.size - 1;
  };
  const packed = Object.fromEntries([...printed].map(([title, lines]) => [title, lines.map(number)]));
  return { node, lines: [...index.keys()], printed: packed };
}

export const answerTo = (answers: Answers, title: string): string[] =>
  (answers.printed[title] ?? []).map(i => answers.lines[i] as string);

/**
 * `sx bench [part…]`: speed of everything as ratios to yardsticks, in parts that can be chosen by name; `sx bench FILE.sx --against
 * FILE.js` for a pair of one's own. Tables go to stdout, progress to stderr, rows to the file of `--json`. A missed bar changes the
 * exit code only with `--check`.
 */
import path from 'node:path';
import { writeWhole } from '../../reports/runs/run-files.ts';
import { judge, type Verdict } from '../bench/bars.ts';
import { benchDocument } from '../bench/document.ts';
import { pairPart } from '../bench/pair.ts';
import { PART_NAMES, type Part, type PartContext, type PartName, type Row } from '../bench/part.ts';
import { PARTS } from '../bench/parts.ts';
import { Progress } from '../bench/progress.ts';
import { barsLine, partTable } from '../bench/table.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { nearest } from '../cli/suggest.ts';
import { ToolError } from '../cli/tool-error.ts';

/** `--json` with this instead of a file: the document on stdout, and no tables. */
const STDOUT = '-';

export async function run({ args, options, terminal }: CommandContext): Promise<number> {
  const corpus = options.test262 ?? process.env.TEST262;
  const context: PartContext = {
    rounds: options.rounds,
    processes: options.processes,
    full: options.full,
    corpus: corpus === undefined || corpus === '' ? undefined : path.resolve(corpus),
    cacheDir: path.resolve(options.cacheDir),
    progress: new Progress(terminal, { quiet: options.quiet }),
  };
  const tables = options.json !== STDOUT;
  const rows: Row[] = [];
  for (const part of await chosenParts(args, options.against, context)) {
    const measured = await measure(part, context);
    rows.push(...measured);
    if (tables) terminal.out.write(`${partTable(part, measured, judge(measured), terminal.style)}\n`);
  }
  const verdicts = judge(rows);
  if (tables && verdicts.length > 0) terminal.out.write(barsLine(verdicts, terminal.style));
  if (options.json !== undefined) {
    const text = `${JSON.stringify(benchDocument(rows, verdicts), null, 2)}\n`;
    if (tables) writeWhole(path.resolve(options.json), text);
    else terminal.out.write(text);
  }
  return exitCodeFor(verdicts, options.check);
}

export function exitCodeFor(verdicts: readonly Verdict[], check: boolean): number {
  return check && verdicts.some(verdict => !verdict.met) ? EXIT.unexpected : EXIT.ok;
}

async function measure(part: Part, context: PartContext): Promise<Row[]> {
  context.progress.step(`${part.name}: starting`);
  try {
    return await part.measure(context);
  } finally {
    context.progress.clear();
  }
}

/** Named parts must be able to run; of all parts, those that cannot are left out with a note. */
async function chosenParts(words: readonly string[], against: string | undefined, context: PartContext): Promise<Part[]> {
  if (against !== undefined) {
    const [file, ...more] = words;
    if (file === undefined || more.length > 0)
      throw new ToolError('USAGE_INVALID', '--against takes one SX program before it', 'sx bench FILE.sx --against FILE.js');
    return [await pairPart(file, against)];
  }
  if (words.length > 0) {
    const parts = PART_NAMES.filter(name => words.map(partNamed).includes(name)).map(name => PARTS[name]);
    for (const part of parts) {
      const refusal = part.refusal?.(context);
      if (refusal !== undefined) throw new ToolError('USAGE_INVALID', `${part.name}: ${refusal}`);
    }
    return parts;
  }
  return PART_NAMES.map(name => PARTS[name]).filter(part => {
    const refusal = part.refusal?.(context);
    if (refusal !== undefined) context.progress.note(`bench: without ${part.name}: ${refusal}`);
    return refusal === undefined;
  });
}

function partNamed(word: string): PartName {
  const found = PART_NAMES.find(name => name === word);
  if (found !== undefined) return found;
  if (word.endsWith('.sx'))
    throw new ToolError('USAGE_INVALID', `${word} needs a program to compare with`, `sx bench ${word} --against FILE.js`);
  const guess = nearest(word, PART_NAMES);
  const hint = guess === undefined ? `The parts: ${PART_NAMES.join(', ')}.` : `Did you mean ${guess}?`;
  throw new ToolError('USAGE_INVALID', `there is no part ${word}`, hint);
}

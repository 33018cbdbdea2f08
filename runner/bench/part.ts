/**
 * The vocabulary of the benchmark. A part measures and answers rows; tables, bars and the JSON file are made from rows alone, so that
 * figures from several processes can be merged before anything is shown.
 */
import type { Progress } from './progress.ts';

export const PART_NAMES = ['kernel', 'pipeline', 'programs', 'startup', 'others', 'language'] as const;
export type PartName = (typeof PART_NAMES)[number];

export interface Row {
  part: PartName;
  program: string;
  /** Who ran it: a tier of ours, or the name of the yardstick. */
  tier: string;
  /** Whose time is 1 in `ratio`. */
  against: string;
  /** Time divided by the yardstick's: less is better. */
  ratio: number;
  ms: number;
  /** Peak resident set of the process. */
  memoryMb?: number;
  casesPerSecond?: number;
  /** Share of the cases that passed; a rate over failures would mean nothing. */
  passShare?: number;
}

export interface Column {
  head: string;
  /** Of the rows of one program. */
  text(rows: readonly Row[]): string;
}

export interface PartContext {
  /** Measured rounds; undefined: what the part finds right. */
  rounds: number | undefined;
  processes: number;
  /** Everything instead of a sample. */
  full: boolean;
  /** Absolute path of test262, when one was named. */
  corpus: string | undefined;
  /** Absolute. */
  cacheDir: string;
  progress: Progress;
}

export interface Part {
  name: PartName;
  title: string;
  /** What the figures mean. */
  note: string;
  columns: readonly Column[];
  /** Why it cannot run here; absent: it always can. */
  refusal?(context: PartContext): string | undefined;
  measure(context: PartContext): Promise<Row[]>;
}

/** `against`: which of several yardsticks. */
export function ratioColumn(tier: string, head = tier, against?: string): Column {
  return column(head, tier, row => formatRatio(row.ratio), against);
}

export function timeColumn(tier: string, head: string): Column {
  return column(head, tier, row => formatMs(row.ms));
}

/** Empty where nothing was measured. */
export function column(head: string, tier: string, format: (row: Row) => string, against?: string): Column {
  return {
    head,
    text: rows => {
      const row = rows.find(each => each.tier === tier && (against === undefined || each.against === against));
      return row === undefined ? '' : format(row);
    },
  };
}

/** Two significant digits at least; more than a hundred needs none after the point. */
export function formatRatio(ratio: number): string {
  return ratio.toFixed(ratio < 10 ? 2 : ratio < 100 ? 1 : 0);
}

export function formatMs(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}

/**
 * Interleaved rounds: every subject is measured once per round, so that a machine that slows down slows all of them, and the median
 * of each is taken.
 */
export interface Subject {
  /** Milliseconds of one run. */
  measure(): number | Promise<number>;
}

export interface Rounds {
  /** Rounds before the first that counts. */
  warmUp: number;
  rounds: number;
  step(round: number, of: number): void;
}

/** The median of each subject, in the order in which they came. */
export async function medians(subjects: readonly Subject[], { warmUp, rounds, step }: Rounds): Promise<number[]> {
  const times: number[][] = subjects.map(() => []);
  for (let round = 1 - warmUp; round <= rounds; round++) {
    step(round + warmUp, rounds + warmUp);
    for (const [i, subject] of subjects.entries()) {
      const ms = await subject.measure();
      if (round > 0) (times[i] as number[]).push(ms);
    }
  }
  return times.map(median);
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

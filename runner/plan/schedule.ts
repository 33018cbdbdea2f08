/**
 * From cases to batches. Cases that took long come first, so that none of them is alone at the end; before them each worker gets a
 * few quick ones, which warm it up and give a first result at once. A batch is limited in number and in expected time: what is lost
 * with a worker is small, and long cases do not queue behind each other.
 */
import { type CaseSpec, caseKey } from '../../harness/test-case.ts';
import type { History } from './history.ts';

export interface Batch {
  cases: readonly CaseSpec[];
}

export interface ScheduleLimits {
  workers: number;
  maxCases: number;
  maxExpectedMs: number;
}

export const BATCH_LIMITS = { maxCases: 32, maxExpectedMs: 2_000 } as const;
const OPENING_CASES = 4;
const UNKNOWN_MS = 20;

/** Cases that are run one after the other by one worker: the tests of one file of SX, any other case by itself. */
interface Piece {
  cases: readonly CaseSpec[];
  ms: number;
}

export function schedule(cases: readonly CaseSpec[], history: History, limits: ScheduleLimits): Batch[] {
  const expected = (each: CaseSpec): number => history.expected(caseKey(each.path, each.mode)) ?? UNKNOWN_MS;
  const pieces = piecesOf(cases, expected);
  const ordered = history.size === 0 ? pieces : pieces.sort((a, b) => b.ms - a.ms);
  const batches: Batch[] = [];
  const opening = history.size === 0 ? 0 : Math.min(limits.workers * OPENING_CASES, Math.floor(ordered.length / 2));
  const quick = ordered.splice(ordered.length - opening, opening).reverse();
  for (let at = 0; at < quick.length; at += OPENING_CASES) batches.push(batchOf(quick.slice(at, at + OPENING_CASES)));
  // Small runs are cut finer, so that every worker gets a part.
  const share = Math.ceil(cases.length / (limits.workers * 3));
  const maxCases = Math.max(1, Math.min(limits.maxCases, share));
  let open: Piece[] = [];
  let openCases = 0;
  let openMs = 0;
  for (const each of ordered) {
    if (open.length > 0 && (openCases + each.cases.length > maxCases || openMs + each.ms > limits.maxExpectedMs)) {
      batches.push(batchOf(open));
      open = [];
      openCases = 0;
      openMs = 0;
    }
    open.push(each);
    openCases += each.cases.length;
    openMs += each.ms;
  }
  if (open.length > 0) batches.push(batchOf(open));
  return batches;
}

const batchOf = (pieces: readonly Piece[]): Batch => ({ cases: pieces.flatMap(piece => piece.cases) });

function piecesOf(cases: readonly CaseSpec[], expected: (each: CaseSpec) => number): Piece[] {
  const pieces: Piece[] = [];
  const files = new Map<string, Piece & { cases: CaseSpec[] }>();
  for (const each of cases) {
    const ms = expected(each);
    if (each.kind === 'program') {
      pieces.push({ cases: [each], ms });
      continue;
    }
    const piece = files.get(each.file);
    if (piece === undefined) {
      const made = { cases: [each], ms };
      files.set(each.file, made);
      pieces.push(made);
    } else {
      piece.cases.push(each);
      piece.ms += ms;
    }
  }
  return pieces;
}

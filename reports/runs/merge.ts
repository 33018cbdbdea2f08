/**
 * Several shards of one run become one record, as if it had never been cut. Refuses, with the whole list of reasons, whatever would
 * make the numbers doubtful: other corpus, engine, options or selection; a missing, doubled or partial shard; a case in two of them
 * with different results.
 */
import type { CaseEnd, RunEnd, RunRecord } from '../events.ts';

/** Reasons that the message names; all of them are in `reasons`. */
const SHOWN = 12;

export class MergeError extends Error {
  override readonly name = 'MergeError';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    const more = reasons.length - SHOWN;
    super([...reasons.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more reasons`] : [])].join('; '));
    this.reasons = reasons;
  }
}

export function mergeRuns(records: readonly RunRecord[]): RunRecord {
  const first = records[0];
  if (first === undefined) throw new MergeError(['there is nothing to merge']);
  const cases = new Map<string, CaseEnd>();
  const reasons = [...unlike(records), ...shardReasons(records), ...addCases(cases, records)];
  if (reasons.length > 0) throw new MergeError(reasons);
  const { selection } = first.start;
  const declared = sum(records, record => record.start.declared);
  return {
    start: {
      ...first.start,
      selection: { ...selection, narrowed: selection.narrowed.filter(each => !each.startsWith('--shard ')) },
      shard: null,
      declared,
      startedAt: records.map(record => record.start.startedAt).sort()[0]!,
      command: first.start.command.replace(/ --shard \d+\/\d+/, ''),
    },
    cases: [...cases.values()],
    end: { ...mergedEnd(records), executed: cases.size },
  };
}

/** Everything that must be the same in all parts. */
function unlike(records: readonly RunRecord[]): string[] {
  const reasons: string[] = [];
  const check = (what: string, of: (record: RunRecord) => string): void => {
    const values = [...new Set(records.map(of))];
    if (values.length > 1) reasons.push(`different ${what}: ${values.join(' and ')}`);
  };
  check('suite', ({ start }) => start.suite.name);
  check('corpus commit', ({ start }) => start.suite.commit);
  check('engine', ({ start }) => `${start.engine} ${start.tier}`);
  check('tool version', ({ start }) => start.tool.version);
  check('seed', ({ start }) => String(start.seed));
  check('options', ({ start }) => JSON.stringify(start.options));
  check('selection', ({ start: { selection } }) =>
    JSON.stringify({ ...selection, narrowed: selection.narrowed.filter(each => !each.startsWith('--shard ')) }),
  );
  return reasons;
}

function shardReasons(records: readonly RunRecord[]): string[] {
  const reasons: string[] = [];
  const seen = new Map<number, number>();
  const counts = new Set<number>();
  for (const { start, end } of records) {
    const [index, count] = start.shard?.split('/').map(Number) ?? [];
    if (index === undefined || count === undefined) {
      reasons.push('one of the runs is no shard');
      continue;
    }
    counts.add(count);
    seen.set(index, (seen.get(index) ?? 0) + 1);
    if (end.interrupted) reasons.push(`shard ${start.shard} was interrupted`);
    else if (start.declared !== end.executed)
      reasons.push(`shard ${start.shard} declared ${start.declared} cases and executed ${end.executed}`);
  }
  if (counts.size > 1) reasons.push(`the runs were cut into ${[...counts].join(' and ')} shards`);
  if (counts.size !== 1) return reasons;
  const [count] = counts;
  for (let index = 1; index <= count!; index += 1) {
    const times = seen.get(index) ?? 0;
    if (times === 0) reasons.push(`shard ${index}/${count} is missing`);
    if (times > 1) reasons.push(`shard ${index}/${count} is there ${times} times`);
  }
  return reasons;
}

/** A case may be in two parts only with the same outcome. */
function addCases(cases: Map<string, CaseEnd>, records: readonly RunRecord[]): string[] {
  const reasons: string[] = [];
  for (const each of records.flatMap(record => record.cases)) {
    const before = cases.get(each.id);
    if (before === undefined) cases.set(each.id, each);
    else if (before.outcome !== each.outcome) reasons.push(`${each.id} has two results: ${before.outcome} and ${each.outcome}`);
    else reasons.push(`${each.id} is in two shards`);
  }
  return reasons;
}

function mergedEnd(records: readonly RunRecord[]): Omit<RunEnd, 'executed'> {
  const ends = records.map(record => record.end);
  const kinds: Record<string, { hits: number; misses: number; rebuilt: number }> = {};
  for (const { cache } of ends) {
    for (const [kind, count] of Object.entries(cache.kinds)) {
      const total = kinds[kind] ?? { hits: 0, misses: 0, rebuilt: 0 };
      kinds[kind] = {
        hits: total.hits + count.hits,
        misses: total.misses + count.misses,
        rebuilt: total.rebuilt + count.rebuilt,
      };
    }
  }
  const firsts = ends.map(end => end.firstResultMs).filter(ms => ms !== null);
  return {
    type: 'run-end',
    // The parts ran side by side.
    wallMs: Math.max(...ends.map(end => end.wallMs)),
    cpuMs: sum(ends, end => end.cpuMs),
    firstResultMs: firsts.length === 0 ? null : Math.min(...firsts),
    interrupted: false,
    interruptedBy: null,
    cache: {
      hits: sum(ends, end => end.cache.hits),
      misses: sum(ends, end => end.cache.misses),
      rebuilt: sum(ends, end => end.cache.rebuilt),
      kinds,
    },
    workers: { started: sum(ends, end => end.workers.started), replaced: sum(ends, end => end.workers.replaced) },
    problems: ends.flatMap(end => end.problems),
    notices: ends.flatMap(end => end.notices),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

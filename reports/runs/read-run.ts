/**
 * Reads the files of a run back into a record. Checks what it reads: an unknown format, a line that is no result, a missing
 * scoreboard and counts that disagree are reported, never smoothed over.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isOutcome } from '../../harness/outcome.ts';
import type { CaseEnd, RunEnd, RunRecord, RunStart } from '../events.ts';
import { SCOREBOARD_FORMAT, type Scoreboard } from '../scoreboard/scoreboard-json.ts';
import { RESULTS_FORMAT, type ResultsMeta } from './results-ndjson.ts';
import { RESULTS_FILE, SCOREBOARD_FILE } from './run-files.ts';

export class RunReadError extends Error {
  override readonly name = 'RunReadError';
}

export function readRun(folder: string): RunRecord {
  const file = path.join(folder, RESULTS_FILE);
  if (!existsSync(file)) throw new RunReadError(`${folder} holds no run (no ${RESULTS_FILE})`);
  const { start, cases, problems } = parseResults(readFileSync(file, 'utf8'), file);
  return { start, cases, end: readEnd(folder, cases, problems) };
}

interface ParsedResults {
  start: RunStart;
  cases: CaseEnd[];
  problems: string[];
}

export function parseResults(text: string, name: string): ParsedResults {
  const lines = text.split('\n');
  const unfinished = lines.pop() !== '';
  const meta = parseLine(lines[0] ?? '', `${name}:1`) as ResultsMeta;
  if (typeof meta.format !== 'number' || meta.format > RESULTS_FORMAT) {
    throw new RunReadError(`${name}: format ${String(meta.format)} is newer than this tool (${RESULTS_FORMAT})`);
  }
  const problems: string[] = unfinished ? [`${name}: last line is cut off`] : [];
  const cases: CaseEnd[] = [];
  const seen = new Set<string>();
  const twice: string[] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const each = parseLine(lines[at]!, `${name}:${at + 1}`) as CaseEnd;
    if (typeof each.id !== 'string' || typeof each.path !== 'string' || !isOutcome(each.outcome)) {
      throw new RunReadError(`${name}:${at + 1}: not a result`);
    }
    if (seen.has(each.id)) twice.push(each.id);
    seen.add(each.id);
    cases.push({ ...each, type: 'case-end' });
  }
  if (twice.length > 0) problems.push(`${name}: ${firstOf(twice)} recorded twice`);
  return { start: { ...meta, type: 'run-start' }, cases, problems };
}

const SHOWN = 3;

function firstOf(ids: readonly string[]): string {
  const more = ids.length - SHOWN;
  return `${ids.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more are` : ids.length === 1 ? ' is' : ' are'}`;
}

function parseLine(line: string, where: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Reported below.
  }
  throw new RunReadError(`${where}: not a JSON record`);
}

function readEnd(folder: string, cases: readonly CaseEnd[], problems: readonly string[]): RunEnd {
  const file = path.join(folder, SCOREBOARD_FILE);
  if (!existsSync(file)) return killedEnd(cases, [...problems, `no ${SCOREBOARD_FILE}: the run was killed before its end`]);
  const board = parseLine(readFileSync(file, 'utf8'), file) as Scoreboard;
  if (typeof board.format !== 'number' || board.format > SCOREBOARD_FORMAT) {
    throw new RunReadError(`${file}: format ${String(board.format)} is newer than this tool (${SCOREBOARD_FORMAT})`);
  }
  return {
    type: 'run-end',
    executed: board.executed,
    wallMs: board.wallMs,
    cpuMs: board.cpuMs,
    firstResultMs: board.firstResultMs,
    interrupted: board.interrupted,
    interruptedBy: board.interruptedBy,
    cache: board.cache,
    workers: board.workers,
    problems: [...board.problems, ...problems],
    notices: board.notices,
  };
}

function killedEnd(cases: readonly CaseEnd[], problems: readonly string[]): RunEnd {
  return {
    type: 'run-end',
    executed: cases.length,
    wallMs: 0,
    cpuMs: 0,
    firstResultMs: null,
    interrupted: true,
    interruptedBy: 'kill',
    cache: { hits: 0, misses: 0, rebuilt: 0, kinds: {} },
    workers: { started: 0, replaced: 0 },
    problems,
    notices: [],
  };
}

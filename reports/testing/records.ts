/** Events and records for tests, with everything that does not matter filled in. */
import type { CaseError, Outcome } from '../../harness/outcome.ts';
import type { Mode } from '../../harness/test-case.ts';
import { type CaseEnd, type RunEnd, type RunRecord, type RunStart, STREAM_FORMAT } from '../events.ts';

export function runStart(change: Partial<RunStart> = {}): RunStart {
  return {
    type: 'run-start',
    format: STREAM_FORMAT,
    tool: { name: 'sx', version: '0.1.0' },
    suite: { name: 'test262', commit: '0123456789', origin: 'cache', cases: 100 },
    engine: 'sx',
    tier: 'auto',
    options: {},
    selection: { patterns: [], modes: ['sloppy', 'strict', 'module'], narrowed: [] },
    seed: null,
    shard: null,
    declared: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    command: 'sx scoreboard',
    machine: { node: 'v20.0.0', platform: 'linux-x64', cpus: 2, workers: 2 },
    notes: [],
    ...change,
  };
}

export function caseEnd(path: string, outcome: Outcome, error?: CaseError, mode: Mode = 'sloppy'): CaseEnd {
  const event: CaseEnd = { type: 'case-end', id: `${path}#${mode}@auto`, path, mode, tier: 'auto', outcome, ms: 1 };
  return error === undefined ? event : { ...event, error };
}

export function runEnd(change: Partial<RunEnd> = {}): RunEnd {
  return {
    type: 'run-end',
    executed: 1,
    wallMs: 1000,
    cpuMs: 1000,
    firstResultMs: null,
    interrupted: false,
    interruptedBy: null,
    cache: { hits: 0, misses: 0, rebuilt: 0, kinds: {} },
    workers: { started: 2, replaced: 0 },
    problems: [],
    notices: [],
    ...change,
  };
}

export function runRecord(cases: readonly CaseEnd[], start: Partial<RunStart> = {}, end: Partial<RunEnd> = {}): RunRecord {
  return { start: runStart({ declared: cases.length, ...start }), cases, end: runEnd({ executed: cases.length, ...end }) };
}

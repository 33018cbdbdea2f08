/** The file of `--json`: rows as they were measured, and the bars they were held against. */
import { availableParallelism } from 'node:os';
import { toolVersion } from '../../harness/project-root.ts';
import type { Verdict } from './bars.ts';
import type { Row } from './part.ts';

export interface BenchDocument {
  format: 1;
  tool: { name: string; version: string };
  machine: { node: string; platform: string; cpus: number };
  rows: Row[];
  bars: Verdict[];
}

export function benchDocument(rows: Row[], bars: Verdict[]): BenchDocument {
  return {
    format: 1,
    tool: { name: 'sx', version: toolVersion() },
    machine: { node: process.version, platform: `${process.platform}-${process.arch}`, cpus: availableParallelism() },
    rows,
    bars,
  };
}

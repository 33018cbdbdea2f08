/** Reads a run for a command: argument or latest, with tool errors. */
import type { RunRecord } from '../../reports/events.ts';
import { RunReadError, readRun } from '../../reports/runs/read-run.ts';
import { ToolError } from '../cli/tool-error.ts';
import { resolveRun } from './run-folder.ts';

export function readRecord(argument: string | undefined): RunRecord {
  const folder = resolveRun(argument);
  try {
    return readRun(folder);
  } catch (error) {
    if (error instanceof RunReadError) throw new ToolError('RUN_UNREADABLE', error.message, undefined, error);
    throw error;
  }
}

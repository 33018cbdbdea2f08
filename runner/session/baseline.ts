/** Expectations as the commands use them: read with tool errors, judged, updated or refused. */
import { relative } from 'node:path';
import type { RunRecord } from '../../reports/events.ts';
import { ExpectationsError, readExpectations, writeExpectations } from '../../reports/expectations/expectation-files.ts';
import type { Expectations } from '../../reports/expectations/expectations.ts';
import { updatedExpectations, updateRefusals } from '../../reports/expectations/update-expectations.ts';
import { ToolError } from '../cli/tool-error.ts';
import type { ResolvedConfig } from './config.ts';

export function loadExpectations(config: ResolvedConfig, suite: string): Expectations {
  try {
    return readExpectations(config.expectations, suite);
  } catch (error) {
    if (error instanceof ExpectationsError) throw new ToolError('EXPECTATIONS_INVALID', error.message, undefined, error);
    throw error;
  }
}

/** Writes the expectations of a run; answers what was done, in words. */
export function updateBaseline(config: ResolvedConfig, record: RunRecord, before: Expectations, adopt: boolean): string {
  const refusals = updateRefusals(record, before, { adopt });
  if (refusals.length > 0) {
    const hint =
      'Run without filters to the end; --adopt-commit moves the expectations to another corpus commit, engine or tier.';
    throw new ToolError('UPDATE_REFUSED', `expectations were not written: ${refusals.join('; ')}`, hint);
  }
  const update = updatedExpectations(record, before);
  writeExpectations(config.expectations, update.meta, update.entries, update.passing);
  const where = relative(process.cwd(), config.expectations) || '.';
  return `${where}: ${update.added} entries added, ${update.changed} changed, ${update.removed} removed, ${update.entries.size} in all\n`;
}

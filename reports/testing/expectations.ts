/** Expectations and failures for tests, with everything that does not matter filled in. */
import type { CaseEnd } from '../events.ts';
import type { ExpectationEntry, Expectations } from '../expectations/expectations.ts';
import { caseEnd } from './records.ts';

const META = {
  format: 1,
  suite: 'test262',
  commit: '0123456789',
  engine: 'sx',
  tier: 'auto',
  categories: { 'a/b': { cases: 2, pass: 1 } },
};

export function expectations(entries: Record<string, ExpectationEntry>, meta: object = {}): Expectations {
  return { meta: { ...META, ...meta }, entries: new Map(Object.entries(entries)) };
}

export const FAIL: ExpectationEntry = { outcome: 'fail' };
export const fail = (path: string, message = 'm'): CaseEnd => caseEnd(path, 'fail', { name: 'E', message });

/**
 * Every table of questions, by the name of the file in this folder that holds the answers. What depends on translation is asked on every tier; the
 * runtime and the builtins are compiled natively in all of them.
 */
import { TIERS, type Tier } from '../../../testing/js.ts';
import { dates } from './dates.ts';
import { earlyErrors } from './early-errors.ts';
import { evalMatrix } from './eval-matrix.ts';
import { pristine } from './pristine.ts';
import type { Question } from './questions.ts';
import { scopes } from './scopes.ts';
import { sparseArrays } from './sparse-arrays.ts';

interface Table {
  questions: readonly Question[];
  tiers: readonly Tier[];
}

const everywhere = (questions: readonly Question[]): Table => ({ questions, tiers: TIERS });
const runtime = (questions: readonly Question[]): Table => ({ questions, tiers: ['cek', 'auto'] });

export const TABLES: Readonly<Record<string, Table>> = {
  'dates.answers.json': runtime(dates),
  'early-errors.answers.json': runtime(earlyErrors),
  'eval-matrix.answers.json': everywhere(evalMatrix),
  'pristine.answers.json': runtime(pristine),
  'scopes.answers.json': everywhere(scopes),
  'sparse-arrays.answers.json': runtime(sparseArrays),
};

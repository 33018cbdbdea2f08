/** Every table of questions, by the name of the file in this folder that holds the answers. */
import { earlyErrors } from './early-errors.ts';
import { evalMatrix } from './eval-matrix.ts';
import type { Question } from './questions.ts';
import { scopes } from './scopes.ts';

export const TABLES: Readonly<Record<string, readonly Question[]>> = {
  'early-errors.answers.json': earlyErrors,
  'eval-matrix.answers.json': evalMatrix,
  'scopes.answers.json': scopes,
};

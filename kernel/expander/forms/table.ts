/** All special forms. A family per file; the reference page is generated from this table. */
import { bindingForms } from './binding.ts';
import { caseForms } from './case.ts';
import { conditionalForms } from './conditional.ts';
import { controlForms } from './control.ts';
import { coreForms } from './core.ts';
import { doForms } from './do.ts';
import { lambdaForms } from './lambda.ts';
import { libraryForms } from './library.ts';
import { macroForms } from './macro.ts';
import { matchForms } from './match.ts';
import { quoteForms } from './quote.ts';
import { recordForms } from './record.ts';
import type { FormRow } from './row.ts';
import { threadingForms } from './threading.ts';

const families = [
  coreForms,
  lambdaForms,
  bindingForms,
  conditionalForms,
  caseForms,
  doForms,
  quoteForms,
  controlForms,
  macroForms,
  recordForms,
  matchForms,
  threadingForms,
  libraryForms,
];

export const formTable: ReadonlyMap<string, FormRow> = new Map(families.flat().map(row => [row.name, row]));

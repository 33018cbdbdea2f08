/** All special forms. A family per file; the reference page is generated from this table. */
import { Shape } from '../shape.ts';
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
import { valuesForms } from './values.ts';

export const FORM_FAMILIES: readonly (readonly [title: string, rows: readonly FormRow[]])[] = [
  ['Definitions, assignment, sequence', coreForms],
  ['Procedures and generators', lambdaForms],
  ['Local bindings and loops', [...bindingForms, ...doForms]],
  ['Several values', valuesForms],
  ['Conditionals', [...conditionalForms, ...caseForms]],
  ['Patterns', matchForms],
  ['Quotation and literals', quoteForms],
  ['Control', controlForms],
  ['Threading', threadingForms],
  ['Macros', macroForms],
  ['Records and sum types', recordForms],
  ['Libraries', libraryForms],
];

/** A row with its shape, which is read when the form is first used. */
export type Form = FormRow & { readonly shape: Shape };

function formOf(row: FormRow): Form {
  let shape: Shape | null = null;
  return Object.defineProperty({ ...row }, 'shape', { get: () => (shape ??= new Shape(row.syntax)) }) as Form;
}

export const formTable: ReadonlyMap<string, Form> = new Map(
  FORM_FAMILIES.flatMap(([, rows]) => rows.map(row => [row.name, formOf(row)] as const)),
);

/**
 * Writes what is generated from tables: the references of the command line, the effects, the error codes and the special forms, and the JSON
 * Schemas. With `--check` it only compares, and ends with 1 when a file on disk differs.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../harness/project-root.ts';
import { formReference } from '../kernel/expander/forms/reference.ts';
import { SYNTAX_ISSUES } from '../kernel/expander/issue.ts';
import { READ_ERRORS } from '../kernel/reader/read-error.ts';
import { CONDITION_KINDS } from '../kernel/values/condition.ts';
import { effectReference } from '../platform/effects/reference.ts';
import { writeWhole } from '../reports/runs/run-files.ts';
import { SCHEMA_FILES } from '../reports/schema/definitions.ts';
import { commandReference } from '../runner/cli/command-reference.ts';
import { type ErrorFamily, errorReference } from '../runner/cli/error-reference.ts';

const LANGUAGE_ERRORS: readonly ErrorFamily[] = [
  {
    title: 'Of the reader',
    introduction: 'A text of SX that cannot be read; `read-string` turns it into a condition of kind "syntax".',
    codes: READ_ERRORS,
  },
  {
    title: 'Of the expander',
    introduction: 'A program whose shape is wrong, found before any of it runs: a condition of kind "syntax" with its place.',
    codes: SYNTAX_ISSUES,
  },
  {
    title: 'Kinds of conditions',
    introduction: 'What `condition-kind` answers in a `guard`. The irritants of kind "io" are in `docs/reference/effects.md`.',
    codes: CONDITION_KINDS,
  },
];

export function generatedFiles(): Map<string, string> {
  const files = new Map([
    ['docs/reference/cli.md', commandReference()],
    ['docs/reference/effects.md', effectReference()],
    ['docs/reference/errors.md', errorReference(LANGUAGE_ERRORS)],
    ['docs/reference/special-forms.md', formReference()],
  ]);
  for (const [name, schema] of Object.entries(SCHEMA_FILES)) {
    files.set(`reports/schema/${name}`, `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`);
  }
  return files;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('write-docs')) {
  const check = process.argv.includes('--check');
  let different = 0;
  for (const [name, text] of generatedFiles()) {
    const file = path.join(projectRoot(), name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    different += 1;
    if (!check) writeWhole(file, text);
    process.stdout.write(`${check ? 'out of date' : 'written'}: ${name}\n`);
  }
  if (check && different > 0) {
    process.stderr.write('run: npm run docs\n');
    process.exitCode = 1;
  }
}

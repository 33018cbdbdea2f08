/**
 * Writes what is generated from tables: the references of the command line, of the effects and of the special forms, and the JSON
 * Schemas. With `--check` it only compares, and ends with 1 when a file on disk differs.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../harness/project-root.ts';
import { formReference } from '../kernel/expander/forms/reference.ts';
import { effectReference } from '../platform/effects/reference.ts';
import { writeWhole } from '../reports/runs/run-files.ts';
import { SCHEMA_FILES } from '../reports/schema/definitions.ts';
import { commandReference } from '../runner/cli/command-reference.ts';

export function generatedFiles(): Map<string, string> {
  const files = new Map([
    ['docs/reference/cli.md', commandReference()],
    ['docs/reference/effects.md', effectReference()],
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

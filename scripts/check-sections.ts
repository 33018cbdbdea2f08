/**
 * Citations, checked: every definition of `kernel/lib/js` that is named like an abstract operation of ECMA-262 cites the operation's
 * section by its id, which stays the same between editions, in the comment above it. `ecma262-operations.json` lists the operations with
 * their ids, from the specification's own machine-readable contents. Prints what is missing; ends with 1 when something is.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fastGlob from 'fast-glob';
import { projectRoot } from '../harness/project-root.ts';

const DEFINITION = /^\((?:define|defmacro) \(?js-([a-z][a-z0-9-]*)[!?]?(?=[ )])/;

/** Operations by their names in lower case without hyphens, as definitions are compared with them. */
function operationsOf(root: string): Map<string, { operation: string; id: string }> {
  const table = JSON.parse(readFileSync(path.join(root, 'scripts/ecma262-operations.json'), 'utf8')) as Record<string, string>;
  return new Map(Object.entries(table).map(([operation, id]) => [operation.toLowerCase(), { operation, id }]));
}

export function checkSections(root: string): string[] {
  const operations = operationsOf(root);
  const ids = new Set([...operations.values()].map(({ id }) => id));
  const problems: string[] = [];
  for (const file of fastGlob.sync('kernel/lib/js/**/*.sx', { cwd: root }).sort()) {
    let comment = '';
    for (const [number, line] of readFileSync(path.join(root, file), 'utf8').split('\n').entries()) {
      const place = `${file}:${number + 1}`;
      for (const [, operation, id] of line.matchAll(/([A-Z][A-Za-z0-9]+)[ ,]{1,2}\(?(sec-[\w.-]+)/g)) {
        const known = operations.get((operation as string).toLowerCase());
        if (known !== undefined && known.id !== id) problems.push(`${place}: ${operation} is ${known.id}, not ${id}`);
        if (known === undefined && ids.has(id as string)) problems.push(`${place}: ${id} is not the section of ${operation}`);
      }
      if (line.startsWith(';')) {
        comment += line;
        continue;
      }
      const name = DEFINITION.exec(line)?.[1]?.replaceAll('-', '');
      const found = name === undefined ? undefined : operations.get(name);
      if (found !== undefined && !comment.includes(found.id))
        problems.push(`${place}: ${found.operation} is defined without its section: write (${found.id}) above it`);
      comment = '';
    }
  }
  return problems;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('check-sections')) {
  const problems = checkSections(projectRoot());
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(`sections: ${problems.length === 0 ? 'all operations cite theirs' : `${problems.length} problems`}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

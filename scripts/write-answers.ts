/**
 * Asks node, started once per program, what the programs of `kernel/lib/js/testing/tables.ts` print, and stores the answers beside the tables
 * (`npm run answers`, with names of tables: only those). Answers are data of the tests: look at what changed before committing it.
 */
import path from 'node:path';
import { projectRoot } from '../harness/project-root.ts';
import { packAnswers } from '../kernel/lib/js/testing/questions.ts';
import { TABLES } from '../kernel/lib/js/testing/tables.ts';
import { askHost } from '../kernel/testing/js.ts';
import { writeWhole } from '../reports/runs/run-files.ts';

function main(wanted: readonly string[]): number {
  for (const name of wanted) {
    if (TABLES[name] === undefined) {
      process.stderr.write(`answers: no table ${name}; there are: ${Object.keys(TABLES).join(', ')}\n`);
      return 2;
    }
  }
  for (const [name, { questions }] of Object.entries(TABLES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const printed = new Map<string, string[]>();
    for (const { title, source } of questions) {
      const { lines, complaint } = askHost(source);
      if (complaint !== '') {
        process.stderr.write(`answers: node cannot run ${title} of ${name}:\n${complaint}`);
        return 1;
      }
      printed.set(title, lines);
    }
    const answers = packAnswers(process.versions.node, printed);
    writeWhole(path.join(projectRoot(), 'kernel/lib/js/testing', name), `${JSON.stringify(answers)}\n`);
    process.stdout.write(`${name}: ${questions.length} programs, ${answers.lines.length} different lines\n`);
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));

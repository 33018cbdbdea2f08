/**
 * Citations, checked: every definition of `kernel/lib/js` that is named like an abstract operation of ECMA-262, and every clause that defines
 * a built-in of ECMA-262, cites the section by its id, which stays the same between editions: in the comment above it or behind it. Every id
 * that is cited exists, and intrinsics cite no section by its number. The lists are in `sections/`. Prints what is wrong; ends with 1 when
 * something is.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fastGlob from 'fast-glob';
import { projectRoot } from '../harness/project-root.ts';
import { builtinMembers } from './sections/builtin-sections.ts';

const DEFINITION = /^\((?:define|defmacro) \(?js-([a-z][a-z0-9-]*)[!?]?(?=[ )])/;
const CITED = /\bsec-[\w.%-]*[\w%]/g;
/** Temporal's text is not part of ECMA-262 yet: what it calls its sections, and the files that follow it. */
const OF_PROPOSALS = /temporal/;
const FILES_OF_PROPOSALS = /\/temporal\//;
const NUMBER = /(?<![\w.])(?:\d{1,2}|[A-G])(?:\.\d+){2,}/;

export interface Sections {
  /** Abstract operation → id. */
  readonly operations: Readonly<Record<string, string>>;
  /** Built-in → id. */
  readonly builtins: Readonly<Record<string, string>>;
  readonly others: readonly string[];
}

export function readSections(root: string): Sections {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, `scripts/sections/${name}.json`), 'utf8'));
  return { operations: read('operations'), builtins: read('builtins'), others: read('others') } as Sections;
}

export function checkSections(root: string): string[] {
  const checker = new Checker(readSections(root));
  const files = fastGlob.sync('kernel/lib/js/**/*.sx', { cwd: root }).sort();
  return files.flatMap(file => checker.problemsIn(file, readFileSync(path.join(root, file), 'utf8')));
}

export class Checker {
  readonly #builtins: Readonly<Record<string, string>>;
  /** Operations by their names in lower case without hyphens, as definitions are compared with them. */
  readonly #operations: ReadonlyMap<string, { operation: string; id: string }>;
  readonly #operationIds: ReadonlySet<string>;
  readonly #ids: ReadonlySet<string>;

  constructor({ operations, builtins, others }: Sections) {
    this.#builtins = builtins;
    this.#operations = new Map(Object.entries(operations).map(([operation, id]) => [operation.toLowerCase(), { operation, id }]));
    this.#operationIds = new Set(Object.values(operations));
    this.#ids = new Set([...this.#operationIds, ...Object.values(builtins), ...others]);
  }

  problemsIn(file: string, text: string): string[] {
    const lines = text.split('\n');
    const intrinsics = file.includes('/intrinsics/');
    const proposal = FILES_OF_PROPOSALS.test(file);
    return [
      ...lines.flatMap((_, at) =>
        this.#inLine(lines, at, { intrinsics, proposal }).map(problem => `${file}:${at + 1}: ${problem}`),
      ),
      ...(intrinsics ? this.#builtinsOf(file, text, lines) : []),
    ];
  }

  #inLine(lines: readonly string[], at: number, { intrinsics, proposal }: { intrinsics: boolean; proposal: boolean }): string[] {
    const line = lines[at]!;
    const problems: string[] = [];
    for (const [, operation, id] of line.matchAll(/(?<![\w.])([A-Z][A-Za-z0-9]+)[ ,]{1,2}\(?(sec-[\w.-]+)/g)) {
      const known = this.#operations.get(operation!.toLowerCase());
      if (known !== undefined && known.id !== id && this.#builtins[operation!] !== id)
        problems.push(`${operation} is ${known.id}, not ${id}`);
      if (known === undefined && this.#operationIds.has(id!)) problems.push(`${id} is not the section of ${operation}`);
    }
    const comment = commentOf(line);
    for (const [id] of comment.matchAll(CITED))
      if (!this.#ids.has(id) && !proposal && !OF_PROPOSALS.test(id)) problems.push(`ECMA-262 has no section ${id}`);
    const number = intrinsics ? NUMBER.exec(comment)?.[0] : undefined;
    if (number !== undefined) problems.push(`${number} is the number of one edition: cite the section's id`);
    const name = DEFINITION.exec(line)?.[1]?.replaceAll('-', '');
    const found = name === undefined ? undefined : this.#operations.get(name);
    if (found !== undefined && !citationsAt(lines, at).has(found.id))
      problems.push(`${found.operation} is defined without its section: write (${found.id}) above it`);
    return problems;
  }

  #builtinsOf(file: string, text: string, lines: readonly string[]): string[] {
    return builtinMembers(file, text).flatMap(({ names, line }) => {
      const name = names.find(each => Object.hasOwn(this.#builtins, each));
      const id = name === undefined ? undefined : this.#builtins[name];
      if (id === undefined || citationsAt(lines, line).has(id)) return [];
      return [`${file}:${line + 1}: ${name} is defined without its section: write ; ${id} behind it`];
    });
  }
}

/** What is cited behind a line and in the comment lines right above it. */
function citationsAt(lines: readonly string[], at: number): Set<string> {
  let comments = commentOf(lines[at]!);
  for (let above = at - 1; above >= 0 && lines[above]!.trimStart().startsWith(';'); above -= 1) comments += ` ${lines[above]}`;
  return new Set(Array.from(comments.matchAll(CITED), ([id]) => id));
}

/** From the first semicolon that is in no string. */
function commentOf(line: string): string {
  return /^(?:[^;"]|"(?:[^"\\]|\\.)*")*(;.*)$/.exec(line)?.[1] ?? '';
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('check-sections')) {
  const problems = checkSections(projectRoot());
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(
    `sections: ${problems.length === 0 ? 'all operations and built-ins cite theirs' : `${problems.length} problems`}\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/**
 * Expectations on disk: `<folder>/<suite>/suite.json` and one `<top folder>.json` beside it. Files are validated when they are
 * read and written so that two versions differ only in the lines of the entries that differ.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../runs/run-files.ts';
import { expectationEntrySchema, suiteExpectationsSchema } from '../schema/definitions.ts';
import { topFolderOfKey } from './expectation-keys.ts';
import {
  EXPECTATIONS_FORMAT,
  type ExpectationEntry,
  type Expectations,
  NO_EXPECTATIONS,
  type SuiteExpectations,
} from './expectations.ts';
import { formatPassing, PASSING_FILE, parsePassing } from './passing-tests.ts';

export class ExpectationsError extends Error {
  override readonly name = 'ExpectationsError';
}

const SUITE_FILE = 'suite.json';

export function readExpectations(home: string, suite: string): Expectations {
  const folder = path.join(home, suite);
  const file = path.join(folder, SUITE_FILE);
  if (!existsSync(file)) return NO_EXPECTATIONS;
  const meta = parse(file, suiteExpectationsSchema) as SuiteExpectations;
  if (meta.format > EXPECTATIONS_FORMAT) throw new ExpectationsError(`${file}: format ${meta.format} is newer than this tool`);
  const entries = new Map<string, ExpectationEntry>();
  for (const name of readdirSync(folder).sort()) {
    if (name === SUITE_FILE || !name.endsWith('.json')) continue;
    const records = parse(path.join(folder, name), z.record(z.string(), expectationEntrySchema)) as Record<
      string,
      ExpectationEntry
    >;
    for (const [key, entry] of Object.entries(records)) {
      if (`${topFolderOfKey(key)}.json` !== name)
        throw new ExpectationsError(`${path.join(folder, name)}: ${key} belongs into another file`);
      entries.set(key, entry);
    }
  }
  const passing = readPassing(path.join(folder, PASSING_FILE));
  return passing === undefined ? { meta, entries } : { meta, entries, passing };
}

function readPassing(file: string): ReadonlySet<string> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parsePassing(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ExpectationsError(`${file}: ${(error as Error).message}`);
  }
}

function parse(file: string, schema: z.ZodType): unknown {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ExpectationsError(`${file}: ${(error as Error).message}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new ExpectationsError(`${file}: ${issue.path.join('.')}: ${issue.message}`);
}

export function writeExpectations(
  home: string,
  meta: SuiteExpectations,
  entries: ReadonlyMap<string, ExpectationEntry>,
  passing?: ReadonlySet<string>,
): void {
  const folder = path.join(home, meta.suite);
  const files = new Map<string, [string, ExpectationEntry][]>();
  for (const [key, entry] of entries) {
    const name = `${topFolderOfKey(key)}.json`;
    const list = files.get(name);
    if (list === undefined) files.set(name, [[key, entry]]);
    else list.push([key, entry]);
  }
  if (existsSync(folder)) {
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.json') && name !== SUITE_FILE && !files.has(name)) rmSync(path.join(folder, name));
    }
  }
  for (const [name, list] of files) writeWhole(path.join(folder, name), formatEntries(list));
  if (passing !== undefined) writeWhole(path.join(folder, PASSING_FILE), formatPassing(passing));
  writeWhole(path.join(folder, SUITE_FILE), formatMeta(meta));
}

export function formatEntries(list: readonly (readonly [string, ExpectationEntry])[]): string {
  const sorted = [...list].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([key, entry]) => `${JSON.stringify(key)}: ${JSON.stringify(entry)}`);
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

function formatMeta(meta: SuiteExpectations): string {
  const { categories, ...rest } = meta;
  const names = Object.keys(categories).sort();
  const head = Object.entries(rest).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const body = names.map(name => `    ${JSON.stringify(name)}: ${JSON.stringify(categories[name])}`);
  return `{\n${head.join('\n')}\n  "categories": {\n${body.join(',\n')}\n  }\n}\n`;
}

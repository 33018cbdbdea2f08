/** Notes stand for files as long as nobody touched them. */
import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CacheStore } from '../../cache/store.ts';
import { noteOn } from './source-notes.ts';

const HOUR = 3_600_000;
let folder: string;
let files: string[];
let store: CacheStore;
const later = (): number => Date.now() + HOUR;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-notes-'));
  files = ['a.sx', 'b.sx'].map(name => path.join(folder, name));
  for (const file of files) writeFileSync(file, '(text)');
  store = new CacheStore(path.join(folder, 'cache'));
  noteOn(files, store, later()).write('digest');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a note is found again', () => expect(noteOn(files, store).digest).toBe('digest'));

test('other files have no note', () => {
  expect(noteOn(files.slice(1), store).digest).toBeUndefined();
  expect(noteOn([...files].reverse(), store).digest).toBeUndefined();
});

test('an edit that keeps size and modification time is noticed', () => {
  const { atime, mtime } = statSync(files[0]!);
  writeFileSync(files[0]!, '(TEXT)');
  utimesSync(files[0]!, atime, mtime);
  expect(noteOn(files, store).digest).toBeUndefined();
});

test('a file that takes the place of another is noticed', () => {
  const { atime, mtime } = statSync(files[0]!);
  writeFileSync(path.join(folder, 'new'), '(TEXT)');
  utimesSync(path.join(folder, 'new'), atime, mtime);
  renameSync(path.join(folder, 'new'), files[0]!);
  expect(noteOn(files, store).digest).toBeUndefined();
});

test('files that were changed a moment ago get no note', () => {
  writeFileSync(files[0]!, '(newer)');
  noteOn(files, store).write('early');
  expect(noteOn(files, store).digest).toBeUndefined();
});

/** The store under attack: damage of every kind, races, disks that refuse. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addCounters, type CacheCounters, sumCounters } from './counters.ts';
import { decodeEntry, encodeEntry } from './entry-format.ts';
import { fingerprint } from './fingerprint.ts';
import { CacheStore } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KEY = fingerprint({ name: 'entry' });

test('what was put is got, by another store too', () => {
  const store = new CacheStore(folder);
  expect(store.get('kind', KEY)).toBeUndefined();
  store.put('kind', KEY, 'payload\nwith lines');
  expect(new CacheStore(folder).get('kind', KEY)?.toString()).toBe('payload\nwith lines');
  expect(store.counters).toEqual({ kind: { hits: 0, misses: 1, rebuilt: 0 } });
});

test('binary payloads and empty ones survive', () => {
  const store = new CacheStore(folder);
  const bytes = Uint8Array.from({ length: 1000 }, (_, at) => at % 256);
  store.put('kind', KEY, bytes);
  expect([...store.get('kind', KEY)!]).toEqual([...bytes]);
  store.put('kind', KEY, '');
  expect(store.get('kind', KEY)?.byteLength).toBe(0);
});

test('entries lie in folders by kind and by the beginning of the key, and nothing else is left', () => {
  const store = new CacheStore(folder);
  expect(store.fileOf('kind', 'abcdef')).toBe(path.join(folder, 'kind', 'ab', 'abcdef'));
  store.put('kind', 'abcdef', 'x');
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['kind', 'kind/ab', 'kind/ab/abcdef']);
});

test('an entry is built once, be it text or bytes', () => {
  const store = new CacheStore(folder);
  const built: string[] = [];
  const build = (made: string | Uint8Array): Buffer =>
    store.getOrBuild('kind', typeof made === 'string' ? 'text' : 'bytes', () => {
      built.push(typeof made);
      return made;
    });
  for (let round = 0; round < 2; round += 1) {
    expect(build('grün').toString('utf8')).toBe('grün');
    expect(build(Uint8Array.of(0, 255, 128))).toEqual(Buffer.from([0, 255, 128]));
  }
  expect(built).toEqual(['string', 'object']);
  expect(store.counters).toEqual({ kind: { hits: 2, misses: 2, rebuilt: 0 } });
});

test('text comes back as it was, and is counted as any entry', () => {
  const store = new CacheStore(folder);
  for (const [key, text] of [
    ['ascii', 'plain'],
    ['other', 'größer €'],
  ] as const) {
    store.put('kind', key, text);
    expect(store.getText('kind', key)).toBe(text);
  }
  expect(store.getText('kind', 'absent')).toBeUndefined();
  expect(store.counters).toEqual({ kind: { hits: 2, misses: 1, rebuilt: 0 } });
});

test('counters and damage are taken once', () => {
  const store = new CacheStore(folder);
  store.get('kind', 'absent');
  expect(store.takeCounters()).toEqual({ kind: { hits: 0, misses: 1, rebuilt: 0 } });
  expect(store.takeCounters()).toEqual({});
  store.get('kind', 'absent');
  expect(store.takeCounters()).toEqual({ kind: { hits: 0, misses: 1, rebuilt: 0 } });
});

describe('damage is detected, reported, healed and counted', () => {
  test.each<[string, (file: string) => void]>([
    ['truncated', file => truncateSync(file, readFileSync(file).byteLength - 3)],
    ['emptied', file => truncateSync(file, 0)],
    ['cut in the header', file => truncateSync(file, 20)],
    ['one byte flipped', file => flip(file, -1)],
    ['header flipped', file => flip(file, 4)],
    ['longer than it should be', file => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]))],
    [
      'entry of another key',
      file => writeFileSync(file, encodeEntry('kind', fingerprint({ name: 'other' }), Buffer.from('built'))),
    ],
    ['entry of another format', file => writeFileSync(file, readFileSync(file, 'utf8').replace('sx-cache 1', 'sx-cache 99'))],
    [
      'a folder in its place',
      file => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('%s', (_, damage) => {
    new CacheStore(folder).put('kind', KEY, 'built');
    const store = new CacheStore(folder);
    damage(store.fileOf('kind', KEY));
    expect(store.getOrBuild('kind', KEY, () => 'built').toString()).toBe('built');
    expect(store.counters).toEqual({ kind: { hits: 0, misses: 0, rebuilt: 1 } });
    expect(store.takeDamage()).toEqual([{ kind: 'kind', key: KEY, damage: expect.stringMatching(/.+/) }]);
    expect(store.takeDamage()).toEqual([]);
    expect(new CacheStore(folder).get('kind', KEY)?.toString()).toBe('built');
  });
});

test('switched off, it is always empty and writes nothing', () => {
  const store = new CacheStore(folder, { enabled: false });
  expect(store.getOrBuild('kind', KEY, () => 'one').toString()).toBe('one');
  expect(store.getOrBuild('kind', KEY, () => 'two').toString()).toBe('two');
  expect(readdirSync(folder)).toEqual([]);
  expect(store.counters).toEqual({ kind: { hits: 0, misses: 2, rebuilt: 0 } });
  // What others have stored is not read either.
  new CacheStore(folder).put('kind', KEY, 'stored');
  expect(store.get('kind', KEY)).toBeUndefined();
  expect(store.enabled).toBe(false);
});

test('a disk that refuses turns writing off and fails nothing', () => {
  writeFileSync(path.join(folder, 'kind'), 'a file where a folder must be');
  const store = new CacheStore(folder);
  store.put('kind', KEY, 'x');
  expect(store.writeFailure).toMatch(/EEXIST|ENOTDIR/);
  store.put('other', KEY, 'x');
  expect(readdirSync(folder)).toEqual(['kind']);
  chmodSync(folder, 0o755);
});

test('a write that fails half-way leaves no temporary file', () => {
  const store = new CacheStore(folder);
  mkdirSync(path.join(store.fileOf('kind', KEY), 'in the way'), { recursive: true });
  store.put('kind', KEY, 'x');
  expect(store.writeFailure).toMatch(/EISDIR|ENOTEMPTY|EEXIST/);
  expect(readdirSync(path.dirname(store.fileOf('kind', KEY)))).toEqual([KEY]);
});

test('damage is removed at once', () => {
  const store = new CacheStore(folder);
  store.put('kind', KEY, 'x');
  truncateSync(store.fileOf('kind', KEY), 3);
  expect(store.get('kind', KEY)).toBeUndefined();
  expect(existsSync(store.fileOf('kind', KEY))).toBe(false);
});

test('names that could leave the folder are refused', () => {
  const store = new CacheStore(folder);
  for (const [kind, key] of [
    ['..', KEY],
    ['a/b', KEY],
    ['kind', '../../x'],
    ['kind', ''],
    ['.kind', KEY],
    ['kind', 'key\n'],
    ['kind', ' key'],
    ['kind', 'k'.repeat(129)],
  ] as const) {
    expect(() => store.put(kind, key, 'x')).toThrow(/not a cache name/);
  }
});

test('many writers and readers of the same entries never see a wrong or partial one', async () => {
  const bundle = path.join(folder, 'store.mjs');
  buildSync({
    entryPoints: [path.join(import.meta.dirname, 'store.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: bundle,
  });
  const script = path.join(folder, 'racer.mjs');
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads';
     import { CacheStore } from './store.mjs';
     const store = new CacheStore(${JSON.stringify(path.join(folder, 'shared'))});
     const wrong = [];
     for (let round = 0; round < 150; round += 1) {
       const key = 'key' + (round % 5);
       const value = key.repeat(5000);
       if (store.getOrBuild('race', key, () => value).toString() !== value) wrong.push(key);
       if (round % 7 === 0) store.put('race', key, value);
     }
     parentPort.postMessage({ wrong, counters: store.counters, failure: store.writeFailure });`,
  );
  const reports = await Promise.all(
    Array.from(
      { length: 4 },
      () =>
        new Promise<{ wrong: string[]; counters: CacheCounters; failure?: string }>((resolve, reject) => {
          const worker = new Worker(script);
          worker.once('message', resolve);
          worker.once('error', reject);
        }),
    ),
  );
  for (const { wrong, counters, failure } of reports) {
    expect(wrong).toEqual([]);
    expect(failure).toBeUndefined();
    expect(counters.race!.rebuilt).toBe(0);
  }
  expect(
    readdirSync(path.join(folder, 'shared/race'), { recursive: true }).filter(name => String(name).endsWith('.tmp')),
  ).toEqual([]);
});

test('counters add up', () => {
  const total: CacheCounters = {};
  addCounters(total, { a: { hits: 1, misses: 2, rebuilt: 3 } });
  addCounters(total, { a: { hits: 1, misses: 0, rebuilt: 0 }, b: { hits: 0, misses: 5, rebuilt: 0 } });
  expect(total).toEqual({ a: { hits: 2, misses: 2, rebuilt: 3 }, b: { hits: 0, misses: 5, rebuilt: 0 } });
  expect(sumCounters(total)).toEqual({ hits: 2, misses: 7, rebuilt: 3 });
});

describe('fingerprints', () => {
  test('order is irrelevant, names and borders are not', () => {
    expect(fingerprint({ a: '1', b: '2' })).toBe(fingerprint({ b: '2', a: '1' }));
    const different = [
      { a: '1', b: '2' },
      { a: '2', b: '1' },
      { a: '12', b: '' },
      { a: '1' },
      { ab: '12' },
      { a: '1', b: '2', c: '' },
    ];
    expect(new Set(different.map(each => fingerprint(each as Record<string, string>))).size).toBe(different.length);
  });

  test('text and its bytes are the same', () => {
    expect(fingerprint({ a: 'ä€' })).toBe(fingerprint({ a: Buffer.from('ä€') }));
  });
});

test('an entry decodes only as what it is', () => {
  const bytes = encodeEntry('kind', KEY, Buffer.from('p'));
  expect(decodeEntry('kind', KEY, bytes)).toEqual({ valid: true, payload: Buffer.from('p') });
  expect(decodeEntry('other', KEY, bytes)).toEqual({ valid: false, damage: 'entry of another key' });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  const position = at < 0 ? bytes.byteLength + at : at;
  bytes[position] = bytes[position]! ^ 1;
  writeFileSync(file, bytes);
}

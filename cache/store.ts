/**
 * The store: kind + key → bytes, in a directory of files `<kind>/<first two of key>/<key>`. Reads verify the entry; a damaged one
 * is removed and reported, and then is as good as absent. Writes go to a temporary name and are renamed, so that concurrent
 * readers and writers need no locks. All operations are synchronous: workers load compiled code before they can do anything else.
 */
import { isAscii } from 'node:buffer';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { type CacheCounters, type CacheEvent, countOf } from './counters.ts';
import { decodeEntry, encodeEntry } from './entry-format.ts';

export interface Damage {
  kind: string;
  key: string;
  damage: string;
}

export interface StoreOptions {
  /** false: nothing is read or written, every `get` is a miss. */
  enabled?: boolean;
}

const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
let temporaryNumber = 0;

export class CacheStore {
  readonly directory: string;
  readonly enabled: boolean;
  readonly counters: CacheCounters = {};
  /** Damaged entries met so far. */
  readonly damage: Damage[] = [];
  /** Why writing was given up, when it was. */
  writeFailure: string | undefined;

  constructor(directory: string, options: StoreOptions = {}) {
    this.directory = directory;
    this.enabled = options.enabled ?? true;
  }

  get(kind: string, key: string): Buffer | undefined {
    const { event, payload } = this.lookUp(kind, key);
    countOf(this.counters, kind)[event] += 1;
    return payload;
  }

  /** A payload that is text. ASCII, as generated code is, takes a third of the time. */
  getText(kind: string, key: string): string | undefined {
    const payload = this.get(kind, key);
    return payload?.toString(isAscii(payload) ? 'latin1' : 'utf8');
  }

  put(kind: string, key: string, payload: string | Uint8Array): void {
    const file = this.fileOf(kind, key);
    if (!this.enabled || this.writeFailure !== undefined) return;
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const temporary = `${file}.${process.pid}-${threadId}-${temporaryNumber++}.tmp`;
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(temporary, encodeEntry(kind, key, bytes));
      renameSync(temporary, file);
    } catch (error) {
      this.writeFailure = (error as Error).message;
      removeQuietly(temporary);
    }
  }

  /** The stored payload, or what `build` makes, which is then stored. */
  getOrBuild(kind: string, key: string, build: () => string | Uint8Array): Buffer {
    const stored = this.get(kind, key);
    if (stored !== undefined) return stored;
    const built = build();
    this.put(kind, key, built);
    return Buffer.from(built as Uint8Array);
  }

  /** Counters since the last call; lets a worker report in portions. */
  takeCounters(): CacheCounters {
    const taken: CacheCounters = {};
    for (const kind of Object.keys(this.counters)) {
      taken[kind] = this.counters[kind]!;
      delete this.counters[kind];
    }
    return taken;
  }

  /** Damage reports since the last call. */
  takeDamage(): Damage[] {
    return this.damage.splice(0);
  }

  fileOf(kind: string, key: string): string {
    if (!SAFE_NAME.test(kind) || !SAFE_NAME.test(key)) throw new Error(`not a cache name: ${kind}/${key}`);
    return path.join(this.directory, kind, key.slice(0, 2), key);
  }

  private lookUp(kind: string, key: string): { event: CacheEvent; payload: Buffer | undefined } {
    const file = this.fileOf(kind, key);
    if (!this.enabled) return { event: 'misses', payload: undefined };
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { event: 'misses', payload: undefined };
      return this.damaged(file, kind, key, (error as Error).message);
    }
    const entry = decodeEntry(kind, key, bytes);
    if (!entry.valid) return this.damaged(file, kind, key, entry.damage);
    return { event: 'hits', payload: entry.payload };
  }

  private damaged(file: string, kind: string, key: string, damage: string): { event: CacheEvent; payload: undefined } {
    this.damage.push({ kind, key, damage });
    removeQuietly(file);
    return { event: 'rebuilt', payload: undefined };
  }
}

/** What cannot be removed is overwritten or reported by the next write. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { recursive: true });
  } catch {
    // Nothing depends on it.
  }
}

/**
 * Notes about files in the state they are in: size, times and inode stand for the contents. A note is found as long as none of the
 * files was touched, and then nothing has to be read. A file that was changed a moment ago gets no note: it could be changed once
 * more within one tick of the file system's clock, and nobody would see it.
 */
import { statSync } from 'node:fs';
import { fingerprint } from '../../cache/fingerprint.ts';
import type { CacheStore } from '../../cache/store.ts';
import type { SourceNote } from '../../kernel/embed/image.ts';

const KIND = 'source-note';
/** Far above the tick of any file system. */
const SETTLED_AFTER_MS = 2000;

export function noteOn(files: readonly string[], store: CacheStore, now = Date.now()): SourceNote {
  let latest = 0;
  let states = '';
  for (const file of files) {
    const { size, mtimeMs, ctimeMs, ino } = statSync(file);
    latest = Math.max(latest, mtimeMs, ctimeMs);
    states += `${file} ${size} ${mtimeMs} ${ctimeMs} ${ino}\n`;
  }
  const key = fingerprint({ states });
  return {
    digest: store.getText(KIND, key),
    write: digest => {
      if (now - latest > SETTLED_AFTER_MS) store.put(KIND, key, digest);
    },
  };
}

/** The pipe of worker processes: what was written arrives, whatever happens to the writer. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { readMessages } from './message-pipe.ts';

test('everything that was written before a SIGKILL arrives, in order, also through a full pipe', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sx-pipe-'));
  const bundle = path.join(folder, 'pipe.mjs');
  buildSync({
    entryPoints: [path.join(import.meta.dirname, 'message-pipe.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: bundle,
  });
  const script = path.join(folder, 'writer.mjs');
  writeFileSync(
    script,
    `import { writeMessage } from './pipe.mjs';
     for (let at = 0; at < 2000; at += 1) writeMessage(4, { at, text: 'ä'.repeat(500) });
     process.kill(process.pid, 'SIGKILL');
     for (;;);`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit', 'ignore', 'pipe'] });
  const seen: { at: number; text: string }[] = [];
  readMessages<{ at: number; text: string }>(child.stdio[4] as NodeJS.ReadableStream, message => void seen.push(message));
  const signal = await new Promise(resolve => child.on('close', (_, how) => resolve(how)));
  rmSync(folder, { recursive: true, force: true });
  expect(signal).toBe('SIGKILL');
  expect(seen.map(each => each.at)).toEqual(Array.from({ length: 2000 }, (_, at) => at));
  expect(seen.every(each => each.text.length === 500)).toBe(true);
});

test('messages may come in any pieces; a cut-off last one is dropped', () => {
  const stream = new PassThrough();
  const seen: unknown[] = [];
  readMessages(stream, message => void seen.push(message));
  const bytes = Buffer.from('{"a":"€"}\n{"b":2}\n{"c":');
  for (const byte of bytes) stream.write(Buffer.from([byte]));
  stream.end();
  return new Promise<void>(resolve => {
    stream.on('end', () => {
      expect(seen).toEqual([{ a: '€' }, { b: 2 }]);
      resolve();
    });
  });
});

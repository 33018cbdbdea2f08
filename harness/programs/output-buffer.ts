/** Output of a program, gathered so that many small prints do not become many small writes. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

const CHUNK = 1 << 16;

export interface OutputBuffer {
  write: (text: string) => void;
  flush(): void;
  /** Flushes, and waits until the stream has taken everything. */
  end(): Promise<void>;
}

export function outputBuffer(stream: Writable): OutputBuffer {
  let text = '';
  let waiting = false;
  // A reader that has gone away (`| head`) is no failure of the program.
  stream.on('error', e => {
    if ((e as NodeJS.ErrnoException).code !== 'EPIPE') throw e;
  });
  const flush = (): void => {
    if (text === '') return;
    waiting = !stream.write(text);
    text = '';
  };
  return {
    write: piece => {
      text += piece;
      if (text.length >= CHUNK) flush();
    },
    flush,
    end: async () => {
      flush();
      if (waiting && !stream.destroyed) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
    },
  };
}

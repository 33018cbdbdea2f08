/**
 * Messages over a pipe, one JSON value per line, written synchronously. What was written is with the operating system: it reaches
 * the other end even when the process is killed in the next instant, which messages of a thread or of Node's own channel do not.
 */
import { writeSync } from 'node:fs';

/** File descriptor of a worker process's first pipe: after the three standard ones and Node's own channel. */
export const FIRST_MESSAGE_FD = 4;

/** A line starts with a line end, too: the writer before may have died in the midst of one. */
export function writeMessage(fd: number, message: unknown): void {
  const bytes = Buffer.from(`\n${JSON.stringify(message)}\n`, 'utf8');
  for (let written = 0; written < bytes.byteLength; ) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      // The reader is slow; there is nothing else to do but wait for it.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

/** Calls back with each message of a stream; a line that was cut off by a death is dropped. */
export function readMessages<T>(stream: NodeJS.ReadableStream, receive: (message: T) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const message = line === '' ? undefined : parsed(line);
      if (message !== undefined) receive(message as T);
    }
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    // Its case has no result, which is seen by whoever waits for one.
    return undefined;
  }
}

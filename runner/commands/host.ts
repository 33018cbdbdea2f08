/** `sx host FILE.sx`: serves a web program. Reads the command line; the host itself is a bundle of its own, loaded when there is something to serve. */
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, processIo, programRequest } from '../cli/program-io.ts';

const USAGE = `Usage: sx host [flag]... FILE.sx

Serves a web program: one that performs {:op "http-listen" :handler f}. Prints its address when it is ready; logs go to standard error as JSON
lines. Ends in good order on SIGINT and SIGTERM.

  --port N           instead of the port the program wishes (a free one, if it wishes none)
  --address ADDR     instead of the address the program wishes (127.0.0.1)
  --processes N      so many processes on one port (1); needs a PostgreSQL
  --store STORE      memory, pglite:FOLDER or postgres://… (DATABASE_URL; pglite:.sx/store)
  --tier TIER        auto (compile what is hot; the default), cek (interpret), vm (bytecode), native (compile every form)
  --log LEVEL        debug (every request), info (the default), warn, error, silent
  --share NAME=DIR   a folder whose files the program may read (static: the folder of that name beside the program)
  --allow HOST       a host that the program may reach by fetch (repeatable; *.example.org for all below one)
  --set NAME=VALUE   a setting for config-get (repeatable)
  --lib DIR          look for imported libraries here, after the program's own folder (repeatable)
`;

const FLAGS = {
  '--port': 'text',
  '--address': 'text',
  '--processes': 'count',
  '--store': 'text',
  '--log': 'text',
  '--share': 'text',
  '--allow': 'text',
  '--set': 'text',
  '--lib': 'text',
} as const;

/** What `platform/entries/host.ts` exports. */
interface HostEntry {
  serve(
    request: { file: string; text: string; tier: string; values: Record<string, string[]> },
    io: ProgramIo,
  ): Promise<string | undefined>;
}

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const request = programRequest('sx host', USAGE, FLAGS, args, io);
  if (typeof request === 'number') return request;
  const entry = (await import(new URL('../host.js', import.meta.url).href)) as HostEntry;
  const complaint = await entry.serve(request, io);
  if (complaint === undefined) return EXIT.ok;
  io.stderr.write(`sx host: ${complaint}\n`);
  return EXIT.usage;
}

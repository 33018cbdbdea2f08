/** `sx serve`: the line protocol of the kernel on standard input and output (docs/serve.md). Guest output goes to standard error. */
import { readFileSync } from 'node:fs';
import { loadLibrary } from '../../harness/programs/library-files.ts';
import { standardSystem } from '../../harness/programs/standard-system.ts';
import { ServeSession } from '../../kernel/embed/serve/session.ts';
import { Interrupt } from '../../kernel/values/condition.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, parseProgramOptions, processIo } from '../cli/program-io.ts';

const USAGE = `Usage: sx serve [--lib DIR]... [--timeout MS]

Serves the line protocol of the kernel: one command per line on standard input, one reply per line on standard output.

  --lib DIR      look for imported libraries here before asking the client (repeatable)
  --timeout MS   end a command that runs longer with an error
`;

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const parsed = parseProgramOptions(args, { '--lib': 'text', '--timeout': 'count' });
  if (parsed.help) {
    io.stdout.write(USAGE);
    return EXIT.ok;
  }
  const complaint = parsed.complaint ?? (parsed.rest.length > 0 ? `unexpected argument ${parsed.rest[0]}` : undefined);
  if (complaint !== undefined) {
    io.stderr.write(`sx serve: ${complaint}\n${USAGE}`);
    return EXIT.usage;
  }
  const folders = parsed.values['--lib'] ?? [];
  const limit = Number(parsed.values['--timeout']?.at(-1) ?? Number.POSITIVE_INFINITY);
  let deadline = Number.POSITIVE_INFINITY;
  const session = new ServeSession({
    createSystem: () =>
      standardSystem({
        output: text => void io.stderr.write(text),
        checkpoint: () => {
          if (performance.now() > deadline) throw new Interrupt('timeout');
        },
      }),
    send: line => void io.stdout.write(`${line}\n`),
    readFile: path => readFileSync(path, 'utf8'),
    loadLibrary: (system, name) => loadLibrary(system, name, folders),
    beforeRun: () => {
      deadline = performance.now() + limit;
    },
  });
  session.start();
  for await (const line of lines(io.stdin)) session.line(line);
  return EXIT.ok;
}

/** Lines end in LF or CR LF and nothing else: other line separators may stand in strings. */
async function* lines(input: AsyncIterable<string | Buffer>): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const parts = rest.split('\n');
    rest = parts.pop() as string;
    for (const part of parts) yield part.endsWith('\r') ? part.slice(0, -1) : part;
  }
  if (rest !== '') yield rest;
}

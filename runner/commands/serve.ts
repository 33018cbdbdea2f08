/** `sx serve`: the line protocol of the kernel on standard input and output (docs/serve.md). Guest output goes to standard error. */
import { readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { memoryGauge } from '../../harness/memory-gauge.ts';
import { loadLibrary } from '../../harness/programs/library-files.ts';
import { standardSystem } from '../../harness/programs/standard-system.ts';
import { ServeSession } from '../../kernel/embed/serve/session.ts';
import { Interrupt } from '../../kernel/values/condition.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, parseProgramOptions, processIo } from '../cli/program-io.ts';

const USAGE = `Usage: sx serve [--lib DIR]... [--timeout MS] [--memory MB]

Serves the line protocol of the kernel: one command per line on standard input, one reply per line on standard output.

  --lib DIR      look for imported libraries here before asking the client (repeatable)
  --timeout MS   end a command that runs longer with an error
  --memory MB    end a command with an error when the process uses more (default: 1024, or half of what the host allows)
`;

/** Commands of one client after the other share the process: none of them may have most of it. */
const DEFAULT_MEMORY = Math.min(2 ** 30, getHeapStatistics().heap_size_limit / 2);

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const parsed = parseProgramOptions(args, { '--lib': 'text', '--timeout': 'count', '--memory': 'count' });
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
  const given = parsed.values['--memory']?.at(-1);
  const memory = given === undefined ? DEFAULT_MEMORY : Number(given) * 2 ** 20;
  let deadline = Number.POSITIVE_INFINITY;
  const session = new ServeSession({
    createSystem: () => {
      const system = standardSystem({
        output: text => void io.stderr.write(text),
        memory: memoryGauge,
        checkpoint: () => {
          if (performance.now() > deadline) throw new Interrupt('timeout');
        },
      });
      system.kernel.memory.limit = memory;
      return system;
    },
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
  // What has come of the line so far: it is searched once, and joined when it is whole.
  let begun: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of input) {
    const parts = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    for (const part of parts.slice(0, -1)) {
      begun.push(part);
      const line = begun.join('');
      begun = [];
      yield line.endsWith('\r') ? line.slice(0, -1) : line;
    }
    begun.push(parts.at(-1) as string);
  }
  const rest = begun.join('');
  if (rest !== '') yield rest;
}

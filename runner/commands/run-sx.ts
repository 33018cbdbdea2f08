/**
 * `sx run FILE.sx`: runs an SX program with the standard library. An error that the program does not catch is printed with its
 * place and ends it with 1; a mistake in the text is reported before anything has run.
 */
import path from 'node:path';
import { CacheStore } from '../../cache/store.ts';
import { memoryGauge, memoryLimit } from '../../harness/memory-gauge.ts';
import { ProgramWorld } from '../../harness/programs/library-files.ts';
import { outputBuffer } from '../../harness/programs/output-buffer.ts';
import { programSystem } from '../../harness/programs/standard-system.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { unhandledText } from '../../kernel/embed/failure-text.ts';
import type { System } from '../../kernel/embed/system.ts';
import { runText, settle } from '../../kernel/embed/text-run.ts';
import type { Tier } from '../../kernel/embed/tiers.ts';
import { readAll } from '../../kernel/reader/reader.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { fail, Interrupt } from '../../kernel/values/condition.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { inspect } from '../../kernel/values/writer.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, processIo, programRequest } from '../cli/program-io.ts';

const USAGE = `Usage: sx run [--tier TIER] [--lib DIR]... FILE.sx [argument...]

Runs an SX program. Flags stand before the file; what follows it belongs to the program: (command-line) answers the list of its
file and arguments. (exit code) ends it.

  --tier TIER auto (compile what is hot; the default), cek (interpret), vm (bytecode), native (compile every form)
  --lib DIR   look for imported libraries here, after the program's own folder (repeatable)
`;

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const request = programRequest('sx run', USAGE, { '--lib': 'text' }, args, io);
  if (typeof request === 'number') return request;
  const { file, text, tier, values, commandLine } = request;
  if (tier === 'native' && io.deepStack !== true) {
    return (await import('../pool/program-thread.ts')).runInThread('run-sx', args, io);
  }
  const folder = path.dirname(file);
  return runProgram(
    new SourceText(file, text),
    commandLine,
    [folder, path.join(folder, 'lib'), ...(values['--lib'] ?? []), '.'],
    tier,
    io,
  );
}

async function runProgram(
  source: SourceText,
  commandLine: readonly string[],
  folders: readonly string[],
  tier: Tier,
  io: ProgramIo,
): Promise<number> {
  const out = outputBuffer(io.stdout);
  const system = programSystem(tier, new CacheStore(path.join(projectRoot(), '.sx', 'cache')), {
    output: out.write,
    memory: memoryGauge,
  });
  system.kernel.memory.limit = memoryLimit();
  let exit: number | undefined;
  defineProgram(system, commandLine, code => {
    exit = code;
    throw new Interrupt('stopped');
  });
  try {
    readAll(source, system.kernel.symbols);
    settle(runText(system, source, system.kernel.user), new ProgramWorld(system, folders).answer);
    return EXIT.ok;
  } catch (e) {
    if (exit !== undefined) return exit;
    out.flush();
    io.stderr.write(unhandledText(e));
    return EXIT.unexpected;
  } finally {
    await out.end();
  }
}

/** What programs have besides the standard library: their command line and their end. */
function defineProgram(system: System, commandLine: readonly string[], end: (code: number) => never): void {
  const { kernel } = system;
  const define = (name: string, fn: (...args: Value[]) => Value): void => {
    kernel.base.define(name, Object.assign(fn, { guestName: name }));
  };
  define('command-line', () => kernel.list(...commandLine));
  const exit = (code: Value): never => {
    if (code === undefined || code === true || code === null) return end(0);
    if (code === false) return end(1);
    return Number.isInteger(code) && code >= 0 && code < 256
      ? end(code)
      : fail(`exit: expected a code from 0 to 255, got ${inspect(code)}`, [code], 'type');
  };
  for (const name of ['exit', 'emergency-exit']) define(name, code => exit(code));
}

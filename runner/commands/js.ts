/**
 * `sx js [--module] [--tier T] [--dump sx] FILE.js`: runs a JavaScript program on SX. `print` and `console.log` write to standard
 * output; an uncaught exception or rejection is printed with the calls under way and exits 1, a top-level await that nothing can settle 13.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { CacheStore } from '../../cache/store.ts';
import { CodeCache } from '../../harness/engines/code-cache.ts';
import { createJsHost } from '../../harness/engines/js-host.ts';
import { loadModuleFile } from '../../harness/engines/module-files.ts';
import { memoryLimit } from '../../harness/memory-gauge.ts';
import { projectRoot } from '../../harness/project-root.ts';
import type { End, JsProgram } from '../../kernel/embed/javascript-program.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, type ProgramRequest, processIo, programRequest } from '../cli/program-io.ts';

const USAGE = `Usage: sx js [options] FILE.js [argument...]

Runs a JavaScript program on SX. Flags stand before the file; what follows it belongs to the program: the global scriptArgs is an
array of its file and arguments.

  --module          run the file as a module (the default for .mjs)
  --tier TIER       auto (compile what is hot; the default), cek (interpret), vm (bytecode), native (compile everything)
  --dump FORM       print an intermediate form instead of running: sx
  --cache-dir DIR   where compiled libraries are kept (default: .sx/cache of the installation)
`;

const FLAGS = { '--module': 'switch', '--dump': 'text', '--cache-dir': 'text' } as const;

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const request = programRequest('sx js', USAGE, FLAGS, args, io);
  if (typeof request === 'number') return request;
  const { tier, values } = request;
  // Built-ins that call back into the program, constructors and the like recurse on the host's stack.
  if (io.deepStack !== true) {
    return (await import('../pool/program-thread.ts')).runInThread('js', args, io);
  }
  const cacheDir = values['--cache-dir']?.at(-1) ?? path.join(projectRoot(), '.sx', 'cache');
  const store = new CacheStore(path.resolve(cacheDir), { enabled: true });
  const codeCache = new CodeCache(store);
  const host = createJsHost(store, codeCache, { tier });
  const program = programOf(request, io);
  const form = values['--dump']?.at(-1);
  if (form !== undefined) {
    const dumped = host.dump(program);
    return 'end' in dumped ? report(dumped.end, io) : dump(dumped.forms, form, io);
  }
  const end = host.run(program);
  codeCache.save();
  return report(end, io);
}

function programOf({ file, text, values, commandLine }: ProgramRequest, io: ProgramIo): JsProgram {
  const identity = realpathSync(file);
  const nameOf = (found: string): string => {
    if (found === identity) return file;
    const near = path.relative(process.cwd(), found);
    return near.startsWith('..') ? found : near;
  };
  return {
    path: file,
    identity,
    source: text,
    mode: values['--module'] !== undefined || file.endsWith('.mjs') ? 'module' : 'sloppy',
    arguments: commandLine,
    preloads: [],
    unhandledRejections: 'throw',
    showThrown: true,
    limits: { shouldStop: () => undefined, maxBytes: memoryLimit() },
    print: line => io.stdout.write(`${line}\n`),
    printError: line => io.stderr.write(`${line}\n`),
    loadModule: (specifier, referrer) => loadModuleFile(specifier, referrer, nameOf),
  };
}

function dump(forms: readonly { title: string; text: string }[], form: string, io: ProgramIo): number {
  const found = forms.find(f => f.title === form);
  if (found === undefined) {
    io.stderr.write(`sx js: no form ${form}; there are: ${forms.map(f => f.title).join(', ')}\n`);
    return 2;
  }
  io.stdout.write(`${found.text}\n`);
  return 0;
}

/** Tells people how the program ended; answers the exit code, which is Node's where Node has one. */
function report(end: End, io: ProgramIo): number {
  switch (end.kind) {
    case 'completed':
      return EXIT.ok;
    case 'threw': {
      const { name, message, at } = end.error;
      const shown = end.shown ?? `${name}: ${message}`;
      const place = at === undefined ? '' : `${at.file}:${at.line}:${at.column}`;
      // A trace says where an error was made, which is where it was thrown, most of the time.
      const where = place === '' || shown.includes(`${at?.file}:${at?.line}:`) ? '' : `\n    at ${place}`;
      io.stderr.write(`Uncaught ${shown}${where}\n`);
      return EXIT.unexpected;
    }
    case 'unsettled':
      io.stderr.write(`sx js: warning: the top-level await of ${end.module} is never settled\n`);
      return UNSETTLED;
    case 'interrupted':
      io.stderr.write(`sx js: interrupted (${end.reason})\n`);
      return EXIT.unexpected;
    case 'crashed': {
      const where = end.at === undefined ? '' : `\n    at ${end.at.file}:${end.at.line}:${end.at.column}`;
      io.stderr.write(`sx js: internal error: ${end.message}${where}\n    this is a fault of SX, not of the program\n`);
      return EXIT.broken;
    }
  }
}

/** A program that ends while its top-level await waits. */
const UNSETTLED = 13;

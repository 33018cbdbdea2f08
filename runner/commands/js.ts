/**
 * `sx js [--module] [--tier T] [--dump sx] FILE.js`: runs a JavaScript program on SX. `print` and `console.log` write to standard
 * output; an uncaught exception prints its name, message and position in the program and exits 1.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CacheStore } from '../../cache/store.ts';
import { CodeCache } from '../../harness/engines/code-cache.ts';
import { createJsHost } from '../../harness/engines/js-host.ts';
import { projectRoot } from '../../harness/project-root.ts';
import type { JsEnd, JsProgram } from '../../kernel/embed/javascript-program.ts';
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
  if (form !== undefined) return dump(host.dump(program), form, io);
  const end = host.runTest(program);
  codeCache.save();
  return report(end, io);
}

function programOf({ file, text, values, commandLine }: ProgramRequest, io: ProgramIo): JsProgram {
  return {
    path: file,
    source: text,
    mode: values['--module'] !== undefined || file.endsWith('.mjs') ? 'module' : 'sloppy',
    arguments: commandLine,
    raw: true,
    async: false,
    includes: [],
    limits: { shouldStop: () => undefined, maxBytes: Number.POSITIVE_INFINITY },
    print: line => io.stdout.write(`${line}\n`),
    loadModule: (specifier, referrer) => {
      const target = path.resolve(path.dirname(referrer), specifier);
      return /^\.{0,2}\//.test(specifier) && existsSync(target)
        ? { path: target, source: readFileSync(target, 'utf8') }
        : undefined;
    },
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

function report(end: JsEnd, io: ProgramIo): number {
  switch (end.kind) {
    case 'completed':
      return 0;
    case 'threw': {
      const where = end.where === undefined ? '' : `\n    at ${end.where}`;
      io.stderr.write(`Uncaught ${end.errorName}${end.errorMessage === '' ? '' : `: ${end.errorMessage}`}${where}\n`);
      return 1;
    }
    case 'interrupted':
      io.stderr.write(`sx js: interrupted (${end.reason})\n`);
      return 1;
    case 'bug':
      io.stderr.write(`sx js: internal error: ${end.message}\n    this is a fault of SX, not of the program\n`);
      return 3;
    default:
      io.stderr.write(`sx js: ${'message' in end ? end.message : end.errorMessage}\n`);
      return 3;
  }
}

/**
 * `sx js FILE.js [--module] [--tier T] [--dump sx]`: runs a JavaScript program on SX. `print` and `console.log` write to standard
 * output; an uncaught exception prints its name, message and position in the program and exits 1.
 */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CacheStore } from '../../cache/store.ts';
import { CodeCache } from '../../harness/engines/code-cache.ts';
import { createJsHost } from '../../harness/engines/js-host.ts';
import { projectRoot } from '../../harness/project-root.ts';
import type { JsEnd, JsProgram } from '../../kernel/embed/javascript-program.ts';
import { DEFAULT_TIER, TIERS, type Tier } from '../../kernel/embed/tiers.ts';
import { type ProgramIo, processIo } from '../cli/program-io.ts';

const USAGE = `Usage: sx js [options] FILE.js

Runs a JavaScript program on SX.

Options:
  --module          run the file as a module (the default for .mjs)
  --tier <tier>     engine for the program: auto, cek, vm or native (default: auto)
  --dump <form>     print an intermediate form instead of running: sx
  --cache-dir <dir> where compiled libraries are kept (default: .sx/cache of the installation)
  -h, --help        print this help
`;

interface Request {
  file: string;
  module: boolean;
  tier: Tier;
  dump: string | undefined;
  cacheDir: string;
}

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const request = parse(args);
  if (typeof request === 'string') {
    const help = request === USAGE;
    (help ? io.stdout : io.stderr).write(request);
    return help ? 0 : 2;
  }
  if (!existsSync(request.file)) {
    io.stderr.write(`sx js: no such file: ${request.file}\n`);
    return 2;
  }
  // Built-ins that call back into the program, constructors and the like recurse on the host's stack.
  if (io.deepStack !== true) {
    return (await import('../pool/program-thread.ts')).runInThread('js', args, io);
  }
  const store = new CacheStore(request.cacheDir, { enabled: true });
  const codeCache = new CodeCache(store);
  const host = createJsHost(store, codeCache, { tier: request.tier });
  const program = programOf(request, io);
  if (request.dump !== undefined) return dump(host.dump?.(program) ?? [], request.dump, io);
  const end = await host.runTest(program);
  codeCache.save();
  return report(end, io);
}

function parse(args: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        module: { type: 'boolean' },
        tier: { type: 'string', default: DEFAULT_TIER },
        dump: { type: 'string' },
        'cache-dir': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return USAGE;
    const [file, extra] = positionals;
    if (file === undefined) return `sx js: which file? (see sx js --help)\n`;
    if (extra !== undefined) return `sx js: one file at a time; ${extra} is too much\n`;
    const tier = TIERS.find(t => t === values.tier);
    if (tier === undefined) return `sx js: unknown tier ${values.tier}; one of ${TIERS.join(', ')}\n`;
    return {
      file,
      tier,
      module: values.module ?? file.endsWith('.mjs'),
      dump: values.dump,
      cacheDir: path.resolve(values['cache-dir'] ?? path.join(projectRoot(), '.sx', 'cache')),
    };
  } catch (error) {
    return `sx js: ${(error as Error).message} (see sx js --help)\n`;
  }
}

function programOf(request: Request, io: ProgramIo): JsProgram {
  return {
    path: request.file,
    source: readFileSync(request.file, 'utf8'),
    mode: request.module ? 'module' : 'sloppy',
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

/** What `sx host` starts: settings of the command line → a running host, until a signal ends it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { CacheStore } from '../../cache/store.ts';
import { projectRoot } from '../../harness/project-root.ts';
import type { Tier } from '../../kernel/embed/tiers.ts';
import { startHost } from '../http/host.ts';
import { LOG_LEVELS, makeLogger } from '../http/log.ts';
import { announce, isMember, runProcesses } from '../http/processes.ts';
import { LoadError } from '../kernels/app.ts';
import { StoreError } from '../store/contract.ts';
import { openStore } from '../store/open.ts';
import { filesBeside, programKernels } from './program.ts';

export interface HostRequest {
  file: string;
  text: string;
  tier: Tier;
  /** Values of the flags, by flag. */
  values: Readonly<Record<string, readonly string[]>>;
}

/** Serves until it is told to end. Answers what is wrong with the request or the program, if it could not be served. */
export async function serve(request: HostRequest, io: { stdout: Writable }): Promise<string | undefined> {
  const { file, text, tier, values } = request;
  const last = (flag: string): string | undefined => values[flag]?.at(-1);
  const level = LOG_LEVELS.find(each => each === (last('--log') ?? 'info'));
  if (level === undefined) return `unknown log level ${last('--log')}; one of ${LOG_LEVELS.join(', ')}`;
  const port = last('--port');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) return `--port is from 0 to 65535, not ${port}`;
  const [shares, settings] = [pairs(values['--share']), pairs(values['--set'])];
  if (typeof shares === 'string') return `--share is NAME=DIR, not ${shares}`;
  if (typeof settings === 'string') return `--set is NAME=VALUE, not ${settings}`;
  const log = makeLogger(level, 2);
  const address = last('--store') ?? process.env.DATABASE_URL ?? `pglite:${path.resolve('.sx/store')}`;
  const processes = Number(last('--processes') ?? 1);
  if (processes > 1 && !address.startsWith('postgres'))
    return '--processes needs a store that processes can share: set DATABASE_URL, or --store postgres://…';
  if (processes > 1 && !isMember()) {
    return runProcesses(
      processes,
      log,
      url => {
        io.stdout.write(`${url}\n`);
        log('info', 'serving', { program: file, url, processes });
      },
      signal(),
    );
  }
  const cache = new CacheStore(path.join(projectRoot(), '.sx', 'cache'));
  let store: Awaited<ReturnType<typeof openStore>>;
  try {
    store = await openStore(address, {
      template: path.join(cache.directory, 'pglite', `empty-${pgliteVersion()}.tar`),
      onLost: e => log('warn', `a connection to the database was lost: ${e.message}`),
    });
  } catch (e) {
    return `the store ${address.startsWith('postgres') ? '(DATABASE_URL)' : address}: ${(e as Error).message}`;
  }
  try {
    const host = await startHost({
      program: { path: file, text },
      ...programKernels(file, tier, cache, values['--lib']),
      store,
      log,
      settings,
      files: { ...filesBeside(file), ...shares },
      fetch: { hosts: values['--allow'] ?? [] },
      port: port === undefined ? undefined : Number(port),
      address: last('--address'),
    });
    if (isMember()) announce(host.url);
    else io.stdout.write(`${host.url}\n`);
    log('info', 'serving', { program: file, url: host.url, store: store.description, tier });
    await signal();
    log('info', 'shutting down');
    await host.close();
    return undefined;
  } catch (e) {
    await store.close();
    if (e instanceof LoadError || e instanceof StoreError) return e.message;
    const { code } = e as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return `the port is in use; take another by --port, or 0 for a free one`;
    if (code === 'EADDRNOTAVAIL' || code === 'EACCES') return `cannot listen there: ${(e as Error).message}`;
    throw e;
  }
}

/** A database that another version has made may not be readable. */
function pgliteVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return manifest.dependencies['@electric-sql/pglite'] as string;
}

/** `NAME=VALUE` by name, or the first that is none. */
function pairs(given: readonly string[] = []): Record<string, string> | string {
  const found: [string, string][] = [];
  for (const each of given) {
    const at = each.indexOf('=');
    if (at < 1) return each;
    found.push([each.slice(0, at), each.slice(at + 1)]);
  }
  return Object.fromEntries(found);
}

/** The first asks to end; another one does not wait. */
function signal(): Promise<void> {
  return new Promise(resolve => {
    let asked = false;
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (asked) process.exit(1);
        asked = true;
        resolve();
      });
    }
  });
}

/** A host: the store, the effects, the kernels with the program, and the server in front of them, started and ended in the right order. */
import type { System } from '../../kernel/embed/system.ts';
import type { KernelHooks } from '../../kernel/instance/kernel.ts';
import type { Implementations } from '../effects/dispatcher.ts';
import { clockEffects } from '../effects/node/clock.ts';
import { configEffects } from '../effects/node/config.ts';
import { cryptoEffects } from '../effects/node/crypto.ts';
import { type FetchRules, fetchEffects } from '../effects/node/fetch.ts';
import { fileEffects } from '../effects/node/files.ts';
import { logEffects } from '../effects/node/log.ts';
import { randomEffects } from '../effects/node/random.ts';
import { storeEffects } from '../effects/node/store.ts';
import { type Services, serviceEffects } from '../effects/services.ts';
import { FAMILIES } from '../effects/table.ts';
import { App, type Program, type World } from '../kernels/app.ts';
import type { Answerer } from '../kernels/guest.ts';
import { KernelPool } from '../kernels/pool.ts';
import type { Store } from '../store/contract.ts';
import type { Logger } from './exchange.ts';
import { httpEffects } from './http-effects.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { Metrics } from './metrics.ts';
import { requestHelpers } from './request-helpers.ts';
import { HttpServer } from './server.ts';
import { Sockets } from './sockets.ts';

export interface HostOptions {
  program: Program;
  makeSystem(hooks: Partial<KernelHooks>): System;
  /** Answers `import`. */
  answerer: Answerer;
  store: Store;
  log: Logger;
  /** Effects or families; all unless said. */
  grants?: readonly string[];
  limits?: Partial<Limits>;
  settings?: Readonly<Record<string, string>>;
  /** Shared folders by name. */
  files?: Readonly<Record<string, string>>;
  fetch?: FetchRules;
  /** What programs may ask for by name, besides what they define themselves. */
  services?: Services;
  /** Families that are done in another way. */
  effects?: Partial<Omit<Implementations, 'http' | 'services'>>;
  /** Instead of what the program wishes. */
  port?: number | undefined;
  address?: string | undefined;
}

export interface Host {
  readonly url: string;
  readonly port: number;
  /** What the program says of its routes: method and pattern. */
  readonly routes: readonly string[];
  /** Orderly: what is under way may end, then the program goes on behind its `http-listen`, then the store is closed. */
  close(): Promise<void>;
}

/** Of the machine itself, unless somebody says otherwise. */
const DEFAULT_ADDRESS = '127.0.0.1';

export async function startHost(options: HostOptions): Promise<Host> {
  const { program, store, log } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const metrics = new Metrics();
  const sockets = new Sockets(limits, metrics);
  const world: World = {
    makeSystem: options.makeSystem,
    implementations: implementationsFor(options, sockets, limits),
    grants: options.grants ?? FAMILIES.map(f => f.name),
    answerer: options.answerer,
    callBudget: { cpuMs: limits.cpuMs, heapBytes: limits.heapBytes },
    print: text => log('info', 'printed', { text }),
    log,
  };
  const first = await App.load(program, world);
  const pool = new KernelPool(first, () => App.load(program, world), {
    size: limits.kernels,
    queue: limits.queue,
    waitMs: limits.handlerMs,
    onError: e => log('error', `a kernel could not be made: ${e instanceof Error ? e.message : String(e)}`),
  });
  const server = new HttpServer({ limits, metrics, pool, sockets, log, check: () => store.check() });
  const address = options.address ?? first.wishes.host ?? DEFAULT_ADDRESS;
  const port = await server.listen(options.port ?? first.wishes.port ?? 0, address);
  const shown = address.includes(':') ? `[${address}]` : address;
  let closed: Promise<void> | null = null;
  return {
    port,
    routes: first.wishes.routes,
    url: `http://${shown}:${port}`,
    close: () => {
      closed ??= (async () => {
        await server.close();
        await first.finish();
        await store.close();
      })();
      return closed;
    },
  };
}

function implementationsFor(options: HostOptions, sockets: Sockets, limits: Limits): Implementations {
  return {
    clock: clockEffects(),
    random: randomEffects(),
    crypto: cryptoEffects(),
    config: configEffects(options.settings ?? {}),
    log: logEffects(),
    store: storeEffects(options.store),
    files: fileEffects(options.files ?? {}),
    fetch: fetchEffects(options.fetch ?? { hosts: [] }),
    ...options.effects,
    services: serviceEffects({ ...options.services, helpers: { ...requestHelpers, ...options.services?.helpers } }),
    http: httpEffects(sockets, limits),
  };
}

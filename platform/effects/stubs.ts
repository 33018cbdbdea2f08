/**
 * Effects for tests: the same table, with a world that is the same every time. The clock moves when it is told to, chance is counted, files
 * and answers of other hosts are tables, the store is in memory. Every request that was made is noted in order.
 */
import { Bytes } from '../../kernel/values/bytes.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Args, Implementations, Implemented } from './dispatcher.ts';
import { failEffect } from './failure.ts';
import { configEffects } from './node/config.ts';
import { cryptoEffects } from './node/crypto.ts';
import { logEffects } from './node/log.ts';
import { storeEffects } from './node/store.ts';
import { type Services, serviceEffects } from './services.ts';
import type { clock, fetch, files, random } from './table.ts';

export interface StubWorld {
  /** Milliseconds since 1970. */
  time?: number;
  settings?: Readonly<Record<string, string>>;
  /** Texts by `root/path`. */
  files?: Readonly<Record<string, string>>;
  /** Bodies by URL. */
  answers?: Readonly<Record<string, string>>;
  /** What is to be had by name. */
  services?: Services;
}

export interface Stubs {
  implementations: Implementations;
  /** Names of the effects that were asked for. */
  asked: string[];
  /** Moves the clock. */
  pass(ms: number): void;
}

export function stubs({
  time = 1_700_000_000_000,
  settings = {},
  files: texts = {},
  answers = {},
  services: offered = {},
}: StubWorld = {}): Stubs {
  let now = time;
  let chance = 0;
  const asked: string[] = [];
  const clockStub: Implemented<typeof clock> = {
    'clock-now': () => now,
    'clock-monotonic': () => now - time,
    sleep: args => {
      now += args.get('ms') as number;
      return null;
    },
  };
  const next = (): number => ++chance;
  const randomStub: Implemented<typeof random> = {
    'random-bytes': args => new Bytes(new Uint8Array(args.get('size') as number).fill(next())),
    'random-token': () => `token-${next()}`,
    'random-uuid': () => `00000000-0000-4000-8000-${String(next()).padStart(12, '0')}`,
  };
  const file = (args: Args): string | undefined => {
    const name = `${args.get('root')}/${args.get('path')}`;
    return Object.hasOwn(texts, name) ? texts[name] : undefined;
  };
  const fileStub: Implemented<typeof files> = {
    'file-stat': args => {
      const text = file(args);
      if (text === undefined) return null;
      return new Map<string, Value>([
        ['size', Buffer.byteLength(text)],
        ['modified', time],
        ['kind', 'file'],
      ]);
    },
    'file-read': args => {
      const text = file(args) ?? failEffect('missing', `there is no file ${args.get('path')}`);
      const part = Buffer.from(text).subarray((args.get('start') as number) ?? 0, (args.get('end') as number) ?? undefined);
      return args.get('as') === 'text' ? part.toString() : new Bytes(new Uint8Array(part));
    },
  };
  const fetchStub: Implemented<typeof fetch> = {
    fetch: args => {
      const url = args.get('url') as string;
      if (!Object.hasOwn(answers, url)) failEffect('denied', `the host of ${url} is not among those this program may reach`);
      return new Map<string, Value>([
        ['status', 200],
        ['headers', new Map()],
        ['body', answers[url]],
      ]);
    },
  };
  const all: Implementations = {
    clock: clockStub,
    random: randomStub,
    crypto: cryptoEffects(),
    config: configEffects(settings),
    log: logEffects(),
    store: storeEffects(new MemoryStore({ now: () => now })),
    files: fileStub,
    fetch: fetchStub,
    services: serviceEffects(offered),
  };
  return { implementations: noting(all, asked), asked, pass: ms => (now += ms) };
}

function noting(all: Implementations, asked: string[]): Implementations {
  const families = Object.entries(all as Record<string, Record<string, (args: Args, context: never) => Value>>);
  const noted = families.map(([name, effects]) => {
    const rows = Object.entries(effects).map(([effect, run]) => {
      const wrapped = (args: Args, context: never): Value => {
        asked.push(effect);
        return run(args, context);
      };
      return [effect, wrapped] as const;
    });
    return [name, Object.fromEntries(rows)] as const;
  });
  return Object.fromEntries(noted) as Implementations;
}

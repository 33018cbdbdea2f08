/**
 * What a host offers its programs by name: one registry of helpers, queries and actions written in TypeScript. Receives plain data; guarantees plain
 * data or a failure that says nothing of the inside, which the log has; refuses unknown names and arguments that a service does not have.
 */
import type { EffectContext } from './context.ts';
import type { Implemented } from './dispatcher.ts';
import { EffectError, failEffect } from './failure.ts';
import { guestValueOf, type Plain, plainOf } from './plain.ts';
import type { services } from './table.ts';

/** On whose behalf a service works. */
export type Call = Pick<EffectContext, 'id' | 'signal' | 'log'>;
type Answer = Plain | Promise<Plain>;

export interface Service {
  /** Names of its arguments; another one is refused. */
  readonly params: readonly string[];
  run(args: Readonly<Record<string, Plain>>, call: Call): Answer;
}

export type Helper = (args: readonly Plain[], call: Call) => Answer;

export interface Services {
  readonly helpers?: Readonly<Record<string, Helper>>;
  readonly queries?: Readonly<Record<string, Service>>;
  readonly actions?: Readonly<Record<string, Service>>;
}

const LONGEST_MS = 10_000;

/** `longestMs`: after which nobody waits for a service any more. */
export function serviceEffects(offered: Services, longestMs = LONGEST_MS): Implemented<typeof services> {
  const service =
    (kind: 'query' | 'action', table: Readonly<Record<string, Service>> = {}): Implemented<typeof services>['query'] =>
    async (args, context) => {
      const name = args.get('name') as string;
      const { params, run } = found(kind, table, name);
      const given = plainOf(args.get('args') ?? new Map()) as Readonly<Record<string, Plain>>;
      const strange = Object.keys(given).find(each => !params.includes(each));
      if (strange !== undefined)
        failEffect('invalid', `${name} has no argument :${strange}; it takes ${params.map(p => `:${p}`).join(' ') || 'none'}`);
      return guestValueOf(await answered(`${kind} ${name}`, () => run(given, context), context, longestMs));
    };
  return {
    helper: async (args, context) => {
      const name = args.get('name') as string;
      const run = found('helper', offered.helpers, name);
      const given = plainOf(args.get('args') ?? []) as readonly Plain[];
      return guestValueOf(await answered(`helper ${name}`, () => run(given, context), context, longestMs));
    },
    query: service('query', offered.queries),
    action: service('action', offered.actions),
  };
}

function found<T>(kind: string, table: Readonly<Record<string, T>> = {}, name: string): T {
  if (Object.hasOwn(table, name)) return table[name] as T;
  const known = Object.keys(table);
  return failEffect(
    'missing',
    `nobody offers the ${kind} ${JSON.stringify(name)}; the host has ${known.length === 0 ? 'none' : known.join(', ')}`,
  );
}

async function answered(what: string, run: () => Answer, context: Call, longestMs: number): Promise<Plain> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new EffectError('timeout', `the ${what} took longer than ${longestMs} ms`)), longestMs);
  });
  try {
    return await Promise.race([(async () => run())(), late]);
  } catch (e) {
    if (e instanceof EffectError) throw e;
    context.log('error', `${what}: ${e instanceof Error ? (e.stack ?? e.message) : String(e)}`);
    return failEffect('unavailable', `the ${what} has failed`, e);
  } finally {
    clearTimeout(timer);
  }
}

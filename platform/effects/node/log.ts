/** Lines of the program in the host's log, under the id of the request. */

import { List } from '../../../kernel/values/list.ts';
import type { Value } from '../../../kernel/values/procedure.ts';
import { displayString, inspect } from '../../../kernel/values/writer.ts';
import type { LogLevel } from '../context.ts';
import type { Implemented } from '../dispatcher.ts';
import { failEffect } from '../failure.ts';
import type { log } from '../table.ts';

const LEVELS: ReadonlySet<unknown> = new Set<LogLevel>(['debug', 'info', 'warn', 'error']);
const LONGEST = 4000;

/** Fields as JSON; what JSON does not have is written as SX. */
function plain(v: Value, depth: number): unknown {
  if (v === null || typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean') return v;
  if (depth > 4) return inspect(v, { budget: 50 });
  if (v instanceof Map) return Object.fromEntries(Array.from(v, ([k, x]) => [String(k), plain(x, depth + 1)]));
  if (v instanceof List || Array.isArray(v)) return Array.from(v as Iterable<Value>, x => plain(x, depth + 1));
  return inspect(v, { budget: 50 });
}

export function logEffects(): Implemented<typeof log> {
  return {
    log: (args, context) => {
      const level = args.get('level') ?? 'info';
      if (!LEVELS.has(level)) failEffect('invalid', `unknown level ${displayString(level)}; known are ${[...LEVELS].join(', ')}`);
      const fields = args.get('fields') as Map<string, Value> | null | undefined;
      context.log(
        level as LogLevel,
        (args.get('message') as string).slice(0, LONGEST),
        fields ? { fields: plain(fields, 0) } : undefined,
      );
      return null;
    },
  };
}

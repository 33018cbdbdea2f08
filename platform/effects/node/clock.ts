/** Node's clock. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Implemented } from '../dispatcher.ts';
import { failEffect } from '../failure.ts';
import type { clock } from '../table.ts';

const LONGEST_SLEEP_MS = 60_000;

export function clockEffects(): Implemented<typeof clock> {
  return {
    'clock-now': () => Date.now(),
    'clock-monotonic': () => performance.now(),
    sleep: async (args, { signal }) => {
      const ms = args.get('ms') as number;
      if (ms < 0 || ms > LONGEST_SLEEP_MS) failEffect('invalid', `:ms must be from 0 to ${LONGEST_SLEEP_MS}, got ${ms}`);
      try {
        await delay(ms, null, signal === null ? {} : { signal });
      } catch (e) {
        failEffect('gone', 'nobody waits any more', e);
      }
      return null;
    },
  };
}

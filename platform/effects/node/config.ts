/** Settings that the host shows to the program: a table of its own, never the environment. */
import type { Implemented } from '../dispatcher.ts';
import type { config } from '../table.ts';

export function configEffects(settings: Readonly<Record<string, string>>): Implemented<typeof config> {
  return {
    'config-get': args => {
      const name = args.get('name') as string;
      return Object.hasOwn(settings, name) ? (settings[name] as string) : null;
    },
  };
}

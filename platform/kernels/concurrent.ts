/**
 * The effect `concurrent`: thunks of a program side by side, so that one that waits does not keep the others waiting. Guarantees an answer for each in their order,
 * as of a batch; refuses what is no thunk, and too many. Inside of a transaction they run one after the other.
 */
import { List } from '../../kernel/values/list.ts';
import type { Procedure, Value } from '../../kernel/values/procedure.ts';
import { outcome, together } from '../effects/batch.ts';
import type { Implemented } from '../effects/dispatcher.ts';
import { failEffect } from '../effects/failure.ts';
import type { runs } from '../effects/table.ts';
import { type Calls, inTransaction } from './calls.ts';

const MOST = 32;

export function runEffects(calls: Calls): Implemented<typeof runs> {
  return {
    concurrent: async (args, context) => {
      const thunks = Array.from(args.get('thunks') as Iterable<Value>);
      if (thunks.length > MOST) failEffect('limit', `at most ${MOST} thunks run side by side, not ${thunks.length}`);
      if (thunks.some(each => typeof each !== 'function')) failEffect('invalid', ':thunks are procedures without arguments');
      const one = (thunk: Value): Promise<Value> => outcome(() => calls.call(thunk as Procedure, [], context));
      return List.of(await together(thunks, one, inTransaction(context)));
    },
  };
}

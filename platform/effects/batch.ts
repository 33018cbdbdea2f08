/**
 * Several effects at once. Receives requests that do not depend on one another; guarantees an answer for each in their order, whatever becomes of the
 * others, and that nothing is granted which would not be alone; refuses more than there may be, and effects whose order means something.
 * Inside of a transaction, which is one connection, they happen one after the other.
 */
import { Condition, fail, Raise } from '../../kernel/values/condition.ts';
import { List } from '../../kernel/values/list.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import type { Request } from './arguments.ts';
import type { EffectContext } from './context.ts';
import { failEffect } from './failure.ts';
import { findEffect } from './table.ts';

const MOST = 100;

interface Performer {
  perform(request: Value, context: EffectContext): Promise<Value>;
}

export async function answerBatch(performer: Performer, args: Request, context: EffectContext): Promise<Value> {
  const requests = Array.from(args.get('requests') as Iterable<Value>);
  if (requests.length > MOST) failEffect('limit', `a batch has at most ${MOST} requests, not ${requests.length}`);
  const one = (request: Value): Promise<Value> => outcome(() => performOne(performer, request, context));
  return List.of(await together(requests, one, (context.transaction?.depth ?? 0) > 0));
}

async function performOne(performer: Performer, request: Value, context: EffectContext): Promise<Value> {
  const op = request instanceof Map ? request.get('op') : undefined;
  if (typeof op === 'string' && findEffect(op)?.spec.alone === true)
    fail(`${op}: cannot be part of a batch, because its place among other effects means something`, ['invalid', request], 'io');
  return performer.perform(request, context);
}

/** Answers in the order of the items, all at once or in turn. All have ended before a bug of ours in one of them is told. */
export async function together<T>(items: readonly T[], one: (item: T) => Promise<Value>, inTurn: boolean): Promise<Value[]> {
  if (inTurn) {
    const answers: Value[] = [];
    for (const item of items) answers.push(await one(item));
    return answers;
  }
  const ended = await Promise.allSettled(items.map(one));
  return ended.map(each => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

/** What became of something, for a guest who wants to know: failures of his are values. */
export async function outcome(act: () => Promise<Value>): Promise<Value> {
  try {
    const value = await act();
    return new Map<string, Value>([
      ['ok', true],
      ['value', value],
    ]);
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    return new Map<string, Value>([
      ['ok', false],
      ['error', e.payload instanceof Condition ? e.payload.message : 'something was raised that is no condition'],
      ['raised', e.payload],
    ]);
  }
}

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
  const one = (request: Value): Promise<Value> => answerOne(performer, request, context);
  const inTurn = (context.transaction?.depth ?? 0) > 0;
  return List.of(inTurn ? await oneByOne(requests, one) : await together(requests, one));
}

async function oneByOne(requests: readonly Value[], one: (request: Value) => Promise<Value>): Promise<Value[]> {
  const answers: Value[] = [];
  for (const request of requests) answers.push(await one(request));
  return answers;
}

/** All have ended before a bug of ours in one of them is told. */
async function together(requests: readonly Value[], one: (request: Value) => Promise<Value>): Promise<Value[]> {
  const ended = await Promise.allSettled(requests.map(one));
  return ended.map(each => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

async function answerOne(performer: Performer, request: Value, context: EffectContext): Promise<Value> {
  try {
    const op = request instanceof Map ? request.get('op') : undefined;
    if (typeof op === 'string' && findEffect(op)?.spec.alone === true)
      fail(`${op}: cannot be part of a batch, because its place among other effects means something`, ['invalid', request], 'io');
    const value = await performer.perform(request, context);
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

/**
 * From a guest's request to the implementation of an effect. What the program was not granted does not exist for it, whatever is
 * implemented. Failures become conditions of kind "io" with the reason as the first irritant; a mistake in the arguments one of
 * kind "type". Never answers anything else.
 */
import { Condition, fail, Raise } from '../../kernel/values/condition.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { inspect } from '../../kernel/values/writer.ts';
import { checkArguments, type Request } from './arguments.ts';
import { answerBatch } from './batch.ts';
import type { EffectContext } from './context.ts';
import { EffectError } from './failure.ts';
import type { EffectFamily, EffectSpec } from './spec.ts';
import { type batch as batchFamily, type FAMILIES, type FamilyName, findEffect } from './table.ts';

export type Args = Request;
export type Implementation = (args: Args, context: EffectContext) => Value | Promise<Value>;

type NamesOf<F> = F extends EffectFamily<infer Name> ? Name : never;
/** An implementation of every effect of a family: one that is left out does not compile. */
export type Implemented<F extends EffectFamily> = Readonly<Record<NamesOf<F>, Implementation>>;

type Family = (typeof FAMILIES)[number];
/** Implementations by family; a family that is left out is not to be had from this host. Batches are the dispatcher's own. */
export type Implementations = { readonly [F in Exclude<Family, { name: 'batch' }> as F['name']]?: Implemented<F> };

interface Row {
  spec: EffectSpec;
  run: Implementation;
}

export class Dispatcher {
  private readonly rows = new Map<string, Row>();

  /** `grants`: names of families, or of single effects. */
  constructor(implementations: Implementations, grants: Iterable<string>) {
    const granted = new Set(grants);
    const batch: Implemented<typeof batchFamily> = { batch: (args, context) => answerBatch(this, args, context) };
    for (const [familyName, effects] of Object.entries({ ...implementations, batch })) {
      for (const [name, run] of Object.entries(effects as Record<string, Implementation>)) {
        const found = findEffect(name);
        if (found === undefined) throw new Error(`the effect table has no ${name}`);
        if (granted.has(familyName) || granted.has(name)) this.rows.set(name, { spec: found.spec, run });
      }
    }
  }

  /** The answer to a request that need not wait; undefined for one that must. */
  answer(request: Value, context: EffectContext): Value {
    const row = this.rowFor(request);
    if (row.spec.blocking) return undefined;
    const op = request.get('op') as string;
    checkArguments(op, row.spec, request);
    try {
      return row.run(request, context);
    } catch (e) {
      throw conditionFor(op, request, e);
    }
  }

  /** The answer to any request. Rejects with a `Raise` for the guest, or with a bug. */
  async perform(request: Value, context: EffectContext): Promise<Value> {
    const row = this.rowFor(request);
    const op = request.get('op') as string;
    checkArguments(op, row.spec, request);
    if (context.gone) throw conditionFor(op, request, new EffectError('gone', 'nobody waits for the answer any more'));
    try {
      return await row.run(request, context);
    } catch (e) {
      throw conditionFor(op, request, e);
    }
  }

  private rowFor(request: Value): Row {
    const op = request instanceof Map ? request.get('op') : undefined;
    if (typeof op !== 'string')
      return fail(`perform: expected a dict with the name of an effect as :op, got ${shown(request)}`, [request], 'type');
    const row = this.rows.get(op);
    if (row !== undefined) return row;
    const known = findEffect(op);
    if (known === undefined) return fail(`perform: there is no effect ${op}`, ['missing', request], 'io');
    return fail(`${op}: this program was not granted ${grantFor(known.family, op)}`, ['denied', request], 'io');
  }
}

const grantFor = (family: FamilyName, op: string): string =>
  family === op ? `the effect ${op}` : `effects of the family ${family}`;

const shown = (request: Value): string => inspect(request, { budget: 30 });

function conditionFor(op: string, request: Value, e: unknown): unknown {
  if (!(e instanceof EffectError)) return e;
  return new Raise(new Condition(`${op}: ${e.message}`, [e.failure, request], 'io', null));
}

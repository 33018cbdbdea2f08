/** The table, and what is refused: every row, without and with its family. */
import { describe, expect, it } from 'vitest';
import { Condition, Raise } from '../../kernel/values/condition.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { SymbolTable } from '../../kernel/values/symbol.ts';
import type { EffectContext } from './context.ts';
import { Dispatcher } from './dispatcher.ts';
import { effectReference } from './reference.ts';
import type { EffectFamily } from './spec.ts';
import { stubs } from './stubs.ts';
import { FAMILIES } from './table.ts';

const rows = (FAMILIES as readonly EffectFamily[]).flatMap(f =>
  Object.entries(f.effects).map(([name, spec]) => ({ family: f.name, name, spec })),
);
const context: EffectContext = {
  symbols: new SymbolTable(),
  id: 'test',
  gone: false,
  signal: null,
  log: () => {},
  transaction: null,
};

/** Kind, first irritant and message of the condition that is raised. */
async function refusal(act: () => Value): Promise<{ kind: string; reason?: unknown; message?: string }> {
  try {
    await act();
    return { kind: 'answered' };
  } catch (e) {
    if (!(e instanceof Raise && e.payload instanceof Condition)) throw e;
    return { kind: e.payload.kind, reason: e.payload.irritants[0], message: e.payload.message };
  }
}

const request = (op: string, args: Record<string, Value> = {}): Map<string, Value> => new Map(Object.entries({ op, ...args }));

describe('the dispatcher', () => {
  const everything = new Dispatcher(
    stubs().implementations,
    FAMILIES.map(f => f.name),
  );
  const nothing = new Dispatcher(stubs().implementations, []);

  it.each(rows.map(r => r.name))('%s does not exist for a program that was not granted it', async name => {
    expect(await refusal(() => nothing.perform(request(name), context))).toEqual({
      kind: 'io',
      reason: 'denied',
      message: expect.stringContaining('was not granted'),
    });
    expect(await refusal(() => nothing.answer(request(name), context))).toMatchObject({ kind: 'io', reason: 'denied' });
  });

  it.each(rows.filter(r => r.family !== 'http' && r.family !== 'runs'))('$name demands its arguments', async ({ name, spec }) => {
    const wrong: Record<string, Value> = {};
    for (const [arg, { type, optional }] of Object.entries(spec.args)) {
      if (optional || type === 'any') continue;
      expect(await refusal(() => everything.perform(request(name, wrong), context))).toMatchObject({ kind: 'type' });
      wrong[arg] = type === 'string' || type === 'data' ? 1 : 'x';
    }
    const result = await refusal(() => everything.perform(request(name, { ...wrong, nonsense: 1 }), context));
    expect(result.kind).toBe('type');
  });

  it('refuses what is no request', async () => {
    for (const bad of [null, 1, 'clock-now', new Map(), new Map([['op', 1]])])
      expect(await refusal(() => everything.answer(bad, context))).toMatchObject({ kind: 'type' });
    expect(await refusal(() => everything.answer(request('no-such'), context))).toMatchObject({ kind: 'io', reason: 'missing' });
    expect(await refusal(() => everything.answer(request('clock-now', { tz: 'x' }), context))).toMatchObject({
      kind: 'type',
      message: 'clock-now: there is no argument :tz; known are none',
    });
  });

  it('answers in place only what does not wait, and nothing for a client that has left', async () => {
    expect(everything.answer(request('clock-now'), context)).toBe(1_700_000_000_000);
    expect(everything.answer(request('sleep', { ms: 5 }), context)).toBe(undefined);
    const gone = { ...context, gone: true };
    expect(await refusal(() => everything.perform(request('kv-put', { key: 'k', value: 1 }), gone))).toMatchObject({
      kind: 'io',
      reason: 'gone',
    });
    expect(await everything.perform(request('kv-get', { key: 'k' }), context)).toBe(null);
  });

  it('grants single effects', async () => {
    const one = new Dispatcher(stubs().implementations, ['kv-get', 'clock']);
    expect(await one.perform(request('kv-get', { key: 'k' }), context)).toBe(null);
    expect(one.answer(request('clock-now'), context)).toBe(1_700_000_000_000);
    expect(await refusal(() => one.perform(request('kv-put', { key: 'k', value: 1 }), context))).toMatchObject({
      kind: 'io',
      reason: 'denied',
    });
  });

  it('lets bugs through as what they are', async () => {
    const broken = new Dispatcher(
      {
        config: {
          'config-get': () => {
            throw new TypeError('bug');
          },
        },
      },
      ['config'],
    );
    expect(() => broken.answer(request('config-get', { name: 'x' }), context)).toThrow(TypeError);
  });
});

it('the reference page is current (update with vitest -u)', async () => {
  await expect(effectReference()).toMatchFileSnapshot('../../docs/reference/effects.md');
});

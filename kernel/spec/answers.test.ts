/** `perform` where a host answers in place what need not wait, and calls of procedures with operands: the same on every engine. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setTier } from '../embed/set-tier.ts';
import type { System } from '../embed/system.ts';
import { runText, settle } from '../embed/text-run.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { SourceText } from '../reader/source.ts';
import { compiledSystem, standardSystem } from '../testing/standard.ts';
import { fail, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';
import { runSpecFile, type SpecEvent } from './driver.ts';
import { answerRequest, SPEC_HOOKS } from './world.ts';

const SPEC = readFileSync(new URL('perform.sx', import.meta.url), 'utf8');

const compiled = (tier: 'native' | 'auto', hooks: Partial<KernelHooks>): System => {
  const { system } = compiledSystem(hooks);
  setTier(system, tier).entryHeat = 2;
  return system;
};
const tiers: Record<string, (hooks: Partial<KernelHooks>) => System> = {
  cek: hooks => standardSystem(hooks),
  vm: hooks => standardSystem(hooks, 'vm'),
  native: hooks => compiled('native', hooks),
  auto: hooks => compiled('auto', hooks),
};

describe.each(Object.keys(tiers))('requests answered in place on %s', tier => {
  const make = tiers[tier] as (hooks: Partial<KernelHooks>) => System;

  it('mean what they mean when the run is suspended for them', () => {
    let inPlace = 0;
    const system = make({
      ...SPEC_HOOKS,
      answer: request => {
        if (!(request instanceof Map) || request.get('op') !== 'echo') return undefined;
        inPlace++;
        return request.get('value');
      },
    });
    const events: SpecEvent[] = [];
    const result = runSpecFile(system, { path: 'perform.sx', text: SPEC }, e => events.push(e), {
      answer: answerRequest(system),
    });
    expect(events.filter(e => e.kind === 'test' && e.outcome !== 'pass')).toEqual([]);
    expect(result.clean).toBe(true);
    expect(inPlace).toBeGreaterThan(20);
  });

  it('may fail in place, and are left to the driver otherwise', () => {
    const system = make({ answer: request => (request === 'now' ? fail('not now', [], 'io') : undefined) });
    const text = '(define (ask r) (guard (e (true (condition-message e))) (perform r))) (map ask (list "now" "later"))';
    const outcome = runText(system, new SourceText('t', text), system.kernel.user);
    expect(inspect(settle(outcome, (request: Value) => `driver: ${request}`))).toBe('("not now" "driver: later")');
  });

  it('procedures are called with operands as runs that can suspend', () => {
    const system = make({});
    settle(
      runText(system, new SourceText('t', '(define (f a b) (list a (perform b) (raise a)))'), system.kernel.user),
      () => null,
    );
    const f = system.kernel.user.cell('f').v as Value;
    for (let i = 0; i < 5; i++) {
      const step = system.engine.runCall(f, i, 'ask');
      if (step.done) throw new Error('did not suspend');
      expect(step.request).toBe('ask');
      expect(() => step.resume('answer')).toThrow(Raise);
    }
  });
});

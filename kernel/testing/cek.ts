/** For tests: a kernel with the CEK, evaluating SX texts; answers and errors as text. */
import { System } from '../embed/system.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { displayString, inspect } from '../values/writer.ts';

export interface Bench {
  readonly system: System;
  /** Value of the last form, readable. */
  show(text: string): string;
  value(text: string): Value;
  /** What an uncaught raise carries: `message @where`, or the raised value. */
  failure(text: string): string;
  /** Everything printed so far. */
  output(): string;
}

export function bench(hooks: Partial<KernelHooks> = {}): Bench {
  let printed = '';
  const system = new System({ output: t => (printed += t), ...hooks });
  const { kernel } = system;
  kernel.base.define('print-out', (...vs: Value[]) => {
    printed += vs.map(v => displayString(v)).join('');
    return null;
  });
  const value = (text: string): Value => system.evaluateText(new SourceText('t', text), kernel.user);
  return {
    system,
    value,
    show: text => inspect(value(text)),
    failure(text) {
      try {
        return `no failure: ${inspect(value(text))}`;
      } catch (e) {
        if (!(e instanceof Raise)) throw e;
        return e.payload instanceof Condition ? `${e.payload.message} @${e.payload.where}` : inspect(e.payload);
      }
    },
    output: () => printed,
  };
}

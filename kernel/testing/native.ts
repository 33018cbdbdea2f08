/** Test support: texts through reader, expander and the native tier. */

import type { Node } from '../core/nodes.ts';
import { System } from '../embed/system.ts';
import type { Kernel, KernelHooks } from '../instance/kernel.ts';
import { emitUnit } from '../native/emission/emitter.ts';
import { instantiate } from '../native/units/loader.ts';
import type { EmitOptions, NativeUnit } from '../native/units/unit.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';
import { EOF } from '../values/eof.ts';
import { type Generator, ResumeMode } from '../values/generator.ts';
import type { Value } from '../values/procedure.ts';

export function newSystem(hooks: Partial<KernelHooks> = {}): System {
  const system = new System(hooks);
  const resume =
    (mode: ResumeMode) =>
    (g: Generator, value: Value = null) =>
      g.resume(mode, value);
  const { base } = system.kernel;
  base.define('next', resume(ResumeMode.Next));
  base.define('send', resume(ResumeMode.Next));
  base.define('throw', resume(ResumeMode.Throw));
  base.define('return', resume(ResumeMode.Return));
  base.define('state', (g: Generator) => g.state);
  return system;
}

export function expandText(system: System, text: string): Node[] {
  const source = new SourceText('test.sx', text);
  const reader = new Reader(source, system.kernel.symbols);
  const expander = system.expander(system.kernel.user, source);
  const nodes: Node[] = [];
  for (let datum = reader.next(); datum !== EOF; datum = reader.next()) nodes.push(expander.expandTop(datum));
  return nodes;
}

export function emitText(system: System, text: string, options: Partial<EmitOptions> = {}): NativeUnit {
  const source = new SourceText('test.sx', text);
  const position = (offset: number) => ({ file: 'test.sx', ...source.position(offset) });
  return emitUnit(expandText(system, text), { name: 'test', position, ...options });
}

export function run(text: string, options: Partial<EmitOptions> = {}, system = newSystem()): Value {
  const { kernel } = system;
  return instantiate(emitText(system, text, options), kernel, kernel.user)();
}

/** A result in the writer's form; a raised condition as `!message`. */
export function outcome(kernel: Kernel, evaluate: () => Value): string {
  try {
    return kernel.inspect(evaluate());
  } catch (e) {
    if (e instanceof Interrupt) return `interrupt: ${e.reason}`;
    if (e instanceof Raise) return `!${e.payload instanceof Condition ? e.payload.message : kernel.inspect(e.payload)}`;
    throw e;
  }
}

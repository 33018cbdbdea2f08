/** Test support: texts through reader, expander and native tier, without any other engine. */
import { Expander } from '../expander/expander.ts';
import { Kernel } from '../kernel.ts';
import { toProcedure } from '../primitives/arity.ts';
import { recordTypes } from '../primitives/record-types.ts';
import { installPrimitives } from '../primitives/table.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import { EOF } from '../values/eof.ts';
import { type Generator, ResumeMode } from '../values/generator.ts';
import type { Value } from '../values/procedure.ts';
import type { Node } from '../core/nodes.ts';
import { emitUnit } from './emitter.ts';
import { instantiate } from './loader.ts';
import type { EmitOptions, NativeUnit } from './unit.ts';

export function newKernel(): Kernel {
  const kernel = new Kernel();
  installPrimitives(kernel, kernel.base);
  for (const spec of recordTypes(kernel)) kernel.base.define(spec.name, toProcedure(spec));
  // Raising without handlers; the control operators proper belong to the engines' assembly.
  const raise = (payload: Value): never => {
    throw new Raise(payload);
  };
  kernel.base.define('raise', raise);
  kernel.base.define('%reraise', raise);
  kernel.base.define('error', (message: string, ...irritants: Value[]) => raise(new Condition(message, irritants)));
  const resume = (mode: ResumeMode) => (g: Generator, value: Value = null) => g.resume(mode, value);
  kernel.base.define('next', resume(ResumeMode.Next));
  kernel.base.define('send', resume(ResumeMode.Next));
  kernel.base.define('throw', resume(ResumeMode.Throw));
  kernel.base.define('return', resume(ResumeMode.Return));
  kernel.base.define('state', (g: Generator) => g.state);
  return kernel;
}

export function expandText(kernel: Kernel, text: string): Node[] {
  const source = new SourceText('test.sx', text);
  const reader = new Reader(source, kernel.symbols);
  const evaluate = (node: Node) => instantiate(emitUnit([node], { name: 'macro' }), kernel, kernel.user)();
  const expander = new Expander(kernel, kernel.user, evaluate);
  const nodes: Node[] = [];
  for (;;) {
    const datum = reader.next();
    if (datum === EOF) return nodes;
    nodes.push(expander.expandTop(datum));
  }
}

export function emitText(kernel: Kernel, text: string, options: Partial<EmitOptions> = {}): NativeUnit {
  return emitUnit(expandText(kernel, text), { name: 'test', ...options });
}

export function run(text: string, options: Partial<EmitOptions> = {}, kernel = newKernel()): Value {
  return instantiate(emitText(kernel, text, options), kernel, kernel.user)();
}

/** Calls that the machine's loop does not make itself: general parameter lists, generators, control operators, library code. */

import { MachineGenerator, resumeGenerator } from '../control/generators.ts';
import { Control } from '../control/operators.ts';
import { checkOperands, operatorOf, performControl } from '../control/perform.ts';
import type { Step } from '../control/status.ts';
import { Arity } from '../core/signature.ts';
import { Generator } from '../values/generator.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { controlClosure, type VmClosure } from './code.ts';
import type { Port } from './port.ts';
import { Slice } from './segments.ts';

/** Calls `f` on the `argc` values on top; it lies below them. */
export function callSlow(m: Port, f: Value, argc: number): Step {
  if (typeof f !== 'function') m.kernel.notCallable(f);
  let k = f.vm as VmClosure | undefined;
  if (k === undefined) {
    if (f.control !== undefined) {
      // A continuation of another engine is its business.
      const [control, datum] = operatorOf(f.control);
      if (datum === null) return applyHost(m, f, argc);
      k = f.vm = controlClosure(control, datum);
    } else if (m.engine.portable(f)) k = m.engine.adopt(f);
    else return applyHost(m, f, argc);
  }
  if (--m.kernel.fuel <= 0) m.refuel(m.fd);
  if (k.arity === Arity.Control) {
    if (k.control === Control.Host) return applyHost(m, f, argc);
    const { stack } = m.engine;
    const first = m.sp - argc;
    // Without an array of operands: bodies are resumed more often than anything else is done here.
    if (k.control === Control.GeneratorResume && argc === 3 && stack[first] instanceof Generator) {
      m.sp = first - 1;
      return resumeGenerator(m, stack[first], stack[first + 1], stack[first + 2]);
    }
    const vals = stack.slice(first - 1, m.sp);
    m.sp = first - 1;
    if (k.control !== Control.Continuation && k.control !== Control.Composable) checkOperands(k.x, argc);
    return performControl(m, k.control, k.x, vals);
  }
  bind(m, k, argc);
  const { code } = k;
  const start = m.sp - code.positional - (code.rest ? 1 : 0);
  if (code.generator) {
    const values = m.engine.stack.slice(start - 1, m.sp);
    m.sp = start - 1;
    const body = Slice.ofCall(k, values);
    return m.answer(new MachineGenerator(m.engine, on => on.put(body)));
  }
  if (m.site !== null) m.enters(code, start - 1);
  m.pushFrame(k, start);
}

/** Calls a procedure that is not the machine's own. */
function applyHost(m: Port, f: Value, argc: number): Step {
  const args = m.engine.stack.slice(m.sp - argc, m.sp);
  m.sp -= argc + 1;
  m.callHost(f, args);
}

/** Turns the `argc` arguments on top into the slots that the code expects. */
function bind(m: Port, k: VmClosure, argc: number): void {
  const { code } = k;
  if (k.arity === argc) return;
  const { stack } = m.engine;
  code.admit(argc);
  const { required, optional, positional } = code;
  const first = m.sp - argc;
  let rest: Value[] = [];
  if (argc > positional) {
    if (code.rest) rest = stack.slice(first + positional, m.sp);
    m.sp = first + positional;
  }
  for (let i = argc; i < required; i++) stack[m.sp++] = null;
  for (let i = Math.max(argc - required, 0); i < optional.length; i++) stack[m.sp++] = optional[i];
  if (code.rest) stack[m.sp++] = List.of(rest);
}

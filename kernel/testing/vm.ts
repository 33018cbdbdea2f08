/** For tests: a kernel whose programs run on the VM; texts as code objects. */
import { System } from '../embed/system.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import { EOF } from '../values/eof.ts';
import type { Value } from '../values/procedure.ts';
import type { VmCode } from '../vm/code.ts';
import { compileTop } from '../vm/compiler/compiler.ts';
import { assemble } from '../vm/files/assembler.ts';

export function vmSystem(hooks: Partial<KernelHooks> = {}): System {
  const system = new System(hooks);
  system.useVm();
  return system;
}

/** Code of every form of a text. */
export function compileText(system: System, text: string): VmCode[] {
  const source = new SourceText('t', text);
  const reader = new Reader(source, system.kernel.symbols);
  const expander = system.expander(system.kernel.user, source);
  const codes: VmCode[] = [];
  for (let d = reader.next(); d !== EOF; d = reader.next()) codes.push(compileTop(expander.expandTop(d), source));
  return codes;
}

/** What `act` answers, readable; a raised condition as `!message`. */
export function shown(system: System, act: () => Value): string {
  try {
    return system.kernel.inspect(act());
  } catch (e) {
    if (!(e instanceof Raise)) throw e;
    return `!${e.payload instanceof Condition ? e.payload.message : system.kernel.inspect(e.payload)}`;
  }
}

/** Assembles a procedure's instructions and runs them. */
export function runAssembly(instructions: string, system = vmSystem()): string {
  const code = assemble(`(code "test" ${instructions})`, system.kernel, system.kernel.user);
  return shown(system, () => system.vm.load(code));
}

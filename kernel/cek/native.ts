/** Compiled code inside interpreted code (`../jit/`): entering it from the machine, and going on where it jumps out of itself. */
import { Control } from '../control/operators.ts';
import type { Step } from '../control/status.ts';
import type { Kernel } from '../instance/kernel.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { type Env, type Exit, machineProcedure, type NativeEntry } from './code.ts';
import type { Machine } from './port.ts';
import { leave } from './resume.ts';

/** `rib`: the values and the environment around them; an entry without values has no rib of its own. */
export function enterNative(kernel: Kernel, { run, count }: NativeEntry, rib: Env): Value {
  kernel.nativeDepth++;
  const value = runOn(run, count, rib);
  kernel.nativeDepth--;
  return value;
}

function runOn(run: NativeEntry['run'], count: number, rib: Env): Value {
  switch (count) {
    case 0:
      return run(rib);
    case 1:
      return run(rib[0], rib[1]);
    case 2:
      return run(rib[0], rib[1], rib[2]);
    case 3:
      return run(rib[0], rib[1], rib[2], rib[3]);
    case 4:
      return run(rib[0], rib[1], rib[2], rib[3], rib[4]);
    default:
      return run(...(rib as [Env, ...Value[]]));
  }
}

/** A loop's code has answered `LEAVE`; `m.e` is the rib it was entered with. */
export function leaveNative(m: Machine, entry: NativeEntry): Step {
  const { kernel } = m;
  const exit = entry.exits[kernel.exit] as Exit;
  const value = kernel.exitValue;
  kernel.exitValue = null;
  takeExit(m, exit, entry.count > 0 ? m.e[0] : m.e, value);
}

/** `exit` as a procedure of the environment around the loop and the value, for frames of its code that have been moved. */
export const exitProcedure = (exit: Exit): Procedure => machineProcedure(Control.Exit, exit);

/** Goes on where an exit of a loop's code leads; `around`: the environment around the loop. */
export function takeExit(m: Machine, exit: Exit, around: Env, value: Value): Step {
  if (exit.loop === null) return leave(m, exit.frames, value);
  let env = around;
  for (let n = exit.ribs; n > 0; n--) env = env[0];
  m.e = value.length > 0 ? [env[0], ...value] : env;
  m.c = exit.loop.b;
}

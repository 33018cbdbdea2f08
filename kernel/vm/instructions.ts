/**
 * Instructions that are rare, or so long that a place in the loop is not worth it: the loop has stored its registers and
 * loads them again.
 */

import { resumeFrame } from '../control/frames.ts';
import { yieldValue } from '../control/generators.ts';
import { perform } from '../control/perform.ts';
import { beginRaise } from '../control/raise.ts';
import type { Step } from '../control/status.ts';
import { unwind } from '../control/unwind.ts';
import type { Unwinding } from '../control/unwinding.ts';
import { unboundGlobal } from '../instance/globals.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import type { VmClosure } from './code.ts';
import { Instruction } from './instruction.ts';
import { Op } from './opcodes.ts';
import type { Port } from './port.ts';

/** Performs instruction `i` of the frame on top, which is `k`'s. */
export function execute(m: Port, k: VmClosure, i: Instruction): Step {
  const { engine } = m;
  const { stack } = engine;
  const pop = (): Value => stack[--m.sp];
  switch (i.b as Op) {
    case Op.DUP:
      return m.answer(stack[m.sp - 1]);
    case Op.SWAP: {
      const [y, x] = [pop(), pop()];
      m.answer(y);
      return m.answer(x);
    }
    case Op.GLOBAL_SET:
      if (i.cell.v === undefined) unboundGlobal(m.kernel, i.cell);
      i.cell.v = stack[m.sp - 1];
      return;
    case Op.DEFINE:
      i.cell.v = stack[m.sp - 1];
      return;
    case Op.GOSUB:
      m.answer(i);
      engine.frame(m.fd).at = i.to;
      return;
    case Op.END_FINALLY: {
      const x = pop();
      if (!(x instanceof Instruction)) return unwind(m, x as Unwinding);
      engine.frame(m.fd).at = x;
      return;
    }
    case Op.RAISE:
      return beginRaise(m, pop(), false);
    case Op.PERFORM:
      return perform(m, pop());
    case Op.YIELD:
      return yieldValue(m, pop());
    case Op.RESUME:
      m.fd--;
      m.site = k.upvalues[0] ?? null;
      return resumeFrame(m, k.control, k.i, k.x, pop());
    case Op.APPLY:
      m.sp = engine.spread(m.sp);
      m.argc = m.sp - engine.applied - 1;
      return;
    case Op.LIST:
      m.sp -= i.a;
      return m.answer(List.of(stack.slice(m.sp, m.sp + i.a)));
    case Op.DICT:
      m.sp -= 2 * i.a;
      return m.answer(engine.dict(stack.slice(m.sp, m.sp + 2 * i.a)));
    default:
      throw new Error(`VM: unknown opcode ${i.b}`);
  }
}

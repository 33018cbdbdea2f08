/**
 * Compiling the defaults of optional parameters. A parameter is missing if those before it are complete, so from the first missing one on
 * all are computed, one after the other, like the variables of a `letrec`: who comes back to one computes those behind it again, for the
 * same variables. So the boxes of all of them are there before the first is computed.
 */
import { Kind, type Lambda, type Node } from '../../core/nodes.ts';
import { Op } from '../opcodes.ts';
import type { Compiler } from './compiler.ts';
import { Label } from './emission.ts';

export function compileDefaults(c: Compiler, n: Lambda, scope: readonly Node[]): void {
  const { e, boxing } = c;
  const first = n.params.length;
  const again = boxing.defaults(n);
  const boxed = n.optional.map(({ variable }, i) => again[i] === true || boxing.needsBox(variable, ...scope));
  const start = n.optional.findIndex(o => o.init.kind !== Kind.Const);
  if (!n.optional.some(o => boxing.calling(o.init))) {
    n.optional.forEach(({ variable, init }, i) => {
      if (init.kind !== Kind.Const) {
        const bound = new Label();
        e.emit(Op.JUMP_IF_BOUND, first + i, bound);
        c.value(init, false);
        e.emit(Op.LOCAL_SET, first + i);
        e.place(bound);
      }
      c.bind(variable, first + i, boxed[i] as boolean);
    });
    return;
  }
  const end = new Label();
  const compute = n.optional.map(() => new Label());
  n.optional.forEach(({ init }, i) => {
    if (init.kind !== Kind.Const) {
      const bound = new Label();
      e.emit(Op.JUMP_IF_BOUND, first + i, bound);
      for (let j = i; j < boxed.length; j++) {
        if (boxed[j] === true) makeBox(c, first + j);
      }
      e.emit(Op.JUMP, compute[i] as Label);
      e.place(bound);
    }
    if (boxed[i] === true) e.emit(Op.BOX, first + i);
  });
  e.emit(Op.JUMP, end);
  n.optional.forEach(({ variable, init }, i) => {
    if (i >= start) {
      e.place(compute[i] as Label);
      c.value(init, false);
      e.emit(boxed[i] === true ? Op.BOX_SET : Op.LOCAL_SET, first + i);
    }
    c.slots.set(variable, { index: first + i, boxed: boxed[i] as boolean });
  });
  e.place(end);
}

/** A box with nothing in it yet. */
function makeBox(c: Compiler, slot: number): void {
  c.e.emit(Op.NIL);
  c.e.emit(Op.LOCAL_SET, slot);
  c.e.emit(Op.BOX, slot);
}

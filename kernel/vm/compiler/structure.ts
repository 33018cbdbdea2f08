/** Compiling bindings, loops, blocks and protected regions. */
import type { Again, Block, Catch, Finally, Let, Letrec, Loop, Node, ReturnFrom, Variable } from '../../core/nodes.ts';
import { Kind } from '../../core/nodes.ts';
import { variablesIn } from '../../core/walk.ts';
import { Op } from '../opcodes.ts';
import type { BlockPlace, Compiler, LoopPlace } from './compiler.ts';
import { Label } from './emission.ts';

/** The top takes the place of the `n` values below it. */
function slide(c: Compiler, n: number): void {
  if (n > 0) c.e.emit(Op.SLIDE, n);
}

export function compileLet(c: Compiler, n: Let, tail: boolean): void {
  const base = c.e.depth;
  for (const init of n.inits) c.value(init, false);
  for (const [i, v] of n.vars.entries()) c.bind(v, base + i, c.boxing.needsBox(v, n.body));
  c.value(n.body, tail);
  if (tail) c.e.depth = base + 1;
  else slide(c, n.vars.length);
}

export function compileLetrec(c: Compiler, n: Letrec, tail: boolean): void {
  const base = c.e.depth;
  const { boxed, inOrder } = c.boxing.letrec(n);
  const initial = (i: number): void => {
    const init = n.inits[i] as Node;
    const outer = c.self;
    if (init.kind === Kind.Lambda) c.self = n.vars[i] as Variable;
    c.value(init, false);
    c.self = outer;
  };
  if (inOrder) {
    n.vars.forEach((v, i) => {
      initial(i);
      c.bind(v, base + i, false);
    });
  } else {
    for (const _ of n.vars) c.e.emit(Op.NIL);
    for (const [i, v] of n.vars.entries()) c.bind(v, base + i, boxed[i] as boolean);
    n.vars.forEach((v, i) => {
      initial(i);
      c.assign(v);
    });
  }
  c.value(n.body, tail);
  if (tail) c.e.depth = base + 1;
  else slide(c, n.vars.length);
}

export function compileLoop(c: Compiler, n: Loop, tail: boolean): void {
  const { e } = c;
  const base = e.depth;
  for (const init of n.inits) c.value(init, false);
  const start = new Label();
  e.place(start);
  for (const [i, v] of n.vars.entries()) c.bind(v, base + i, c.boxing.needsBox(v, n.body));
  c.loops.set(n, { start, slot: base });
  c.value(n.body, tail);
  if (tail) e.depth = base + 1;
  else slide(c, n.vars.length);
}

export function compileAgain(c: Compiler, n: Again): void {
  const { e } = c;
  const { start, slot } = c.loops.get(n.loop) as LoopPlace;
  const { depth } = e;
  const mentioned = n.args.map(variablesIn);
  const late: number[] = [];
  for (const [i, a] of n.args.entries()) {
    if (c.plainSlot(a) === slot + i) continue;
    c.value(a, false);
    // What no later value looks at gets its new value at once.
    if (mentioned.slice(i + 1).some(m => m.has(n.loop.vars[i] as Variable))) late.push(slot + i);
    else e.emit(Op.LOCAL_SET, slot + i);
  }
  // Neighbours are moved by the jump itself.
  const gap = (): boolean => (late.at(-1) as number) - (late[0] as number) >= late.length;
  while (late.length > 0 && gap()) e.emit(Op.LOCAL_SET, late.pop() as number);
  e.emit(Op.AGAIN, late.length, late[0] ?? slot, slot + n.args.length, start);
  e.depth = depth + 1;
}

export function compileBlock(c: Compiler, n: Block, tail: boolean): void {
  const end = new Label();
  const { depth } = c.e;
  c.blocks.set(n, { end, depth, tail, protection: c.protection });
  c.value(n.body, tail);
  c.e.place(end);
  c.e.depth = depth + 1;
}

export function compileReturn(c: Compiler, n: ReturnFrom): void {
  const { e } = c;
  const { end, depth: target, tail, protection: outer } = c.blocks.get(n.block) as BlockPlace;
  const { depth } = e;
  if (tail && c.protection === outer) c.value(n.value, true);
  else {
    c.value(n.value, false);
    for (let p = c.protection; p !== null && p !== outer; p = p.outer) {
      if (p.cleanup !== null) slide(c, e.depth - p.depth - 1);
      e.emit(Op.POP_HANDLER);
      if (p.cleanup !== null) e.emit(Op.GOSUB, p.cleanup);
    }
    if (tail) e.emit(Op.RETURN);
    else {
      slide(c, e.depth - target - 1);
      e.emit(Op.JUMP, end);
    }
  }
  e.depth = depth + 1;
}

export function compileCatch(c: Compiler, n: Catch, tail: boolean): void {
  const { e } = c;
  const { depth } = e;
  const handler = new Label();
  const end = new Label();
  e.emit(n.declines ? Op.PUSH_GUARD : Op.PUSH_HANDLER, handler);
  c.protection = { cleanup: null, depth, outer: c.protection };
  c.value(n.body, false);
  c.protection = c.protection.outer;
  e.emit(Op.POP_HANDLER);
  if (tail) e.emit(Op.RETURN);
  else e.emit(Op.JUMP, end);
  e.place(handler);
  e.depth = depth + 1;
  c.bind(n.variable, depth, c.boxing.needsBox(n.variable, n.handler));
  c.value(n.handler, tail);
  if (!tail) slide(c, 1);
  e.place(end);
  e.depth = depth + 1;
}

export function compileFinally(c: Compiler, n: Finally, tail: boolean): void {
  const { e } = c;
  const { depth } = e;
  const cleanup = new Label();
  const end = new Label();
  e.emit(Op.PUSH_FINALLY, cleanup);
  c.protection = { cleanup, depth, outer: c.protection };
  c.value(n.body, false);
  c.protection = c.protection.outer;
  e.emit(Op.POP_HANDLER);
  e.emit(Op.GOSUB, cleanup);
  if (tail) e.emit(Op.RETURN);
  else e.emit(Op.JUMP, end);
  e.place(cleanup);
  // The value that is kept, and where to go on.
  e.depth = depth + 2;
  c.effect(n.cleanup);
  e.emit(Op.END_FINALLY);
  e.place(end);
  e.depth = depth + 1;
}

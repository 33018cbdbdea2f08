/**
 * Loops and jumps back to their start. A loop variable that closures capture is copied from its register into a fresh
 * variable in every round. The back-edge (the `for`'s update) consumes fuel.
 */
import { type Again, Kind, type Loop, type Node, type Variable } from '../../core/nodes.ts';
import { mentions } from '../../core/walk.ts';
import { type Dest, type Fn, type LoopTarget, leaves, type Outside } from './context.ts';
import { bare, expression } from './expressions.ts';
import { learnBinding } from './facts.ts';
import { spill } from './operands.ts';
import { declare, statement } from './statements.ts';

/** Rounds are counted in a register; the kernel's fuel counter is touched once in 256. */
export const BACK_EDGE = 'for (let u = 0;; ++u > 255 && (u = 0, tick()))';

export function loopStatement(fn: Fn, node: Loop, dest: Dest): void {
  const registers = node.vars.map((v, i) => {
    const name = v.captured ? fn.unit.names.fresh(v.name) : fn.unit.variable(v);
    const init = node.inits[i] as Node;
    declare(fn, name, init);
    fn.held.set(init, name);
    return name;
  });
  const target: LoopTarget = { label: fn.label(), registers };
  fn.loops.set(node, target);
  fn.open(`${target.label}: ${BACK_EDGE} {`);
  copyRound(fn, node.vars, registers);
  const mark = fn.unit.facts.mark();
  for (const v of node.vars) learnBinding(fn, v, null);
  statement(fn, node.body, dest);
  fn.unit.facts.undo(mark);
  if (!leaves(dest)) fn.line(`break ${target.label};`);
  fn.close();
}

/** Fresh variables of this round for those that closures capture. */
export function copyRound(fn: Fn, vars: readonly Variable[], registers: readonly string[]): void {
  vars.forEach((v, i) => {
    if (v.captured) fn.line(`${v.assigned ? 'let' : 'const'} ${fn.unit.variable(v)} = ${registers[i]};`);
  });
}

export function again(fn: Fn, node: Again): void {
  const target = fn.loops.get(node.loop);
  if (target === undefined) {
    const values = node.args.map(a => spill(fn, a));
    fn.line(`return rt.leave(${(fn.unit.outside as Outside).exit(node.loop)}, [${values.join(', ')}]);`);
    return;
  }
  nextRound(fn, node.loop.vars, target, node.args);
}

export function jumpToSelf(fn: Fn, args: readonly Node[]): void {
  nextRound(fn, fn.lambda?.params ?? [], fn.self as LoopTarget, args);
}

/** Assigns the registers as if all at once, and continues. */
function nextRound(fn: Fn, vars: readonly Variable[], target: LoopTarget, args: readonly Node[]): void {
  const late: string[] = [];
  args.forEach((arg, i) => {
    const v = vars[i] as Variable;
    const register = target.registers[i] as string;
    if (arg.kind === Kind.LocalRef && arg.variable === v && !(v.captured && v.assigned)) return;
    const read = !v.captured && args.some((later, j) => j > i && mentions(later, v));
    if (read) {
      late.push(`${register} = ${spill(fn, arg)};`);
    } else {
      const mark = fn.live;
      fn.line(`${register} = ${bare(expression(fn, arg, true))};`);
      fn.held.set(arg, register);
      fn.live = mark;
    }
  });
  for (const text of late) fn.line(text);
  fn.line(`continue ${target.label};`);
}

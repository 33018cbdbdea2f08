/**
 * Blocks and the ways out of them, `Catch` and `Finally`. A `Catch` body hides the handlers installed outside it behind
 * a mark (see `HandlerLink`), so every way out of the body, jumps included, restores the handler stack. In a generator
 * the stack belongs to the resumption: it is rebuilt from `g.base` instead of being remembered.
 */
import type { Block, Catch, Finally, ReturnFrom } from '../../core/nodes.ts';
import type { CallSites } from '../frames/call-sites.ts';
import { under } from './conditions.ts';
import { type BlockTarget, type Dest, EFFECT, type Fn, leaves, type Outside, VALUE } from './context.ts';
import { spill } from './operands.ts';
import { deliver, statement } from './statements.ts';
import { blocksLeft, WayOut } from './ways-out.ts';

export function blockStatement(fn: Fn, node: Block, dest: Dest): void {
  const target: BlockTarget = { label: '', dest, depth: fn.protections.length, used: false };
  fn.blocks.set(node, target);
  if (leaves(dest)) {
    statement(fn, node.body, dest);
    return;
  }
  target.label = fn.label();
  fn.open(`${target.label}: {`);
  // The body may be left early.
  under(fn, [], () => statement(fn, node.body, dest));
  fn.close();
}

export function returnFrom(fn: Fn, node: ReturnFrom): void {
  const target = fn.blocks.get(node.block);
  if (target === undefined) {
    leaveEntry(fn, node);
    return;
  }
  const crossed = fn.protections.slice(target.depth);
  const handlers = crossed.find(p => p.handlers !== null)?.handlers ?? null;
  const restore = () => {
    if (handlers !== null) fn.line(`K.handlers = ${handlers};`);
  };
  if (crossed.some(p => p.leaveFor)) {
    const t = spill(fn, node.value);
    for (const p of crossed) p.leaveFor?.(node.block, t);
    restore();
    deliver(fn, target.dest.kind === 'tail' ? VALUE : target.dest, t);
    if (!leaves(target.dest)) fn.line(`break ${target.label};`);
  } else if (!leaves(target.dest)) {
    statement(fn, node.value, target.dest);
    restore();
    fn.line(`break ${target.label};`);
  } else if (handlers !== null) {
    const t = spill(fn, node.value);
    restore();
    fn.line(`return ${t};`);
  } else statement(fn, node.value, crossed.length === 0 ? target.dest : VALUE);
}

/** Out of the compiled code: the interpreter, which called it, goes on from the block. */
function leaveEntry(fn: Fn, node: ReturnFrom): void {
  const handlers = fn.protections.find(p => p.handlers !== null)?.handlers ?? null;
  const t = spill(fn, node.value);
  for (const p of fn.protections) p.leaveFor?.(node.block, t);
  if (handlers !== null) fn.line(`K.handlers = ${handlers};`);
  fn.line(`return rt.leave(${(fn.unit.outside as Outside).exit(node.block)}, ${t});`);
}

export function catchStatement(fn: Fn, node: Catch, dest: Dest): void {
  const id = fn.label().slice(1);
  // The body's value must wait until the handlers are restored.
  const result = leaves(dest) ? fn.temp() : null;
  const outer = enterCatch(fn, `h${id}`);
  // In a generator the body may go on elsewhere than where it began.
  if (!fn.generator) fn.line(`const n${id} = K.nativeDepth;`);
  fn.open('try {');
  fn.protections.push({ handlers: outer });
  under(fn, [], () => statement(fn, node.body, result === null ? dest : { kind: 'assign', name: result }));
  fn.protections.pop();
  fn.line(`K.handlers = ${outer};`);
  fn.indent--;
  fn.line(`} catch (e${id}) {`);
  fn.indent++;
  fn.line(`K.handlers = ${outer};`);
  if (!fn.generator) fn.line(`K.nativeDepth = n${id};`);
  fn.line(`${node.variable.assigned ? 'let' : 'const'} ${fn.unit.variable(node.variable)} = K.caught(e${id});`);
  under(fn, [], () => statement(fn, node.handler, dest));
  fn.close();
  if (result !== null) fn.line(`return ${result};`);
}

/** Marks the handler stack; answers the text of what to restore. */
function enterCatch(fn: Fn, saved: string): string {
  if (fn.generator) {
    fn.line('K.handlers = rt.mark(g.base);');
    return fn.protections.some(p => p.handlers !== null) ? 'rt.mark(g.base)' : 'g.base';
  }
  fn.line(`const ${saved} = K.handlers;`);
  fn.line(`if (${saved} !== null) K.handlers = rt.mark(${saved});`);
  return saved;
}

export function finallyStatement(fn: Fn, node: Finally, dest: Dest): void {
  const guarded = fn.protections.some(p => p.handlers !== null);
  const id = fn.label().slice(1);
  // Inside a `Catch` body, a jump restores the outer handlers before the cleanup runs; the cleanup still belongs inside.
  if (guarded && !fn.generator) fn.line(`const h${id} = K.handlers;`);
  const recorded = fn.analysis.movableCleanups.has(node);
  if (recorded) fn.line(`let w${id} = ${WayOut.Thrown}, v${id} = null;`);
  fn.open('try {');
  if (recorded) recordedBody(fn, node, `w${id}`, `v${id}`);
  else {
    fn.protections.push({ handlers: null });
    under(fn, [], () => statement(fn, node.body, dest.kind === 'tail' ? VALUE : dest));
    fn.protections.pop();
  }
  fn.indent--;
  // What is thrown into a generator arrives before the stack is rebuilt.
  const inside = fn.generator ? `K.handlers = ${guarded ? 'rt.mark(g.base)' : 'g.base'}; ` : '';
  const noted = recorded ? `w${id} = ${WayOut.Thrown}; v${id} = e${id}; ` : '';
  const moved = fn.analysis.isSite(node) ? `if (e${id} === TCO) ${(fn.unit.sites as CallSites).exit(fn, node)} ` : '';
  fn.line(`} catch (e${id}) { ${inside}e${id} = rt.routed(e${id}); ${moved}${noted}throw e${id}; } finally {`);
  fn.indent++;
  // A frame that is moved takes its cleanup along.
  if (fn.unit.sites !== null) fn.open('if (!K.migrating) {');
  if (guarded) {
    // A generator has another stack below it when it goes on after a `yield` of the cleanup.
    fn.line(`const o${id} = K.handlers${fn.generator ? ' === g.base' : ''};`);
    fn.line(`K.handlers = ${fn.generator ? 'rt.mark(g.base)' : `h${id}`};`);
  }
  statement(fn, node.cleanup, EFFECT);
  if (guarded) fn.line(`K.handlers = ${fn.generator ? `o${id} ? g.base : rt.mark(g.base)` : `o${id}`};`);
  if (fn.unit.sites !== null) fn.close();
  fn.close();
  if (recorded) deliver(fn, dest, `v${id}`);
}

/** The body of a `Finally` that notes how it is left, in `way`, and with what, in `value`: the cleanup may have to take it along. */
function recordedBody(fn: Fn, node: Finally, way: string, value: string): void {
  const blocks = blocksLeft(node);
  const leaveFor = (block: Block, text: string): void => {
    const i = blocks.indexOf(block);
    if (i >= 0) fn.line(`${way} = ${WayOut.Block + i}; ${value} = ${text};`);
  };
  fn.interrupted.set(node, `${way}, ${value}`);
  fn.protections.push({ handlers: null, leaveFor });
  under(fn, [], () => statement(fn, node.body, { kind: 'assign', name: value }));
  fn.protections.pop();
  fn.line(`${way} = ${WayOut.End};`);
}

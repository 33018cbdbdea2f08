/** Puts compiled code in the place of interpreted code: one lambda, or the rounds of one loop. */
import { analyseBody, ribsBetween, type Scope } from '../cek/analyse.ts';
import { Code, type Exit, type LambdaCode, type LoopPlace, type NativeEntry, Op } from '../cek/code.ts';
import { exitProcedure } from '../cek/native.ts';
import { MOST_DIRECT } from '../cek/procedure.ts';
import { type Block, Kind, type Lambda, type Loop } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import { emitEntry } from '../native/emission/entry.ts';
import type { ExitOf } from '../native/frames/rest.ts';
import type { Imports } from '../native/units/exports.ts';
import { type CodeLoader, instantiate } from '../native/units/loader.ts';
import type { SourcePosition } from '../native/units/unit.ts';

/** How programs of this kernel are compiled. */
export interface Target {
  kernel: Kernel;
  /** The names that programs use are never redefined: no guards, direct calls into libraries. */
  sealed: boolean;
  imports: Imports;
  load?: CodeLoader;
}

/** Names a lambda in the log. */
export function nameOf(code: Lambda | Loop): string {
  return code.kind === Kind.Loop ? `loop ${code.label}` : code.name || 'anonymous';
}

/** All calls from now on run compiled code; closures that exist included. */
export function promoteLambda(code: LambdaCode, target: Target): void {
  const node = code.node as Lambda;
  const before = analyseBody(code);
  const { run } = compile(node, code.scope, code, target, null);
  const positional = code.required + code.optional.length;
  const count = positional + (code.rest ? 1 : 0);
  const direct = !code.rest && positional <= MOST_DIRECT;
  const entry: NativeEntry = {
    run,
    count,
    fewest: direct ? (code.lenient ? 0 : code.required) : 1,
    most: direct ? (code.lenient ? MOST_DIRECT : positional) : 0,
    exits: [],
  };
  code.body = place(entry, before, code);
  code.native = entry;
}

/** The rounds from the next one on run compiled code. */
export function promoteLoop(loop: Code, target: Target): void {
  const at = loop.value as LoopPlace;
  const outer = at.node.vars.length > 0 ? (at.scope as Scope).parent : at.scope;
  const leadOf = (to: Block | Loop): Exit => {
    if (to.kind === Kind.Block) return { loop: null, frames: at.frames - (at.blocks.get(to) as number) };
    const other = at.loops.get(to) as LoopPlace;
    return { loop: other.code, ribs: ribsBetween(outer, other.scope) };
  };
  const { run, exits } = compile(at.node, outer, loop.owner, target, to => exitProcedure(leadOf(to)));
  const body = loop.b;
  loop.b = place({ run, count: at.node.vars.length, fewest: 1, most: 0, exits: exits.map(leadOf) }, body, loop.owner);
  loop.b.parent = loop;
}

function place(entry: NativeEntry, before: Code, owner: LambdaCode): Code {
  const code = new Code(Kind.Const, before.pos, owner);
  code.op = Op.Native;
  code.level = 0;
  code.value = entry;
  code.a = before;
  return code;
}

function compile(node: Lambda | Loop, scope: Scope | null, owner: LambdaCode, target: Target, exitOf: ExitOf | null) {
  const { kernel, sealed, imports, load } = target;
  const ribs: Scope['vars'][] = [];
  for (let s = scope; s !== null; s = s.parent) ribs.push(s.vars);
  // An error in library code is reported where the program called it.
  const source = owner.source?.internal
    ? null
    : (owner.source as { name?: string; position?: (offset: number) => { line: number; column: number } } | null);
  const file = source?.name ?? '';
  const position = (offset: number): SourcePosition | null => (source?.position ? { file, ...source.position(offset) } : null);
  const { unit, exits } = emitEntry(node, ribs, {
    name: `${file}:${nameOf(node)}`,
    sealed,
    movable: !sealed,
    ...(sealed ? { imports } : {}),
    ...(source?.position ? { position } : {}),
  });
  return { run: instantiate(unit, kernel, kernel.user, load, { scope, source: owner.source, exitOf })(), exits };
}

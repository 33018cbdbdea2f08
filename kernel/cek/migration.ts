/**
 * Migrations (`../control/migration.ts`) as the CEK takes part in them: a machine that is not the end of one gives its own frames
 * away; the last one rebuilds all that was gathered on top of its continuation.
 */
import { Link, LinkKind, linksAbove, replant } from '../control/dynamic.ts';
import { Escape } from '../control/escape.ts';
import { Migration, type Moved, MovedGenerator, type Rest, SavedFrame } from '../control/migration.ts';
import { Control } from '../control/operators.ts';
import { Status, type Step } from '../control/status.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { analyseLambda, type Scope } from './analyse.ts';
import { call } from './apply.ts';
import { Arity, Closure, type Env, type LambdaCode, NO_CODE, NO_ENV, type Source } from './code.ts';
import { hasPrompt, type Part } from './continuation.ts';
import { controlClosure } from './control.ts';
import type { CekEngine } from './engine.ts';
import { Frame, FrameOp, Segment, SegmentKind } from './frames.ts';
import { openBody } from './generator.ts';
import type { Machine } from './machine.ts';
import { makeProcedure } from './procedure.ts';
import { APPLY, BASE, EXIT } from './states.ts';

/** The continuation of a machine, innermost segment first. */
class MovedRun {
  constructor(readonly parts: readonly Part[]) {}
}

/** Whether `m` must leave the operator to a machine below it: what it captures may reach further down. */
export function mustMove(m: Machine, op: Control): boolean {
  if (m.stays) return false;
  switch (op) {
    case Control.CallCC:
      return true;
    case Control.Shift:
      return !hasPrompt(m);
    case Control.Perform:
      return suspends(m);
    default:
      return false;
  }
}

/** Whether the run that `m` is part of can suspend, as far as its machines tell. */
export function suspends(m: Machine | null): boolean {
  let run = m;
  while (run !== null && !run.stays) run = run.parent;
  return run?.top === true && run.driven;
}

/** Leaves `m` with its frames, to apply `vals` further down. */
export function moveOut(m: Machine, vals: Value[]): Step {
  leave(m, new Migration(vals));
}

/** A migration has arrived. */
export function adopt(m: Machine, migration: Migration): Step {
  const operator: Procedure = migration.vals[0];
  operator.lambda ??= controlClosure(operator.control as string);
  if (mustMove(m, (operator.lambda as Closure).control)) leave(m, migration);
  else adoptNext(m, migration);
}

function leave(m: Machine, migration: Migration): Step {
  const { kernel } = m;
  const parts: Part[] = [];
  let { k, d } = m;
  for (let { seg } = m; seg !== null; seg = seg.next) {
    parts.push({ k, links: linksAbove(d, seg.d), kind: seg.kind, data: seg.data });
    k = seg.k;
    d = seg.d;
  }
  if (k !== BASE || parts.length > 0) parts.push({ k, links: linksAbove(d, m.base), kind: SegmentKind.Moved, data: null });
  if (parts.length > 0) migration.frames.push(new MovedRun(parts));
  kernel.later(kernel.adopt, [migration]);
  m.status = Status.Tail;
  m.c = EXIT;
}

/** Rebuilds what is left, outermost first; a moved frame of compiled code comes back here from its innermost place. */
export function adoptNext(m: Machine, migration: Migration): Step {
  for (let moved = migration.frames.pop(); moved !== undefined; moved = migration.frames.pop()) {
    if (moved instanceof SavedFrame) return call(m, procedureOf(m.engine, moved), adopted(migration), ...moved.values);
    graft(m, moved);
  }
  m.vals = migration.vals;
  m.c = APPLY;
}

function graft(m: Machine, moved: Moved): Step {
  if (moved instanceof Escape) return openEscape(m, moved);
  if (moved instanceof MovedGenerator) return openBody(m, moved.generator);
  const { parts } = moved as MovedRun;
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as Part;
    // The outermost may have been left in tail position.
    if (part.kind === SegmentKind.Moved && part.k === BASE && part.links.length === 0) continue;
    m.seg = new Segment(part.kind, m.k, m.d, m.seg, part.data);
    m.k = part.k;
    m.setD(replant(part.links, m.d));
  }
}

/** The way out that `way` stands for leads here. */
export function openEscape(m: Machine, way: Escape): Step {
  m.k = new Frame(FrameOp.PopLink, m.at, NO_ENV, 0, null, m.k, 0);
  m.setD(new Link(LinkKind.Escape, m.d, way, null, 0, m.k));
}

function procedureOf(engine: CekEngine, { rest, env }: SavedFrame): Procedure {
  rest.code ??= codeOf(engine, rest);
  return makeProcedure(rest.code as LambdaCode, (env ?? NO_ENV) as Env);
}

function codeOf(engine: CekEngine, rest: Rest): LambdaCode {
  const code = analyseLambda(rest.node(), rest.scope as Scope | null, engine, rest.source as Source | null);
  // It is entered once per frame; what it leads back to is counted by itself.
  code.heat = 0;
  return code;
}

function adopted(migration: Migration): Procedure {
  const procedure: Procedure = () => {
    throw new Error('a moved frame was entered outside of the machine');
  };
  procedure.lambda = new Closure(Arity.Control, NO_ENV, NO_CODE, Control.Adopted, migration);
  return procedure;
}

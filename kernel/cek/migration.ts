/**
 * Migrations (`../control/migration.ts`) as the CEK takes part in them: a machine that is not the end of one gives its own frames
 * away; the last one rebuilds all that was gathered on top of its continuation.
 */
import { hasPrompt, type Part, partsOf, putPart } from '../control/continuation.ts';
import { lastGuard, linksAbove } from '../control/dynamic.ts';
import { Escape } from '../control/escape.ts';
import { SegmentKind } from '../control/machine.ts';
import { Migration, type Moved, MovedGenerator, type Rest, SavedFrame } from '../control/migration.ts';
import { Control } from '../control/operators.ts';
import { openEscape } from '../control/perform.ts';
import { Status, type Step } from '../control/status.ts';
import type { Source } from '../values/origin.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { analyseLambda, type Scope } from './analyse.ts';
import { operatorNamed } from './apply.ts';
import { type Closure, type Env, type LambdaCode, machineProcedure, NO_ENV } from './code.ts';
import type { CekEngine } from './engine.ts';
import type { Segment } from './frames.ts';
import type { Machine } from './port.ts';
import { makeProcedure } from './procedure.ts';
import { BASE } from './states.ts';

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
    case Control.RaiseContinuable:
      return lastGuard(m.d) !== null;
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
  operator.lambda ??= operatorNamed(operator.control as string);
  if (mustMove(m, (operator.lambda as Closure).control)) leave(m, migration);
  else adoptNext(m, migration);
}

function leave(m: Machine, migration: Migration): Step {
  const parts = partsOf(m, () => false);
  let lowest: Segment | null = null;
  for (let { seg } = m; seg !== null; seg = seg.next) lowest = seg;
  const frames = m.take(null, lowest);
  if (frames !== BASE || parts.length > 0) {
    const links = linksAbove(lowest === null ? m.d : lowest.d, m.base);
    parts.push({ frames, links, kind: SegmentKind.Moved, data: null });
    migration.frames.push(new MovedRun(parts));
  }
  m.kernel.later(m.kernel.adopt, [migration]);
  m.finish(Status.Tail, null);
}

/** Rebuilds what is left, outermost first; a moved frame of compiled code comes back here from its innermost place. */
export function adoptNext(m: Machine, migration: Migration): Step {
  for (let moved = migration.frames.pop(); moved !== undefined; moved = migration.frames.pop()) {
    if (moved instanceof SavedFrame)
      return m.call(procedureOf(m.engine, moved), machineProcedure(Control.Adopted, migration), ...moved.values);
    graft(m, moved);
  }
  m.apply(migration.vals);
}

function graft(m: Machine, moved: Moved): void {
  if (moved instanceof Escape) openEscape(m, moved);
  else if (moved instanceof MovedGenerator) m.pushSegment(SegmentKind.Generator, moved.generator);
  else {
    for (const part of (moved as MovedRun).parts.toReversed()) {
      // The outermost may have been left in tail position.
      if (part.kind === SegmentKind.Moved && part.frames === BASE && part.links.length === 0) continue;
      m.pushSegment(part.kind, part.data);
      putPart(m, part);
    }
  }
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

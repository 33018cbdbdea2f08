/**
 * Generators of CEK lambdas. The body is a continuation segment: resuming it pushes a `Segment` and continues its
 * frames, `yield` takes the segment off again. Inside a machine this needs no host recursion; host code resumes the body
 * in a machine of its own.
 */

import { type Link, linksAbove, replant } from '../control/dynamic.ts';
import { Status, type Step } from '../control/status.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { fail } from '../values/condition.ts';
import { Generator, ResumeMode } from '../values/generator.ts';
import { TCO, type Value } from '../values/procedure.ts';
import { answer, returned } from './apply.ts';
import type { Env, LambdaCode } from './code.ts';
import type { CekEngine } from './engine.ts';
import { type Frame, Segment, SegmentKind } from './frames.ts';
import { Machine } from './machine.ts';
import { beginRaise } from './raise.ts';
import { SEGMENT_END } from './states.ts';
import { unwind } from './unwind.ts';

/** A suspended body: frames and links above the generator's segment. */
class Body {
  constructor(
    readonly k: Frame,
    readonly links: readonly Link[],
  ) {}
}

export class CekGenerator extends Generator {
  constructor(
    readonly engine: CekEngine,
    readonly code: LambdaCode,
    /** `null` once the body has started. */
    public env: Env | null,
  ) {
    super(engine.kernel);
  }

  protected step(mode: ResumeMode, value: Value, movable: boolean): Value {
    return resumeBody(this.engine, this, mode, value, movable);
  }
}

/** Host code resumes a generator. */
export function resumeBody(engine: CekEngine, g: Generator, mode: ResumeMode, value: Value, movable: boolean): Value {
  const m = new Machine(engine, false, false, !movable);
  enter(m, g, mode, value);
  engine.execute(m);
  if (m.status === Status.Tail) return TCO;
  // The protocol around this tells a yield from the end by the state it left behind.
  if (g.state === 'suspended') g.state = 'running';
  return m.v;
}

/** `generator-resume!` inside a machine. */
export function resumeGenerator(m: Machine, g: Generator, mode: ResumeMode, value: Value): Step {
  if (!(g instanceof CekGenerator) && g.suspended === null) return returned(m, g.resume(mode, value, true));
  if (g.state === 'running') fail('Generator is already running', [g]);
  if (g.state === 'suspended' || (g.state === 'start' && mode === ResumeMode.Next)) {
    g.state = 'running';
    return enter(m, g, mode, value);
  }
  const fresh = g.state === 'start';
  g.state = 'done';
  if (mode === ResumeMode.Throw) beginRaise(m, value, false);
  else answer(m, mode === ResumeMode.Return || fresh ? value : null);
}

/** Opens the segment of a generator's body on top of the machine's continuation. */
export function openBody(m: Machine, g: Generator): Step {
  m.seg = new Segment(SegmentKind.Generator, m.k, m.d, m.seg, g);
  m.k = SEGMENT_END;
}

/** Continues the body. */
function enter(m: Machine, g: Generator, mode: ResumeMode, value: Value): Step {
  openBody(m, g);
  if (g instanceof CekGenerator && g.env !== null) {
    m.e = g.env;
    g.env = null;
    m.c = g.code.body;
    return;
  }
  const { k, links } = g.suspended as Body;
  m.setD(replant(links, m.d));
  m.k = k;
  if (mode === ResumeMode.Next) answer(m, value);
  else if (mode === ResumeMode.Throw) beginRaise(m, value, false);
  else unwind(m, new Unwinding(UnwindKind.GeneratorReturn, value));
}

/** `yield`: the continuation up to the generator's segment goes back into the generator. */
export function yieldValue(m: Machine, v: Value): Step {
  const seg = m.seg;
  if (seg === null || seg.kind !== SegmentKind.Generator) throw new Error('CEK: yield outside a generator');
  const g = seg.data as Generator;
  g.suspended = new Body(m.k, linksAbove(m.d, seg.d));
  g.state = 'suspended';
  m.k = seg.k;
  m.setD(seg.d);
  m.seg = seg.next;
  answer(m, v);
}

/**
 * Generators of CEK lambdas. The body is a continuation segment: resuming it pushes a `Segment` and continues its
 * frames, `yield` takes the segment off again. Inside a machine this needs no host recursion; host code resumes the body
 * in a machine of its own.
 */

import { type Link, linksAbove, replant } from '../control/dynamic.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { fail } from '../values/condition.ts';
import { Generator, ResumeMode } from '../values/generator.ts';
import type { Value } from '../values/procedure.ts';
import { answer } from './apply.ts';
import type { Env, LambdaCode } from './code.ts';
import type { CekEngine } from './engine.ts';
import { type Frame, Segment, SegmentKind } from './frames.ts';
import { Machine } from './machine.ts';
import { beginRaise } from './raise.ts';
import { SEGMENT_END } from './states.ts';
import type { Step } from './status.ts';
import { unwind } from './unwind.ts';

export class CekGenerator extends Generator {
  /** Frames and links above the generator's segment; `env` until the body has started. */
  k: Frame = SEGMENT_END;
  links: readonly Link[] = [];
  constructor(
    readonly engine: CekEngine,
    readonly code: LambdaCode,
    public env: Env | null,
  ) {
    super(engine.kernel);
  }

  protected step(mode: ResumeMode, value: Value): Value {
    const m = new Machine(this.engine, false, false);
    enter(m, this, mode, value);
    this.engine.execute(m);
    // The protocol around this tells a yield from the end by the state it left behind.
    if (this.state === 'suspended') this.state = 'running';
    return m.v;
  }
}

/** `generator-resume!` inside a machine. */
export function resumeGenerator(m: Machine, g: Generator, mode: ResumeMode, value: Value): Step {
  if (!(g instanceof CekGenerator)) return answer(m, g.resume(mode, value));
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

/** Continues the body on top of the machine's continuation. */
function enter(m: Machine, g: CekGenerator, mode: ResumeMode, value: Value): Step {
  m.seg = new Segment(SegmentKind.Generator, m.k, m.d, m.seg, g);
  m.setD(replant(g.links, m.d));
  m.k = g.k;
  const env = g.env;
  if (env !== null) {
    g.env = null;
    m.e = env;
    m.c = g.code.body;
  } else if (mode === ResumeMode.Next) answer(m, value);
  else if (mode === ResumeMode.Throw) beginRaise(m, value, false);
  else unwind(m, new Unwinding(UnwindKind.GeneratorReturn, value));
}

/** `yield`: the continuation up to the generator's segment goes back into the generator. */
export function yieldValue(m: Machine, v: Value): Step {
  const seg = m.seg;
  if (seg === null || seg.kind !== SegmentKind.Generator) throw new Error('CEK: yield outside a generator');
  const g = seg.data as CekGenerator;
  g.k = m.k;
  g.links = linksAbove(m.d, seg.d);
  g.state = 'suspended';
  m.k = seg.k;
  m.setD(seg.d);
  m.seg = seg.next;
  answer(m, v);
}

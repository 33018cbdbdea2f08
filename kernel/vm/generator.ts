/**
 * Generators of VM lambdas. A suspended body is a slice of frames and values with its links; resuming puts them on top of
 * the machine as a segment, `yield` takes the segment off again. Host code resumes the body in a machine of its own.
 */

import { type Link, linksAbove, replant } from '../control/dynamic.ts';
import type { Step } from '../control/status.ts';
import { Unwinding, UnwindKind } from '../control/unwinding.ts';
import { fail } from '../values/condition.ts';
import { Generator, ResumeMode } from '../values/generator.ts';
import type { Value } from '../values/procedure.ts';
import type { VmEngine } from './engine.ts';
import { Machine } from './machine.ts';
import { beginRaise } from './raise.ts';
import { pushSegment, SegmentKind, type Slice, startOf } from './segments.ts';
import { unwind } from './unwind.ts';

const NO_LINKS: readonly Link[] = [];

export class VmGenerator extends Generator {
  links = NO_LINKS;
  started = false;
  constructor(
    readonly engine: VmEngine,
    readonly body: Slice,
  ) {
    super(engine.kernel);
  }

  protected step(mode: ResumeMode, value: Value): Value {
    const m = new Machine(this.engine, false, false);
    this.engine.execute(m, () => enter(m, this, mode, value));
    // The protocol around this tells a yield from the end by the state it left behind.
    if (this.state === 'suspended') this.state = 'running';
    return m.v;
  }
}

/** `generator-resume!` inside a machine. */
export function resumeGenerator(m: Machine, g: Value, mode: ResumeMode, value: Value): Step {
  if (!(g instanceof VmGenerator)) {
    if (!(g instanceof Generator)) fail('generator-resume!: expected generator', [g], 'type');
    return m.answer(g.resume(mode, value));
  }
  if (g.state === 'running') fail('Generator is already running', [g]);
  if (g.state === 'suspended' || (g.state === 'start' && mode === ResumeMode.Next)) {
    g.state = 'running';
    return enter(m, g, mode, value);
  }
  const fresh = g.state === 'start';
  g.state = 'done';
  if (mode === ResumeMode.Throw) beginRaise(m, value, false);
  else m.answer(mode === ResumeMode.Return || fresh ? value : null);
}

/** Continues the body on top of the machine's frames. */
function enter(m: Machine, g: VmGenerator, mode: ResumeMode, value: Value): Step {
  pushSegment(m, SegmentKind.Generator, g);
  m.setD(replant(g.links, m.d));
  g.body.put(m);
  if (!g.started) g.started = true;
  else if (mode === ResumeMode.Next) m.answer(value);
  else if (mode === ResumeMode.Throw) beginRaise(m, value, false);
  else unwind(m, new Unwinding(UnwindKind.GeneratorReturn, value));
}

/** `yield`: what lies above the generator's end goes back into the generator. */
export function yieldValue(m: Machine, v: Value): Step {
  const { seg } = m;
  if (seg === null || seg.kind !== SegmentKind.Generator) throw new Error('VM: yield outside a generator');
  const g = seg.data as VmGenerator;
  const [fd, sp] = startOf(m, seg);
  g.body.refill(m, fd, sp);
  g.links = m.d === seg.d ? NO_LINKS : linksAbove(m.d, seg.d);
  g.state = 'suspended';
  m.fd = fd - 2;
  m.sp = sp;
  m.setD(seg.d);
  m.seg = seg.next;
  m.answer(v);
}

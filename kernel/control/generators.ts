/**
 * Generators whose bodies a machine runs. A suspended body is the frames and links above the generator's segment: resuming puts them on
 * top as a segment, `yield` takes them off again. Inside a machine this needs no host recursion; host code resumes the body in a run of
 * its own.
 */
import type { Kernel } from '../instance/kernel.ts';
import { fail } from '../values/condition.ts';
import { Generator, ResumeMode, resumeMode, type SuspendedBody } from '../values/generator.ts';
import { TCO, type Value } from '../values/procedure.ts';
import { type Link, linksAbove, replant } from './dynamic.ts';
import type { Engine } from './engine.ts';
import { type Frames, type Machine, SegmentKind } from './machine.ts';
import { beginRaise } from './raise.ts';
import type { Step } from './status.ts';
import { unwind } from './unwind.ts';
import { Unwinding, UnwindKind } from './unwinding.ts';

const NO_LINKS: readonly Link[] = [];

class Body implements SuspendedBody {
  constructor(
    readonly engine: Engine,
    public frames: Frames,
    public links: readonly Link[],
  ) {}

  resume(g: Generator, mode: ResumeMode, value: Value, movable: boolean): Value {
    return resumeFromHost(this.engine, g, mode, value, movable);
  }
}

/** A generator of the engine's own; `begin` enters its body. */
export class MachineGenerator extends Generator {
  constructor(
    readonly engine: Engine,
    /** `null` once the body has begun. */
    public begin: ((m: Machine) => Step) | null,
  ) {
    super(engine.kernel as Kernel);
  }

  protected step(mode: ResumeMode, value: Value, movable: boolean): Value {
    return resumeFromHost(this.engine, this, mode, value, movable);
  }
}

function resumeFromHost(engine: Engine, g: Generator, mode: ResumeMode, value: Value, movable: boolean): Value {
  const v = engine.nested(engine.machine(false, false, !movable), m => enter(m, g, mode, value));
  // The protocol around this tells a yield from the end by the state it left behind.
  if (v !== TCO && g.state === 'suspended') g.state = 'running';
  return v;
}

/** `generator-resume!` inside a machine. */
export function resumeGenerator(m: Machine, g: Generator, given: Value, value: Value): Step {
  const mode = resumeMode(given);
  const engine = g.suspended instanceof Body ? g.suspended.engine : g instanceof MachineGenerator ? g.engine : null;
  if (engine !== m.engine) return m.returned(g.resume(mode, value, m.adopts));
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
function enter(m: Machine, g: Generator, mode: ResumeMode, value: Value): Step {
  m.pushSegment(SegmentKind.Generator, g);
  if (g instanceof MachineGenerator && g.begin !== null) {
    const { begin } = g;
    g.begin = null;
    return begin(m);
  }
  const { frames, links } = g.suspended as Body;
  m.setD(replant(links, m.d));
  m.put(frames);
  if (mode === ResumeMode.Next) m.answer(value);
  else if (mode === ResumeMode.Throw) beginRaise(m, value, false);
  else unwind(m, new Unwinding(UnwindKind.GeneratorReturn, value));
}

/** `yield`: what lies above the generator's end goes back into the generator. */
export function yieldValue(m: Machine, v: Value): Step {
  const { seg } = m;
  if (seg === null || seg.kind !== SegmentKind.Generator) throw new Error('yield outside a generator');
  const g = seg.data as Generator;
  const links = m.d === seg.d ? NO_LINKS : linksAbove(m.d, seg.d);
  const { suspended } = g;
  if (suspended instanceof Body) {
    suspended.frames = m.take(seg, null, suspended.frames);
    suspended.links = links;
  } else g.suspended = new Body(m.engine, m.take(seg, null), links);
  g.state = 'suspended';
  m.popSegment(false);
  m.answer(v);
}

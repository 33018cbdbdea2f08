/**
 * Generators: what calling a generator lambda answers. The body is anything with a host iterator's three methods: a
 * host generator object (native tier) or the CEK's own (`cek/generator.ts`), which the CEK resumes without host recursion.
 */
import { fail, Raise } from './condition.ts';
import type { Value } from './procedure.ts';

export interface GeneratorBody {
  next(value: Value): { value?: Value; done?: boolean | undefined };
  throw(error: unknown): { value?: Value; done?: boolean | undefined };
  return(value: Value): { value?: Value; done?: boolean | undefined };
}

export type GeneratorState = 'start' | 'suspended' | 'running' | 'done';

export const enum ResumeMode {
  Next = 0,
  Throw = 1,
  Return = 2,
}

export class Generator {
  readonly guestType = 'generator';
  state: GeneratorState = 'start';
  constructor(readonly body: GeneratorBody) {}

  get done(): boolean {
    return this.state === 'done';
  }

  /** The value yielded or returned; `done` tells which. Mode 1 raises `value` at the yield, mode 2 leaves the body there. */
  resume(mode: ResumeMode, value: Value): Value {
    if (!this.begin(mode)) return this.idle(mode, value);
    let finished = true;
    try {
      const step =
        mode === ResumeMode.Next ? this.body.next(value) : mode === ResumeMode.Throw ? this.body.throw(new Raise(value)) : this.body.return(value);
      finished = step.done === true;
      return step.value === undefined ? null : step.value;
    } finally {
      this.state = finished ? 'done' : 'suspended';
    }
  }

  /** Marks the generator running; false: the body must not run for this resumption (see `idle`). */
  begin(mode: ResumeMode): boolean {
    if (this.state === 'running') fail('Generator is already running');
    if (this.state === 'done') return false;
    if (this.state === 'start' && mode !== ResumeMode.Next) {
      this.state = 'done';
      return false;
    }
    this.state = 'running';
    return true;
  }

  /** What resuming answers when there is no body left to run. */
  idle(mode: ResumeMode, value: Value): Value {
    if (mode === ResumeMode.Throw) throw new Raise(value);
    return mode === ResumeMode.Return ? value : null;
  }
}

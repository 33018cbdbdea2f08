/**
 * A kernel with a program in it, as a server uses it: runs of procedures that suspend for effects and are resumed when these are answered,
 * any number of them interleaved. Every run has a budget of processor time and memory; who exceeds it is ended from outside, and no
 * guest handler sees that. After such an end the guest says `broken`: what the program was changing may be half changed.
 */
import { getHeapStatistics } from 'node:v8';
import type { System } from '../../kernel/embed/system.ts';
import { runText } from '../../kernel/embed/text-run.ts';
import type { KernelHooks } from '../../kernel/instance/kernel.ts';
import type { SourceText } from '../../kernel/reader/source.ts';
import { Interrupt, Raise } from '../../kernel/values/condition.ts';
import type { Procedure, Value } from '../../kernel/values/procedure.ts';
import type { EffectContext } from '../effects/context.ts';
import type { Dispatcher } from '../effects/dispatcher.ts';

type Step = ReturnType<typeof runText>;

export interface Budget {
  /** Milliseconds of processor time, all its parts together. */
  cpuMs: number;
  /** Bytes by which the heap may grow while it runs. */
  heapBytes: number;
  /** Each part of the run has it, from one suspension to the next: for what goes on for hours. */
  renewed?: boolean;
  /** What was used of it, for runs that share one budget. */
  meter?: Meter;
}

interface Meter {
  /** Milliseconds of processor time. */
  usedMs: number;
}

export type End =
  | { kind: 'value'; value: Value }
  /** Uncaught. */
  | { kind: 'raised'; raise: Raise }
  | { kind: 'cut'; reason: Interrupt['reason'] }
  | { kind: 'bug'; error: unknown };

/** Who answers requests that are no effects: `import`. Undefined: not his. */
export type Answerer = (system: System, request: Value) => Value;

interface Run {
  readonly context: EffectContext;
  readonly budget: Budget;
  readonly done: (end: End) => void;
  readonly meter: Meter;
  /** Processor time and heap when the part under way was first looked at; -1: not yet. */
  sinceMs: number;
  heapBefore: number;
}

/** Fuel between two looks at time and memory: what allocates without end must not have filled the memory by the next one. */
const FUEL_SLICE = 10_000;

export class Guest {
  readonly system: System;
  broken = false;
  /** Runs that have not ended. */
  active = 0;
  private run: Run | null = null;

  constructor(
    makeSystem: (hooks: Partial<KernelHooks>) => System,
    private readonly dispatcher: Dispatcher,
    private readonly answerer: Answerer,
    print: (text: string) => void,
  ) {
    this.system = makeSystem({
      output: print,
      checkpoint: () => this.check(),
      answer: request => (this.run === null || this.isOwn(request) ? undefined : dispatcher.answer(request, this.run.context)),
    });
    this.system.kernel.fuelSlice = FUEL_SLICE;
  }

  /** Runs a text; `done` may be called before this returns. */
  load(source: SourceText, context: EffectContext, budget: Budget, done: (end: End) => void): void {
    this.begin(context, budget, done, () => runText(this.system, source, this.system.kernel.user));
  }

  /** Runs the call of a procedure. */
  call(procedure: Procedure, args: readonly Value[], context: EffectContext, budget: Budget, done: (end: End) => void): void {
    this.begin(context, budget, done, () => this.system.engine.runCall(procedure, ...args));
  }

  private begin(context: EffectContext, budget: Budget, done: (end: End) => void, first: () => Step): void {
    this.active++;
    this.go({ context, budget, done, meter: budget.meter ?? { usedMs: 0 }, sinceMs: -1, heapBefore: 0 }, first);
  }

  /** One part of a run: until its end or to its next suspension. */
  private go(run: Run, act: () => Step): void {
    // A host procedure that a guest calls may start another run.
    const outer = this.run;
    this.run = run;
    run.sinceMs = -1;
    let step: Step | null = null;
    let end: End | null = null;
    try {
      step = act();
      while (!step.done && this.isOwn(step.request)) step = this.answerOwn(step);
    } catch (e) {
      end = this.failed(e);
    } finally {
      if (run.sinceMs >= 0 && run.budget.renewed !== true) run.meter.usedMs += cpuMs() - run.sinceMs;
      this.run = outer;
    }
    if (step?.done === true) end ??= { kind: 'value', value: step.value };
    if (end !== null || step === null || step.done) {
      this.active--;
      run.done(end as End);
      return;
    }
    const { request, resume, raise } = step;
    this.dispatcher.perform(request, run.context).then(
      value => this.go(run, () => resume(value)),
      e => {
        if (e instanceof Raise) this.go(run, () => raise(e.payload));
        else {
          this.active--;
          run.done(this.failed(e));
        }
      },
    );
  }

  private isOwn(request: Value): boolean {
    return request instanceof Map && request.get('op') === 'import';
  }

  private answerOwn(step: Extract<Step, { done: false }>): Step {
    let value: Value;
    try {
      value = this.answerer(this.system, step.request);
    } catch (e) {
      if (e instanceof Raise) return step.raise(e.payload);
      throw e;
    }
    return step.resume(value);
  }

  private failed(e: unknown): End {
    if (e instanceof Raise) return { kind: 'raised', raise: e };
    this.broken = true;
    return e instanceof Interrupt ? { kind: 'cut', reason: e.reason } : { kind: 'bug', error: e };
  }

  /** Once per slice of fuel. A run that is shorter than a slice is never looked at, and costs nothing here. */
  private check(): void {
    const { run } = this;
    if (run === null) return;
    const now = cpuMs();
    const heap = getHeapStatistics();
    const used = heap.used_heap_size + heap.external_memory;
    if (run.sinceMs < 0) {
      run.sinceMs = now;
      run.heapBefore = used;
      return;
    }
    if (run.meter.usedMs + now - run.sinceMs > run.budget.cpuMs) throw new Interrupt('fuel');
    if (used - run.heapBefore > run.budget.heapBytes) throw new Interrupt('memory');
  }
}

/** Of this process: what a machine is busy with besides is not the guest's fault. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

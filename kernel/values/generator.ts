/**
 * Generators: suspended procedure bodies that run until their next `yield` when they are resumed. `Generator` holds the
 * protocol every engine shares (state, modes, dynamic state); an engine's own class says how the body takes one step.
 * Resuming answers the yielded or returned value; `state` tells which.
 */

import { fail, Raise } from './condition.ts';
import type { HandlerLink } from './handler-link.ts';
import { TCO, type Value } from './procedure.ts';

/** How a resumption goes on at the pending `yield`: with a value, by raising it, or by leaving through the cleanups. */
export enum ResumeMode {
  Next,
  Throw,
  Return,
}

/** What a program gives as the mode. */
export function resumeMode(mode: Value): ResumeMode {
  if (mode === ResumeMode.Next || mode === ResumeMode.Throw || mode === ResumeMode.Return) return mode;
  return fail('generator-resume!: expected 0, 1 or 2 as the mode', [mode], 'type');
}

/** A body that a machine has put away. */
export interface SuspendedBody {
  resume(g: Generator, mode: ResumeMode, value: Value, movable: boolean): Value;
}

export type GeneratorState = 'start' | 'suspended' | 'running' | 'done';

/** What a generator needs of the kernel it lives in. */
export interface GeneratorHome {
  handlers: HandlerLink | null;
}

export abstract class Generator {
  state: GeneratorState = 'start';
  /** Dynamic state of the present resumption, on top of which the body builds its own. */
  base: HandlerLink | null = null;
  /** The suspended body, once it is a machine that runs it. */
  suspended: SuspendedBody | null = null;

  constructor(private readonly kernel: GeneratorHome) {}

  get done(): boolean {
    return this.state === 'done';
  }

  /** `movable`: the caller can be moved; it gets `TCO` when a migration is pending, in which the body then takes part. */
  resume(mode: ResumeMode, value: Value, movable = false): Value {
    switch (this.state) {
      case 'running':
        return fail('Generator is already running', [this]);
      case 'start':
        if (mode === ResumeMode.Next) break;
        this.state = 'done';
        return finished(mode, value);
      case 'done':
        return mode === ResumeMode.Next ? null : finished(mode, value);
    }
    const { kernel } = this;
    const handlers = kernel.handlers;
    this.base = handlers;
    this.state = 'running';
    // Whatever is thrown out of the body ends it.
    let next: GeneratorState = 'done';
    try {
      const { suspended } = this;
      const result = suspended === null ? this.step(mode, value, movable) : suspended.resume(this, mode, value, movable);
      if (result === TCO) next = 'running';
      else if (this.state === 'running') next = 'suspended';
      return result;
    } finally {
      this.state = next;
      this.base = null;
      kernel.handlers = handlers;
    }
  }

  /** Runs the body to its next `yield` (or its end, which sets `state` to `done`) and answers the value. */
  protected abstract step(mode: ResumeMode, value: Value, movable: boolean): Value;
}

function finished(mode: ResumeMode, value: Value): Value {
  if (mode === ResumeMode.Throw) throw new Raise(value);
  return value;
}

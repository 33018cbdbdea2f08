/**
 * The calls that are under way at a point of a program: what an error keeps from where it was made. Interpreters are asked at once, since
 * their frames change; the host's stack, in which compiled code is found, is taken and read at the first question. Interpreters
 * and compiled code call one another, so the runs of the one are put between the parts of the other.
 */
import { hostStack, hostStacks, type Origin, type Place } from './origin.ts';

/** Places of the program that are kept. */
export const TRACE_LIMIT = 10;
/** Frames of the host that are searched for them: between two calls of a program lie those of library code. */
const HOST_FRAMES = 130;

/** Of each run of an interpreter, innermost first, the places in the program of its calls under way. */
export type Runs = (limit: number) => readonly (readonly Place[])[];

export class Trace {
  private found: readonly string[] | null = null;

  private constructor(
    private stack: Error | null,
    private runs: readonly (readonly Place[])[],
    private origin: Origin | null = null,
  ) {}

  /** The calls under way now. */
  static of(runs: Runs): Trace {
    return new Trace(hostStack(HOST_FRAMES), runs(TRACE_LIMIT));
  }

  /** A single place, such as that of a mistake in a text. */
  static at(place: Place): Trace {
    return new Trace(null, [[place]]);
  }

  /** The place of a condition, as far as it is known when somebody asks. */
  static from(origin: Origin): Trace {
    return new Trace(null, [], origin);
  }

  /** `file:line:column` of each, innermost first. */
  get places(): readonly string[] {
    this.found ??= this.merged().slice(0, TRACE_LIMIT);
    return this.found;
  }

  private merged(): string[] {
    const parts = this.stack === null ? [] : hostStacks.read(this.stack);
    const places: string[] = [];
    let run = 0;
    const interpreted = (): void => {
      for (const { source, pos } of this.runs[run++] ?? []) places.push(source.locate(pos));
    };
    parts.forEach((part, i) => {
      for (const { where, tail } of part.places) if (!tail) places.push(where);
      // Without a run of its own, code that the interpreter evaluated directly calls nothing.
      if (i < parts.length - 1 && !part.direct) interpreted();
    });
    while (run < this.runs.length) interpreted();
    if (this.origin !== null && this.origin.where !== '') places.push(this.origin.where);
    this.stack = null;
    this.runs = [];
    this.origin = null;
    return places;
  }
}

/**
 * Where a raised value comes from. Interpreters say it when the value comes by (`offer`, once for each of their runs that it leaves,
 * innermost first); compiled code is found in the host's stack, taken when the value was made and read at the first question.
 * Interpreters and compiled code call one another, so the answer is the innermost place known to either.
 */

/** How stacks are taken and read; the native tier installs this with the first code that has a line table. */
export const hostStacks: {
  capture: ((frames: number) => Error) | null;
  /** The parts of the stack before, between and after the runs of an interpreter. */
  read: (stack: Error) => HostStackPart[];
} = { capture: null, read: () => [] };

/** A place in compiled code. */
export interface HostPlace {
  /** `file:line:column`. */
  where: string;
  /** It is a call in tail position: the frame is there, but the language knows it no more. */
  tail: boolean;
}

export interface HostStackPart {
  /** Innermost first. */
  places: HostPlace[];
  /** What follows it is code that the interpreter evaluates without a run. */
  direct: boolean;
}

/** Frames that are kept for an origin: an error in library code belongs to the program's call some frames further out. */
const FRAMES = 24;

/** Costs some microseconds. */
export function hostStack(frames = FRAMES): Error | null {
  return hostStacks.capture === null ? null : hostStacks.capture(frames);
}

/** Where a unit's text can be looked up. */
export interface Source {
  locate(offset: number): string;
  /** Library code: errors in it are reported where the program called it. */
  readonly internal?: boolean;
}

export interface Place {
  source: Source;
  pos: number;
}

export class Origin {
  private text = '';
  private stack: Error | null;
  private offers: (Place | null)[] = [];

  /** `stack`: the host's stack where the value was raised, if compiled code may be on it. */
  constructor(stack: Error | null) {
    this.stack = stack;
  }

  /** `file:line:column`; '' while unknown. */
  get where(): string {
    if (this.text !== '') return this.text;
    const compiled = this.stack === null ? [] : hostStacks.read(this.stack);
    for (let i = 0; i < compiled.length || i < this.offers.length; i++) {
      const offer = this.offers[i] ?? null;
      const found = compiled[i]?.places[0]?.where || (offer === null ? '' : offer.source.locate(offer.pos));
      if (found === '') continue;
      this.settle(found);
      break;
    }
    return this.text;
  }

  /** Whether another offer would change nothing. */
  get settled(): boolean {
    return this.text !== '' || (this.offers.length > 0 && this.offers[this.offers.length - 1] !== null);
  }

  settle(where: string): void {
    this.text = where;
    this.stack = null;
    this.offers = [];
  }

  /** What an interpreter's run knows about where the value arose in it. */
  offer(place: Place | null): void {
    if (!this.settled) this.offers.push(place);
  }
}

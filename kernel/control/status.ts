/** Why a machine has left its loop. */
export enum Status {
  Running,
  /** `v` is the result. */
  Done,
  /** A tail call is pending in the kernel's registers. */
  Tail,
  /** `v` is the request of a `perform`. */
  Suspended,
  /** `v` is to be thrown to the host caller. */
  Thrown,
}

/** What steps on the machine's registers answer: nothing. A name of its own, because steps end in one another. */
// biome-ignore lint/suspicious/noConfusingVoidType: it is what functions answer that answer nothing
export type Step = void;

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

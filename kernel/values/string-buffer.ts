/** A growing text. The host's strings are ropes while they grow, so plain concatenation is the fastest builder. */
export class StringBuffer {
  readonly guestType = 'string-buffer';
  text = '';
}

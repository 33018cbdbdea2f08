/** The end-of-file object: what a reader answers when nothing is left, and a guest value (`(eof-object)`). */
export class EndOfFile {
  readonly guestType = 'eof';
}

export const EOF = new EndOfFile();

/**
 * Ports (R7RS 6.13): where text or bytes come from or go to. A port is open until it is closed; what is read is all there from the
 * beginning, so nothing ever waits. The outside world is one port, whose text goes to the kernel's host as it is written.
 */
export abstract class Port {
  readonly guestType = 'port';
  open = true;
  abstract readonly input: boolean;
  abstract readonly textual: boolean;
}

export class TextInput extends Port {
  readonly input = true;
  readonly textual = true;
  /** Code units that have been read. */
  at = 0;

  constructor(readonly text: string) {
    super();
  }
}

export class TextOutput extends Port {
  readonly input = false;
  readonly textual = true;
  text = '';

  put(text: string): void {
    this.text += text;
  }
}

/** Text that goes out at once. */
export class HostOutput extends Port {
  readonly input = false;
  readonly textual = true;

  constructor(readonly put: (text: string) => void) {
    super();
  }
}

export class BytesInput extends Port {
  readonly input = true;
  readonly textual = false;
  at = 0;

  constructor(readonly u8: Uint8Array) {
    super();
  }
}

export class BytesOutput extends Port {
  readonly input = false;
  readonly textual = false;
  length = 0;
  private room = new Uint8Array(16);

  put(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (needed > this.room.length) {
      const more = new Uint8Array(2 * needed);
      more.set(this.bytes());
      this.room = more;
    }
    this.room.set(bytes, this.length);
    this.length = needed;
  }

  /** What has been written; only good until more is. */
  bytes(): Uint8Array {
    return this.room.subarray(0, this.length);
  }
}

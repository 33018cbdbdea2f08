/** Raw bytes: the storage under typed arrays. `view` and `u8` look at the same memory. */
export class Bytes {
  readonly guestType = 'bytes';
  readonly u8: Uint8Array;
  readonly view: DataView;

  constructor(u8: Uint8Array) {
    this.u8 = u8;
    this.view = new DataView(u8.buffer, u8.byteOffset, u8.byteLength);
  }

  static ofLength(length: number): Bytes {
    return new Bytes(new Uint8Array(length));
  }

  get length(): number {
    return this.u8.length;
  }
}

/** Bytes of guests as Node has them, without copying. */
import { Bytes } from '../../../kernel/values/bytes.ts';
import type { Value } from '../../../kernel/values/procedure.ts';

/** A string as UTF-8, or the bytes themselves. */
export function bufferOf(data: Value): Buffer {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  const { u8 } = data as Bytes;
  return Buffer.from(u8.buffer, u8.byteOffset, u8.byteLength);
}

/** The guest's bytes over the same memory; nobody else may write to it. */
export function bytesOf(buffer: Uint8Array): Bytes {
  return new Bytes(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength));
}

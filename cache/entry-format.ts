/**
 * One cache entry as bytes: `sx-cache <format> <kind> <key> <sha256 of payload> <length>\n`, then the payload. The header repeats
 * kind and key so that a file that was copied to the wrong name is recognised too.
 */
import { sha256 } from './fingerprint.ts';

export const ENTRY_FORMAT = 1;
const MAX_HEADER = 1024;
const NEWLINE = 10;

export type DecodedEntry = { valid: true; payload: Buffer } | { valid: false; damage: string };

export function encodeEntry(kind: string, key: string, payload: Uint8Array): Buffer {
  const header = `sx-cache ${ENTRY_FORMAT} ${kind} ${key} ${sha256(payload)} ${payload.byteLength}\n`;
  return Buffer.concat([Buffer.from(header, 'utf8'), payload]);
}

export function decodeEntry(kind: string, key: string, bytes: Buffer): DecodedEntry {
  const end = bytes.subarray(0, MAX_HEADER).indexOf(NEWLINE);
  if (end < 0) return damaged('no header line');
  const fields = bytes.toString('utf8', 0, end).split(' ');
  const [magic, format, storedKind, storedKey, hash, length] = fields;
  if (magic !== 'sx-cache' || fields.length !== 6) return damaged('unreadable header');
  if (Number(format) !== ENTRY_FORMAT) return damaged(`format ${format} instead of ${ENTRY_FORMAT}`);
  if (storedKind !== kind || storedKey !== key) return damaged('entry of another key');
  const payload = bytes.subarray(end + 1);
  if (payload.byteLength !== Number(length)) return damaged(`${payload.byteLength} bytes instead of ${length}`);
  if (sha256(payload) !== hash) return damaged('checksum differs');
  return { valid: true, payload };
}

function damaged(damage: string): DecodedEntry {
  return { valid: false, damage };
}

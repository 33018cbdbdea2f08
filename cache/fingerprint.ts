/**
 * Fingerprints: the sha256 of a set of named inputs. Two sets have the same fingerprint exactly when they have the same names
 * with the same contents; the order in which they are given is irrelevant. Names and lengths are hashed too, so that text
 * cannot move from one input to the next unseen.
 */
import { createHash } from 'node:crypto';

export type FingerprintInputs = Readonly<Record<string, string | Uint8Array>>;

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

export function fingerprint(inputs: FingerprintInputs): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(inputs).sort()) {
    const value = inputs[name]!;
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    hash.update(`${Buffer.byteLength(name)}:${name}=${bytes.byteLength}:`);
    hash.update(bytes);
  }
  return hash.digest('hex');
}

/** Chance from Node's cryptographic generator. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Bytes } from '../../../kernel/values/bytes.ts';
import type { Implemented } from '../dispatcher.ts';
import { failEffect } from '../failure.ts';
import type { random } from '../table.ts';

const LARGEST = 65_536;
const TOKEN_BYTES = 16;

function size(wanted: number, least: number): number {
  if (wanted < least || wanted > LARGEST) failEffect('invalid', `:size must be from ${least} to ${LARGEST}, got ${wanted}`);
  return wanted;
}

export function randomEffects(): Implemented<typeof random> {
  return {
    'random-bytes': args => new Bytes(new Uint8Array(randomBytes(size(args.get('size') as number, 0)))),
    'random-token': args =>
      randomBytes(size((args.get('size') as number | null | undefined) ?? TOKEN_BYTES, 1)).toString('base64url'),
    'random-uuid': () => randomUUID(),
  };
}

/** Digests, signatures and passwords by `node:crypto`. */
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Value } from '../../../kernel/values/procedure.ts';
import type { Args, Implemented } from '../dispatcher.ts';
import { failEffect } from '../failure.ts';
import type { crypto } from '../table.ts';
import { bufferOf, bytesOf } from './data.ts';

const ALGORITHMS: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512', 'sha1', 'md5']);
/** Cost parameters: about 50 ms and 16 MB. */
const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const LONGEST_PASSWORD = 1024;
const FORM = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{16,128}):([\w-]{16,128})$/;

function algorithmOf(args: Args): string {
  const name = args.get('algorithm') as string;
  if (!ALGORITHMS.has(name))
    failEffect('invalid', `unknown algorithm ${JSON.stringify(name)}; known are ${[...ALGORITHMS].join(', ')}`);
  return name;
}

function shown(result: Buffer, args: Args): Value {
  const encoding = args.get('encoding') ?? 'hex';
  if (encoding === 'hex' || encoding === 'base64' || encoding === 'base64url') return result.toString(encoding);
  if (encoding === 'bytes') return bytesOf(result);
  return failEffect('invalid', `unknown encoding ${JSON.stringify(encoding)}; known are hex, base64, base64url, bytes`);
}

function derive(password: string, salt: Buffer, length: number, options: { N: number; r: number; p: number }): Promise<Buffer> {
  if (password.length > LONGEST_PASSWORD) failEffect('limit', `a password may have ${LONGEST_PASSWORD} characters`);
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { ...options, maxmem: 64 << 20 }, (e, key) =>
      e ? reject(e) : resolve(key),
    );
  });
}

/** By the digests of both, so that neither length nor content shows. */
function sameData(a: Value, b: Value): boolean {
  const key = randomBytes(32);
  const mac = (data: Value): Buffer => createHmac('sha256', key).update(bufferOf(data)).digest();
  return timingSafeEqual(mac(a), mac(b));
}

export function cryptoEffects(): Implemented<typeof crypto> {
  return {
    digest: args =>
      shown(
        createHash(algorithmOf(args))
          .update(bufferOf(args.get('data')))
          .digest(),
        args,
      ),
    hmac: args =>
      shown(
        createHmac(algorithmOf(args), bufferOf(args.get('key')))
          .update(bufferOf(args.get('data')))
          .digest(),
        args,
      ),
    'constant-time-equal': args => sameData(args.get('a'), args.get('b')),
    'password-hash': async args => {
      const salt = randomBytes(16);
      const key = await derive(args.get('password') as string, salt, KEY_BYTES, SCRYPT);
      return `scrypt:${SCRYPT.N}:${SCRYPT.r}:${SCRYPT.p}:${salt.toString('base64url')}:${key.toString('base64url')}`;
    },
    'password-verify': async args => {
      const form = FORM.exec(args.get('hash') as string);
      if (form === null) return false;
      const [N, r, p] = [Number(form[1]), Number(form[2]), Number(form[3])];
      // A hash from elsewhere must not choose how much work we do.
      if (N > SCRYPT.N || r > SCRYPT.r || p > SCRYPT.p || !Number.isInteger(Math.log2(N)) || N < 2 || r < 1 || p < 1)
        return false;
      const expected = Buffer.from(form[5] as string, 'base64url');
      const key = await derive(args.get('password') as string, Buffer.from(form[4] as string, 'base64url'), expected.length, {
        N,
        r,
        p,
      });
      return timingSafeEqual(key, expected);
    },
  };
}

/**
 * How large bigints get. The host computes them without ever asking the fuel, for minutes when they are large enough, so results are kept
 * below what takes seconds: 33 million bits, ten million decimal digits.
 */
import { failRange } from '../check.ts';

const MAX_BITS = 2 ** 25;
const SMALL = 1n << 64n;
/** Made when it is first needed: it takes four megabytes. */
let limit: bigint | undefined;

/** A result, if it is not too large. Only operations that may double a length need this. */
export function sized(who: string, x: bigint): bigint {
  if (x < SMALL && x > -SMALL) return x;
  limit ??= 1n << BigInt(MAX_BITS);
  return x < limit && x > -limit ? x : tooLarge(who);
}

export function power(who: string, a: bigint, b: bigint): bigint {
  if (b < 0n) return failRange(who, 'negative exponent');
  // At least so many bits: one less for every factor.
  if (a > 1n || a < -1n) if (Number(b) * Math.max(1, bits(a) - 1) > MAX_BITS) return tooLarge(who);
  return a ** b;
}

/** To the left; negative: to the right. */
export function shifted(who: string, a: bigint, by: bigint): bigint {
  if (a !== 0n && by > 0n && Number(by) + bits(a) > MAX_BITS) return tooLarge(who);
  return a << by;
}

/** `a` modulo 2^n. */
export function unsigned(who: string, n: number, a: bigint): bigint {
  return a < 0n && n > MAX_BITS ? tooLarge(who) : BigInt.asUintN(widest(n), a);
}

/** The host takes numbers of bits only as far as it counts exactly. */
export function widest(n: number): number {
  return Math.min(n, Number.MAX_SAFE_INTEGER);
}

function tooLarge(who: string): never {
  return failRange(who, 'result too large');
}

/** Length of the magnitude. */
function bits(a: bigint): number {
  const n = Math.abs(Number(a));
  return n < 2 ** 1000 ? Math.floor(Math.log2(Math.max(1, n))) + 1 : 4 * a.toString(16).length;
}

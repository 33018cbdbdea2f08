/** Half-precision numbers, which the host lacks: 1 sign bit, 5 bits of exponent, 10 of fraction. */

export function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Bits of the nearest half-precision number, ties to even, in one rounding. */
export function toFloat16(x: number): number {
  if (x !== x) return 0x7e00;
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(x);
  // 65520 lies half-way between the greatest finite number and what would come next.
  if (magnitude >= 65520) return sign | 0x7c00;
  const exponent = Math.max(-14, magnitude === 0 ? -14 : exponentOf(magnitude));
  // In units of the last place; exact, because scaling by a power of two is.
  const units = roundTiesToEven(magnitude * 2 ** (10 - exponent));
  // A subnormal has units below 1024 and encodes with exponent 0; a carry runs into the exponent by itself.
  return sign | (units + ((exponent + 14) << 10));
}

function exponentOf(x: number): number {
  let e = Math.floor(Math.log2(x));
  // The logarithm may round across a power of two.
  if (2 ** e > x) e--;
  else if (2 ** (e + 1) <= x) e++;
  return e;
}

function roundTiesToEven(x: number): number {
  const f = Math.floor(x);
  const d = x - f;
  return d > 0.5 || (d === 0.5 && f % 2 === 1) ? f + 1 : f;
}

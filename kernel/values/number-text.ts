/** Number printing: the shortest text that reads back as the same number, the same on every engine. */
export function numberText(n: number): string {
  if (n === 0) return 1 / n < 0 ? '-0.0' : '0';
  if (n !== n) return '+nan.0';
  if (n === Infinity) return '+inf.0';
  if (n === -Infinity) return '-inf.0';
  return String(n);
}

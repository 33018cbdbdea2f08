/**
 * Sequences of whole numbers ≥ 0 as short texts, for tables in source files: each number in digits of five bits, least significant first,
 * a character a digit; the second half of the alphabet says that more digits follow.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MORE = 32;

export function encodeNumbers(numbers: Iterable<number>): string {
  let text = '';
  for (let n of numbers) {
    for (; n >= MORE; n >>>= 5) text += ALPHABET[MORE + (n & (MORE - 1))];
    text += ALPHABET[n];
  }
  return text;
}

export function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  let n = 0;
  let shift = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = VALUES[text.charCodeAt(i)] as number;
    n |= (digit & (MORE - 1)) << shift;
    if (digit >= MORE) {
      shift += 5;
      continue;
    }
    numbers.push(n);
    n = 0;
    shift = 0;
  }
  return numbers;
}

/** Many sequences: of each, how much it shares with the one before, how much follows, and how that differs from the one before. */
export function encodeTexts(texts: readonly (readonly number[])[]): string {
  const numbers: number[] = [];
  let previous: readonly number[] = [];
  for (const text of texts) {
    let shared = 0;
    while (shared < text.length && text[shared] === previous[shared]) shared++;
    numbers.push(shared, text.length - shared);
    for (let i = shared; i < text.length; i++) {
      const difference = (text[i] as number) - (previous[i] ?? 0);
      numbers.push(difference < 0 ? -2 * difference - 1 : 2 * difference);
    }
    previous = text;
  }
  return encodeNumbers(numbers);
}

export function decodeTexts(text: string): number[][] {
  const numbers = decodeNumbers(text);
  const texts: number[][] = [];
  let previous: readonly number[] = [];
  for (let at = 0; at < numbers.length; ) {
    const shared = numbers[at++] as number;
    const end = at + 1 + (numbers[at++] as number);
    const next = previous.slice(0, shared);
    for (; at < end; at++) {
      const n = numbers[at] as number;
      next.push((previous[next.length] ?? 0) + ((n & 1) === 1 ? -((n + 1) >> 1) : n >> 1));
    }
    texts.push(next);
    previous = next;
  }
  return texts;
}

const VALUES = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

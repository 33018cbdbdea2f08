/**
 * Sequences of whole numbers ≥ 0 as short texts, for tables in source files: each number in digits of five bits, least significant first,
 * a character a digit; the second half of the alphabet says that more digits follow.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MORE = 32;

export function encodeNumber(n: number): string {
  let text = '';
  for (; n >= MORE; n >>>= 5) text += ALPHABET[MORE + (n & (MORE - 1))];
  return text + ALPHABET[n];
}

export function encodeNumbers(numbers: Iterable<number>): string {
  let text = '';
  for (const n of numbers) text += encodeNumber(n);
  return text;
}

/** Reads the numbers of a text one by one, from anywhere in it. */
export class NumberReader {
  constructor(
    private readonly text: string,
    /** Where the next number begins. */
    public at = 0,
  ) {}

  next(): number {
    let n = 0;
    for (let shift = 0; ; shift += 5) {
      const digit = VALUES[this.text.charCodeAt(this.at++)] as number;
      n |= (digit & (MORE - 1)) << shift;
      if (digit < MORE) return n;
    }
  }
}

export function decodeNumbers(text: string): number[] {
  const reader = new NumberReader(text);
  const numbers: number[] = [];
  while (reader.at < text.length) numbers.push(reader.next());
  return numbers;
}

/** A number of either sign as one ≥ 0: the small ones stay small. */
export function signed(n: number): number {
  return n < 0 ? -2 * n - 1 : 2 * n;
}

/** Back from `signed`. */
export function unsigned(n: number): number {
  return (n & 1) === 1 ? -((n + 1) >>> 1) : n >>> 1;
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
      numbers.push(signed((text[i] as number) - (previous[i] ?? 0)));
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
      next.push((previous[next.length] ?? 0) + unsigned(numbers[at] as number));
    }
    texts.push(next);
    previous = next;
  }
  return texts;
}

const VALUES = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/** A small seeded generator (mulberry32): the same seed gives the same choices on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `count` items of a list, chosen by the generator, in the order of the list. */
export function sample<T>(items: readonly T[], count: number, random: () => number): T[] {
  if (items.length <= count) return [...items];
  const numbers = items.map((_, at) => at);
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(random() * (numbers.length - at));
    [numbers[at], numbers[other]] = [numbers[other]!, numbers[at]!];
  }
  return numbers
    .slice(0, count)
    .sort((a, b) => a - b)
    .map(at => items[at]!);
}

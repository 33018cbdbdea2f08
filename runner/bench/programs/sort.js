// Sorting 100,000 numbers with a comparison function.
function numbers(count, seed) {
  const list = [];
  for (let i = 0; i < count; i++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    list.push(seed);
  }
  return list;
}

function ascending(list) {
  for (let i = 1; i < list.length; i++) if (list[i - 1] > list[i]) return false;
  return true;
}

for (let round = 1; round <= 5; round++) {
  const sorted = numbers(100_000, 12_345 * round).sort((a, b) => a - b);
  console.log(sorted.length, sorted[0], sorted[50_000], sorted[99_999], ascending(sorted));
}

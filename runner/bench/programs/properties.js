// Reading and writing properties of one shape, a million times.
function walk(rounds) {
  const point = { x: 0, y: 1, steps: 0 };
  for (let i = 0; i < rounds; i++) {
    point.x = point.x + point.y;
    point.y = point.x > 1000 ? -1 : point.x < 0 ? 1 : point.y;
    point.steps += 1;
  }
  return point;
}

for (let round = 0; round < 8; round++) {
  const end = walk(1_000_000);
  console.log(end.x, end.y, end.steps);
}

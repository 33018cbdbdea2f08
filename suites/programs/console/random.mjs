// Random values, the same on every engine: a linear congruential generator decides.
let seed = 12345;
const next = n => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor(seed / 65536) % n;
};
const words = [
  'a',
  'bc',
  'def',
  'some-key',
  'x y',
  "it's",
  'quote"d',
  'long text that takes much room',
  'ü',
  '',
  'line\nbreak',
  '__proto__x',
  '12',
  '\u{1F600}',
];
const word = () => words[next(words.length)];
class Point {
  constructor(x) {
    this.x = x;
  }
}
class Named extends Point {
  get [Symbol.toStringTag]() {
    return 'Tag';
  }
}
function value(depth) {
  const kinds = depth > 3 ? 8 : 20;
  switch (next(kinds)) {
    case 0:
      return next(100000) - 50000;
    case 1:
      return next(1000) / 8;
    case 2:
      return word();
    case 3:
      return next(2) === 0;
    case 4:
      return [null, undefined, NaN, -0, Infinity][next(5)];
    case 5:
      return BigInt(next(1000));
    case 6:
      return Symbol(word());
    case 7:
      return word().repeat(next(4) + 1);
    case 8:
    case 9:
      return Array.from({ length: next(12) }, () => value(depth + 1));
    case 10:
    case 11:
    case 12: {
      const o = {};
      for (let i = next(6); i > 0; i--) o[word()] = value(depth + 1);
      return o;
    }
    case 13:
      return new Map(Array.from({ length: next(4) }, () => [value(depth + 1), value(depth + 1)]));
    case 14:
      return new Set(Array.from({ length: next(4) }, () => value(depth + 1)));
    case 15:
      return new Point(value(depth + 1));
    case 16:
      return new Named(value(depth + 1));
    case 17: {
      const a = Array.from({ length: next(40) }, () => (next(10) < 8 ? next(1000) : next(1000000)));
      if (next(3) === 0) delete a[1];
      return a;
    }
    case 18:
      return [function named() {}, () => 1, class Q {}, async () => {}, function* g() {}][next(5)];
    case 19: {
      const o = { v: value(depth + 1) };
      o.self = o;
      return o;
    }
  }
}
for (let i = 0; i < 600; i++) console.log(value(0));
for (let i = 0; i < 300; i++) console.log(value(0), value(1), value(2));

/** Collections, arrays and ranges. */
const _ = require('lodash');
const people = require('./people.cjs');
const show = require('./show.cjs');

show(
  'groupBy',
  _.groupBy(people, 'home.city'),
  _.countBy(people, 'active'),
  _.keyBy(people, p => p.user + p.age),
);
show('orderBy', _.map(_.orderBy(people, ['user', 'age'], ['asc', 'desc']), 'age'), _.map(_.sortBy(people, 'home.rooms'), 'user'));
show(
  'filter',
  _.filter(people, { active: true }).length,
  _.reject(people, 'active').length,
  _.find(people, ['age', 1]),
  _.some(people, { user: 'fred' }),
);
show(
  'partition',
  _.partition([1, 2, 3, 4, 5], n => n % 2),
  _.invokeMap(
    [
      [3, 1, 2],
      [9, 8],
    ],
    'sort',
  ),
  _.flatMapDeep([1, 2], n => [[n, [n * n]]]),
);
show(
  'reduce',
  _.reduce({ a: 1, b: 2, c: 1 }, (r, v, k) => _.set(r, [v, (r[v] || []).length], k), {}),
  _.reduceRight(
    [
      [0, 1],
      [2, 3],
    ],
    (a, b) => a.concat(b),
    [],
  ),
);
show(
  'min/max',
  _.minBy(people, 'age').user,
  _.maxBy(people, 'age').user,
  _.sumBy(people, 'age'),
  _.meanBy(people, 'age'),
  _.max([]),
  _.mean([]),
);

show(
  'chunk',
  _.chunk('abcdefg'.split(''), 3),
  _.compact([0, 1, false, 2, '', 3, null, NaN]),
  _.difference([2, 1, 3], [2], [7]),
  _.differenceBy([2.1, 1.2], [2.3], Math.floor),
);
show(
  'zip',
  _.zip(['a', 'b'], [1, 2], [true]),
  _.unzip([
    ['a', 1],
    ['b', 2],
  ]),
  _.zipObjectDeep(['a.b[0].c', 'a.b[1].d'], [1, 2]),
  _.fromPairs([['x', 1]]),
);
show(
  'flatten',
  _.flattenDeep([1, [2, [3, [4]], 5]]),
  _.flattenDepth([1, [2, [3, [4]], 5]], 2),
  _.union([2], [1, 2]),
  _.xor([2, 1], [2, 3]),
  _.intersectionWith([{ x: 1 }], [{ x: 1 }], _.isEqual),
);
show(
  'uniq',
  _.uniq([2, 1, 2, NaN, NaN, -0, 0]),
  _.uniqBy([2.1, 1.2, 2.3], Math.floor),
  _.uniq(_.range(300).map(i => i % 7)),
  _.sortedUniq([1, 1, 2]),
  _.without([2, 1, 2, 3], 1, 2),
);
show(
  'take',
  _.takeRightWhile([1, 2, 3, 4], n => n > 2),
  _.dropWhile([1, 2, 3], n => n < 2),
  _.nth('abc', -2),
  _.sortedIndexBy([{ x: 4 }, { x: 5 }], { x: 4.5 }, 'x'),
  _.pullAt([5, 6, 7, 8], [1, 3]),
);
show(
  'range',
  _.range(-4),
  _.range(0, -20, -5),
  _.rangeRight(4),
  _.times(4, String),
  _.clamp(-10, -5, 5),
  _.inRange(3, 2, 4),
  _.round(4.006, 2),
  _.floor(4060, -2),
  _.ceil(6.0041, 2),
);

/** Deep copies and comparisons, paths, merging, inherited properties. */
const _ = require('lodash');
const people = require('./people.cjs');
const show = require('./show.cjs');

const source = {
  a: [{ b: { c: 3 } }, null],
  'x.y': 7,
  d: new Date(86400000),
  re: /ab+/gi,
  map: new Map([['k', { deep: 1 }]]),
  set: new Set([1, [2]]),
  [Symbol('s')]: 's',
};
source.self = source;
const copy = _.cloneDeep(source);
show(
  'cloneDeep',
  copy.a,
  copy.self === copy,
  copy.a !== source.a,
  +copy.d,
  copy.re,
  copy.map,
  copy.set,
  _.isEqual(copy.map, source.map),
  Object.getOwnPropertySymbols(copy).length,
);
show(
  'isEqual',
  _.isEqual(copy, source),
  _.isEqual([1, [2, NaN]], [1, [2, NaN]]),
  _.isEqual({ a: undefined }, {}),
  _.isEqual(new Set([1, 2]), new Set([2, 1])),
  _.isEqual(/a/g, /a/i),
  _.isEqual(Object('a'), 'a'),
);
show(
  'get',
  _.get(source, 'a[0].b.c'),
  _.get(source, ['a', '0', 'b', 'c']),
  _.get(source, 'x.y'),
  _.get(source, 'a[1].q', 'none'),
  _.has(source, 'a[0].b'),
  _.toPath('a[0].b["c.d"][\'e\']'),
  _.at(source, ['a[0].b.c', 'x.y']),
);
show(
  'merge',
  _.merge({ a: [{ b: 2 }, { d: 4 }] }, { a: [{ c: 3 }, { e: 5 }] }, { a: { 2: 'x' } }),
  _.mergeWith({ v: [1] }, { v: [2] }, (x, y) => (_.isArray(x) ? x.concat(y) : undefined)),
  _.defaultsDeep({ a: { b: 2 } }, { a: { b: 1, c: 3 } }),
);
show(
  'objects',
  _.pick(people[0], ['user', 'home.city']),
  _.omit(people[0], ['age', 'home.city', 'pets']),
  _.invert({ a: 1, b: 2 }),
  _.invertBy({ a: 1, b: 1 }),
  _.mapKeys({ a: 1 }, (v, k) => k + v),
  _.mapValues({ a: { n: 1 } }, 'n'),
  _.pickBy({ a: 1, b: 'x' }, _.isNumber),
);
class Base {
  constructor() {
    this.own = 1;
  }
  get got() {
    return 2;
  }
}
Base.prototype.inherited = 3;
show(
  'inheritance',
  _.keysIn(new Base()),
  _.functionsIn({ f() {}, g: 1 }),
  _.toPlainObject(new Base()),
  _.isPlainObject(new Base()),
  _.create(Base.prototype, { z: 1 }) instanceof Base,
  _.findKey({ a: 1, b: 2 }, v => v > 1),
  _.transform([2, 3, 4], (r, n) => r.push(n * n) < 2, []),
);
show(
  'update',
  _.update({ a: { n: 3 } }, 'a.n', n => n * n),
  _.set({}, 'a[0].b', 1),
  _.unset({ a: { b: 1 } }, 'a.b'),
  _.result({ a: () => 5 }, 'a'),
  _.invoke({ a: [{ f: (x, y) => x + y }] }, 'a[0].f', 2, 3),
  _.toPairsIn(new Base()),
);

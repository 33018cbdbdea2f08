/**
 * Lodash's core, group by group: each prints what its functions answer. This file has strings, numbers, functions, chains with lazy
 * evaluation and the questions about kinds of values.
 */
const _ = require('lodash');
const people = require('./people.cjs');
const show = require('./show.cjs');
require('./collections.cjs');
require('./objects.cjs');

show(
  'case',
  ...['camelCase', 'kebabCase', 'snakeCase', 'startCase', 'lowerCase', 'upperFirst', 'capitalize'].map(f =>
    _[f]('--foo-BarXMLHttp 12déjàVu_'),
  ),
);
show(
  'words',
  _.words("fred, barney, & pebbles 1st ÆtherWave's"),
  _.words('a1 b2', /\w/g),
  _.deburr('déjà vu Łódź ß ﬁ'),
  _.truncate('hi-diddly-ho there, neighborino', { length: 24, separator: /,? +/ }),
  _.pad('abc', 8, '_-'),
  _.padStart('6', 3, 0),
);
show(
  'unicode',
  _.split('👨‍👩‍👧é🇩🇪z', ''),
  _.size('🙂🙂'),
  _.toArray('a🙂'),
  _.trim('-_-abc-_-', '_-'),
  _.escape('<a href="x">\'&'),
  _.unescape('&lt;&amp;&#39;&quot;'),
  _.escapeRegExp('[a](b.c)*'),
  _.repeat('ab', 3),
  _.parseInt('08'),
);
const page = _.template('hello <%= user %>, <%- html %>!<% _.forEach(list, function (n) { %> [<%= n %>]<% }) %>');
show(
  'template',
  page({ user: 'fred', html: '<i>', list: [1, 2] }),
  _.template('{{ a.b }}', { interpolate: /{{([\s\S]+?)}}/g, variable: 'a' })({ b: 7 }),
);
const toNumbers = [' 12 ', '0b11', '0o17', '0xff', '-0x1', '', 'x', '1e3', null, undefined, -0, [3]];
show(
  'numbers',
  toNumbers.map(_.toNumber),
  toNumbers.map(_.toInteger),
  _.toLength(-1),
  _.toFinite(Infinity),
  _.toSafeInteger('9e99'),
  toNumbers.map(_.toString),
);

const log = [];
const add = _.curry((a, b, c) => [a, b, c]);
show(
  'curry',
  add(1)(2)(3),
  add(1, 2)(3),
  add(_, 2)(1, 3),
  _.curryRight((a, b) => a - b)(1)(5),
  _.partial((a, b, c) => a + b + c, _, 'B', _)('A', 'C'),
  _.partialRight((a, b) => a + b, 'z')('y'),
);
show(
  'functions',
  _.flow([(a, b) => a + b, n => n * n])(1, 2),
  _.flowRight(_.toUpper, _.trim)(' x '),
  _.memoize(n => log.push(n))(7),
  _.once(() => log.push('once'))(),
  _.negate(n => n)(0),
  _.ary(parseInt, 1)('10', 2),
  _.rearg((...a) => a, [2, 0, 1])('b', 'c', 'a'),
  _.spread((a, b) => a + b)([1, 2]),
  _.overArgs((x, y) => [x, y], [n => n * 2, n => n * n])(5, 10),
);
show(
  'bind',
  _.bind(
    function (g, p) {
      return g + this.user + p;
    },
    { user: 'fred' },
    _,
    '!',
  )('hi '),
  _.bindKey(
    {
      n: 'k',
      f(x) {
        return this.n + x;
      },
    },
    'f',
    1,
  )(),
  _.over(Math.min, Math.max)(3, 1, 2),
  _.cond([
    [_.matches({ a: 1 }), _.constant('one')],
    [_.stubTrue, _.constant('other')],
  ])({ a: 1 }),
  _.conforms({ n: n => n > 1 })({ n: 2 }),
  _.after(2, () => 'now')(),
  _.attempt(() => JSON.parse('{')) instanceof SyntaxError,
);

show(
  'chain',
  _(_.range(1000))
    .map(n => {
      if (log.length < 20) log.push(n);
      return n * 3;
    })
    .filter(n => n % 2 === 0)
    .reverse()
    .drop(2)
    .take(3)
    .value(),
  log.length,
);
show(
  'chain',
  _.chain(people)
    .sortBy('age')
    .map(p => `${p.user} is ${p.age}`)
    .head()
    .value(),
  _([1, 2, 3])
    .concat([4])
    .tap(a => a.pop())
    .thru(a => [a])
    .flatten()
    .sum(),
  [..._([1, 2]).map(n => n + 1)],
  String(_([1, 2])),
  _([3, 1]).sort().join('-'),
);
const local = _.runInContext();
local.mixin({ vowels: s => _.filter(s, c => /[aeiou]/i.test(c)) });
show('mixin', local('fred is alive').vowels(), local.vowels('xyz'), local !== _, _.isFunction(_.vowels));
const kinds = [
  [],
  {},
  null,
  undefined,
  'x',
  Object('x'),
  1,
  NaN,
  true,
  () => 1,
  class {},
  /x/,
  new Date(0),
  new Error('e'),
  new Map(),
  new WeakMap(),
  new Set(),
  Symbol('y'),
  (function () {
    return arguments;
  })(),
];
for (const is of [
  'Arguments',
  'ArrayLikeObject',
  'Boolean',
  'Date',
  'Element',
  'Empty',
  'Error',
  'Finite',
  'Function',
  'Integer',
  'Length',
  'Map',
  'NaN',
  'Native',
  'Nil',
  'Number',
  'ObjectLike',
  'PlainObject',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'WeakMap',
]) {
  console.log(`is${is} ${kinds.map(k => +_[`is${is}`](k)).join('')}`);
}
show(
  'size',
  _.VERSION,
  Object.keys(_).length,
  _.functions(_).length,
  _.uniqueId('id'),
  _.uniqueId('id'),
  _.isMatch(people[0], { home: { rooms: 3 } }),
  _.eq(NaN, NaN),
  _.lte(3, 3),
  _.castArray(undefined),
  _.cloneWith({ a: 1 }, () => 'custom'),
);

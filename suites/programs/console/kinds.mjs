// biome-ignore-all lint: odd values are what it is about
/** Every kind of value that the console shows in a way of its own. */
console.log({
  a: 1,
  b: 'x',
  c: [1, 2, 3],
  d: { e: { f: { g: 1 } } },
  h() {},
  i: class A {},
  j: Symbol('q'),
  k: null,
  l: undefined,
  m: -0,
  n: 10n,
  [Symbol('s')]: 1,
  'a-b': 2,
});
console.log([1, , 3], [undefined], new Array(5), [, , 1]);
console.log(
  new Map([
    [1, { a: 2 }],
    ['x', [1]],
  ]),
  new Set([1, 'a']),
  new WeakMap(),
  Promise.resolve(4),
  Promise.reject(4).catch(() => {}) && new Promise(() => {}),
);
console.log([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27]);
console.log(Array.from({ length: 120 }, (_, i) => i * i));
console.log(['apple', 'banana', 'cherry', 'dates', 'elderberry', 'fig', 'grape', 'honeydew']);
class P {
  constructor() {
    this.x = 1;
  }
  get y() {
    return 2;
  }
  static z = 1;
}
console.log(
  new P(),
  P,
  class extends P {},
  Object.create(null),
  Object.create({ a: 1 }),
  new (class extends P {})(),
  new (class Q extends Array {})(3),
);
console.log(
  function f() {},
  () => {},
  async function g() {},
  function* h() {},
  async () => {},
  Math.max,
);
console.log({
  get a() {
    return 1;
  },
  set a(v) {},
  get b() {
    return 1;
  },
  set c(v) {},
});
console.log(
  new Error('boom').message,
  [new RangeError('in')].length,
  new Date(0),
  /x/g,
  new Uint8Array(3),
  new ArrayBuffer(4),
  new Number(3),
  new String('abc'),
  new Boolean(false),
  Object(Symbol('a')),
  Object(1n),
);
var c = { n: 1 };
c.self = c;
c.o = { c };
console.log(c);
console.log([['a', ['b', ['c', ['d']]]]], { a: { b: { c: {} } } }, { a: { b: { c: { d: 1 } } } });
console.log('str', "it's", ["it's", 'q"', 'a\'b"c', 'a\'b"c`d', 'nl\n\x01\ud800']);
console.log('%s is %d and %i %f %j %O %% %x', 'a', 42, 42.5, '1.5', { a: 1 }, { b: 2 }, 'extra');
console.log({ aaaaaaaaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbbbbbbbbb', ccccccccccccc: 'ddddddddddd' });
console.log({ aaaaaaaaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbbbbbbbbb', ccccccccccccc: 'dddddddddddddddddddddddddd', e: 1 });
console.log(
  globalThis === undefined,
  [new Proxy({ a: 1 }, {})],
  new Proxy(function q() {}, {}),
  (function () {
    return arguments;
  })(1, 2),
  (function () {
    return arguments;
  })(),
);
console.log(Symbol('x'), 1n, -0, [-0], 'a'.repeat(3), null, undefined, true);
console.log(
  { a: [{ b: { c: 1 } }] },
  Object.assign(() => {}, { p: 1 }),
  Object.assign(function nm() {}, { p: 1 }),
  new (function Foo() {
    this.a = 1;
  })(),
);
console.log([1].values(), (function* () {})(), JSON, Math, Reflect, globalThis.Atomics);
console.log(
  { s: new Set([[1, 2], { a: 1 }]) },
  [[[]]],
  [[[[]]]],
  {},
  [],
  [{}],
  { a: {} },
  new (class Foo {})(),
  new Map(),
  new Set(),
);
console.log([1.5, 2.25, 100, 20000, 3, 4, 5, 6]);
console.log(
  Object.assign([1, 2], { x: 1, '-1': 3 }),
  [undefined, null],
  { 1: 1, b: 2 },
  { undefined: 1, class: 2, '1a': 3, é: 4 },
);
var e = new Error('boom');
e.stack = 'Error: boom\n    at x';
e.code = 5;
console.log(e, [e], { e });
class ME extends Error {
  constructor(m) {
    super(m);
    this.name = 'ME';
  }
}
var me = new ME('q');
me.stack = me.stack.split('\n')[0];
console.log(me);
console.log({ me });
var te = new TypeError('tt', { cause: 'why' });
te.stack = te.stack.split('\n')[0];
console.log(te);
console.log(['a'.repeat(100), 'b']);
console.log('x\ny', ['x\ny']);
console.log({ f: () => {}, g: () => {}, [Symbol.toStringTag]: 'TT' });
console.log(
  new (class Z {
    get [Symbol.toStringTag]() {
      return 'ZZ';
    }
  })(),
);
console.log(new DataView(new ArrayBuffer(2)), new WeakSet(), new Date(NaN), Object.create(Date.prototype));
console.log([, 'a'], [1, , , 4], Object.freeze([1]), [() => {}, class {}]);

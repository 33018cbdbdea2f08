/**
 * What the runtime may take for granted only while nobody has changed it (`runtime/operations/pristine.sx`): each change of a builtin × everything that
 * depends on one, before, during and after the change, and again in a realm in which the change comes first.
 */
import type { Question } from './questions.ts';

/** A change, and how it is taken back; `A` is an array prototype's iterator prototype. */
const CHANGES: Readonly<Record<string, readonly [change: string, undo: string]>> = {
  'values assigned': ['Array.prototype[Symbol.iterator] = other;', 'Array.prototype[Symbol.iterator] = values;'],
  'values defined': [
    'Object.defineProperty(Array.prototype, Symbol.iterator, { value: other });',
    'Object.defineProperty(Array.prototype, Symbol.iterator, { value: values });',
  ],
  'values as a getter': [
    'Object.defineProperty(Array.prototype, Symbol.iterator, { get() { return other; }, configurable: true });',
    'Object.defineProperty(Array.prototype, Symbol.iterator, { value: values, writable: true });',
  ],
  'values deleted': ['delete Array.prototype[Symbol.iterator];', 'Array.prototype[Symbol.iterator] = values;'],
  'values deleted and assigned twice': [
    'delete Array.prototype[Symbol.iterator]; Array.prototype[Symbol.iterator] = values; [...[1]]; set(Array.prototype, other);',
    'set(Array.prototype, values);',
  ],
  'next assigned': ['A.next = next2;', 'A.next = next;'],
  'next defined': ["Object.defineProperty(A, 'next', { value: next2 });", "Object.defineProperty(A, 'next', { value: next });"],
  'next deleted': ['delete A.next;', 'A.next = next;'],
  'next by Reflect': ["Reflect.set(A, 'next', next2);", "Reflect.set(A, 'next', next);"],
  'return added': ['A.return = closing;', 'delete A.return;'],
  'return in the chain': ['Object.getPrototypeOf(A).return = closing;', 'delete Object.getPrototypeOf(A).return;'],
  'return in Object.prototype': ['Object.prototype.return = closing;', 'delete Object.prototype.return;'],
  'prototype of A': ['Object.setPrototypeOf(A, { return: closing });', 'Object.setPrototypeOf(A, I);'],
  'index in Array.prototype': ["Array.prototype[1] = 'inherited';", 'delete Array.prototype[1];'],
  'index in Object.prototype': ["Object.prototype[0] = 'inherited';", 'delete Object.prototype[0];'],
  'getter at an index': [
    "Object.defineProperty(Array.prototype, 1, { get() { return 'got'; }, configurable: true });",
    'delete Array.prototype[1];',
  ],
  species: [
    'Object.defineProperty(Array, Symbol.species, { value: Other, configurable: true });',
    'Object.defineProperty(Array, Symbol.species, { value: Array });',
  ],
  'constructor of arrays': ['Array.prototype.constructor = { [Symbol.species]: Other };', 'Array.prototype.constructor = Array;'],
  add: ["Set.prototype.add = function () { note('add'); };", 'Set.prototype.add = add;'],
  set: ["Map.prototype.set = function () { note('set'); };", 'Map.prototype.set = put;'],
  'next of sets': ['SI.next = next2;', 'SI.next = setNext;'],
  'next of strings': ['TI.next = next2;', 'TI.next = stringNext;'],
  'iterator of strings': ['String.prototype[Symbol.iterator] = other;', 'String.prototype[Symbol.iterator] = stringValues;'],
  'iterator of typed arrays': ['T[Symbol.iterator] = other;', 'T[Symbol.iterator] = typedValues;'],
  exec: ["RegExp.prototype.exec = function () { note('exec'); return null; };", 'RegExp.prototype.exec = exec;'],
  'symbol replace': ["RegExp.prototype[Symbol.replace] = () => 'replaced';", 'RegExp.prototype[Symbol.replace] = replace;'],
  'symbol split': ["RegExp.prototype[Symbol.split] = () => 'split';", 'RegExp.prototype[Symbol.split] = split;'],
  flags: [
    "Object.defineProperty(RegExp.prototype, 'flags', { get() { return ''; } });",
    "Object.defineProperty(RegExp.prototype, 'flags', flags);",
  ],
  join: ["Array.prototype.join = () => 'joined';", 'Array.prototype.join = join;'],
  'toString of arrays': ["Array.prototype.toString = () => 'text';", 'Array.prototype.toString = toString;'],
  'valueOf of objects': ["Object.prototype.valueOf = () => 'value';", 'Object.prototype.valueOf = valueOf;'],
  'then of promises': ["Promise.prototype.then = function () { note('then'); };", 'Promise.prototype.then = then;'],
  'resolve of promises': [
    "Promise.resolve = function () { note('resolve'); return { then() {} }; };",
    'Promise.resolve = resolve;',
  ],
  'toJSON of arrays': ["Array.prototype.toJSON = () => 'json';", 'delete Array.prototype.toJSON;'],
  'toPrimitive of objects': [
    "Object.prototype[Symbol.toPrimitive] = () => 'primitive';",
    'delete Object.prototype[Symbol.toPrimitive];',
  ],
  spreadable: ['Array.prototype[Symbol.isConcatSpreadable] = false;', 'delete Array.prototype[Symbol.isConcatSpreadable];'],
};

const USES: readonly string[] = [
  'var [a] = [1, 2]; return a;',
  'var [a, ...b] = [1, 2]; return [a, b.length];',
  'return (([a, b]) => b)([1, 2]);',
  'var a; [a] = [1]; return a;',
  'return [...[1, 2]];',
  'return [...[1, , 3]];',
  'return rest(...[1, 2]);',
  'return new (class { constructor(...r) { this.r = r; } })(...[1, 2]).r;',
  'var r = []; for (var x of [1, 2]) r.push(x); return r;',
  'for (var x of [1, 2]) return x;',
  'for (var x of [1, 2]) { if (x) break; } return x;',
  'return [...(function* () { yield* [1, 2]; })()];',
  'return Array.from([1, 2]);',
  'return Array.from([1, 2], x => x + 1);',
  'return Array.from({ length: 2, 0: 5, 1: 6 });',
  'return new Set([1, 2]).size;',
  'return new Map([[1, 2]]).size;',
  'return new WeakSet([{}]) instanceof WeakSet;',
  'return new Uint8Array([1, 2]).length;',
  'return Uint8Array.from([1, 2]).length;',
  'return new Uint8Array([1, , 3])[1];',
  'return Object.fromEntries([["k", 2]]).k;',
  'return typeof then.call(Promise.all([1, 2]), rest, rest);',
  'return Math.max(...[1, 2]);',
  'return Math.max.apply(null, [1, 2]);',
  'return [...new Set([1, 2])];',
  'return [...new Map([[1, 2]]).keys()];',
  "return [...'ab'];",
  'return [...new Uint8Array(2)];',
  'return [...[1, 2].entries()].length;',
  'return [...(function () { return arguments; })(1, 2)];',
  'class B extends Array {} return [...B.of(1, 2)];',
  'var a = [1, 2]; Object.setPrototypeOf(a, Object.create(Array.prototype)); return [...a];',
  'return [1, , 3].indexOf(undefined);',
  'return [1, , 3].includes(undefined);',
  'return [, , 3].map(x => x);',
  'return [1, , 3].concat([4]);',
  'return [1, , 3].slice(1);',
  'return [1, , 3].reverse();',
  'return [3, , 1].sort();',
  'return [1, , 3].splice(0, 2);',
  'return [1, 2].filter(x => x);',
  'return [[1], [2]].flat();',
  'return [1, 2].map(x => x) instanceof Other;',
  'var a = []; a.push(1); a[1] = 2; return a;',
  'var a = [1, , 3]; a.length = 2; a.push(4); return a;',
  "return 'a-b'.replace(/-/, '+');",
  "return 'a-b-c'.split(/-/);",
  "return 'a-b'.match(/-/g);",
  'return /a/.test("a");',
  "return [...'a1b2'.matchAll(/[0-9]/g)].length;",
  'return String([1, 2]);',
  "return [1, 2] + '';",
  'return ({}) + 1;',
  'return JSON.stringify([1, [2]]);',
  'Promise.resolve(1).then(() => {}); return 0;',
];

const PRELUDE = `
var A = Object.getPrototypeOf([][Symbol.iterator]()), I = Object.getPrototypeOf(A);
var SI = Object.getPrototypeOf(new Set().values()), TI = Object.getPrototypeOf(''[Symbol.iterator]());
var T = Object.getPrototypeOf(Uint8Array.prototype);
var values = Array.prototype[Symbol.iterator], next = A.next, setNext = SI.next, stringNext = TI.next;
var stringValues = String.prototype[Symbol.iterator], typedValues = T[Symbol.iterator];
var add = Set.prototype.add, put = Map.prototype.set, exec = RegExp.prototype.exec, join = Array.prototype.join;
var replace = RegExp.prototype[Symbol.replace], split = RegExp.prototype[Symbol.split];
var flags = Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags');
var toString = Array.prototype.toString, valueOf = Object.prototype.valueOf, then = Promise.prototype.then, resolve = Promise.resolve;
var own = Object.prototype.hasOwnProperty, call = Function.prototype.call;
function* other() { yield 'other'; }
function next2() { return { done: this.used || !(this.used = true), value: 'next2' }; }
function Other() {}
function rest(...r) { return r; }
function set(o, v) { o[Symbol.iterator] = v; }
var notes = '';
function note(x) { notes += ' ' + x; }
function closing() { note('closed'); return {}; }
function show(v) {
  if (typeof v === 'string') return v;
  if (typeof v !== 'object' || v === null) return typeof v === 'symbol' ? 'symbol' : '' + v;
  if (v.length === undefined) return 'object';
  var s = '[';
  for (var i = 0; i < v.length; i++) s += (i ? ' ' : '') + (own.call(v, i) ? show(v[i]) : 'hole');
  return s + ']';
}
function all(title) {
  for (var i = 0; i < uses.length; i++) {
    notes = '';
    var answer;
    try { answer = show(uses[i]()); } catch (e) { answer = e.name; }
    print(title + ' ' + i + ': ' + answer + notes);
  }
}
var uses = { length: ${USES.length}, ${USES.map((use, i) => `${i}() { ${use} }`).join(',\n')} };
`;

export const pristine: readonly Question[] = Object.entries(CHANGES).flatMap(([title, [change, undo]]) => {
  const phases = `${change}\nall('changed');\n${undo}\nall('undone');`;
  return [
    { title: `${title}, after use`, source: `${PRELUDE}all('before');\n${phases}` },
    { title: `${title}, before use`, source: `${PRELUDE}${phases}` },
  ];
});

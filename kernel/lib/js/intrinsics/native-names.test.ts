/** Function.prototype.toString of every builtin function that a program can reach has the syntax of NativeFunction (20.2.3.5). */
import { expect, it } from 'vitest';
import { printedHere } from '../../../testing/js.ts';

const WALK = `
var native = /^function (?:(?:get|set) )?(?:[A-Za-z_$][\\w$]*|\\[[A-Za-z_$][\\w$.]*\\]|\\["[^"\\\\]*"\\])?\\(\\) \\{ \\[native code\\] \\}$/;
var text = Function.prototype.toString, seen = new Set(), count = 0;
function walk(v, path) {
  if ((typeof v !== 'object' && typeof v !== 'function') || v === null || seen.has(v)) return;
  seen.add(v);
  if (typeof v === 'function') {
    count++;
    if (!native.test(text.call(v))) print(path + ': ' + text.call(v));
  }
  walk(Object.getPrototypeOf(v), path + '.__proto__');
  for (var key of Reflect.ownKeys(v)) {
    var d = Object.getOwnPropertyDescriptor(v, key), inner = path + '.' + String(key);
    if ('value' in d) walk(d.value, inner);
    else { walk(d.get, 'get ' + inner); walk(d.set, 'set ' + inner); }
  }
}
[walk].forEach(f => seen.add(f).add(f.prototype));
walk(globalThis, 'globalThis');
var made = {
  arrays: [][Symbol.iterator](), maps: new Map().entries(), sets: new Set().values(), strings: ''[Symbol.iterator](),
  matches: 'a'.matchAll(/a/g), helpers: [].values().map(x => x), wrapped: Iterator.from({ next() {} }),
  generator: Object.getPrototypeOf(function* () {}), async: Object.getPrototypeOf(async function () {}),
  asyncGenerator: Object.getPrototypeOf(async function* () {}),
  thrower: (function () { 'use strict'; return Object.getOwnPropertyDescriptor(arguments, 'callee').get; })(),
  revoke: Proxy.revocable({}, {}).revoke, bound: walk.bind(), boundTwice: [].map.bind().bind(),
};
for (var key in made) walk(made[key], key);
if (!native.test(text.call(new Proxy(walk, {}))) || !native.test(text.call(new Proxy(class {}, {})))) print('proxy');
// Functions that promises hand to the constructor of a subclass and to \`then\`.
class P extends Promise { constructor(executor) { walk(executor, 'executor'); super((a, b) => { walk(a, 'resolve'); walk(b, 'reject'); executor(a, b); }); } }
var thenable = { then(a, b) { walk(a, 'then'); walk(b, 'then'); } };
P.resolve = () => thenable;
P.prototype.then = thenable.then;
[P.all, P.any, P.allSettled, P.race].forEach(f => f.call(P, [1]));
Promise.prototype.finally.call(thenable, function () {});
print(count > 600 ? 'done' : 'only ' + count);
`;

it('has the syntax of a native function', () => {
  const executors = /^executor: /;
  expect(printedHere(WALK).filter(line => !executors.test(line) || line.includes('native'))).toEqual(['done']);
});

/** Random operations on arrays with few elements for their length: sparse ones, dense ones with holes at the end, with accessors and prototypes that have indices. */
import { numbers } from '../transpile/random-program.ts';
import type { Question } from './questions.ts';

const PRELUDE = `
function show(v) {
  if (!Array.isArray(v)) return typeof v === 'object' && v ? 'object' : String(v);
  return v.length + '[' + Object.keys(v).map(k => k + '=' + (Array.isArray(v[k]) ? 'array' : v[k])) + ']';
}
function run(f) { try { print(show(f())); } catch (e) { print(e.name); } }
var a, log;
`;

function program(seed: number): string {
  const next = numbers(seed);
  const int = (n: number) => Math.floor(next() * n);
  const pick = <T>(items: readonly T[]): T => items[int(items.length)] as T;
  const length = 5000 + int(10_000);
  const index = () => pick([int(8), int(8), int(length), length - int(5), 4094 + int(6)]);
  const at = () => pick([index(), -int(10), -index(), index()]);
  const value = () => pick([`${int(9)}`, `'${pick(['b', 'a', 'c'])}'`, 'undefined', 'null', '[1]']);
  const change = () =>
    pick([
      () => `a[${index()}] = ${value()}`,
      () => `delete a[${index()}]`,
      () => `a.length = ${pick([int(10), index(), length])}`,
      () =>
        `Object.defineProperty(a, ${index()}, { get() { log += 'g'; return 1; }, set(v) { log += 's'; }, configurable: true, enumerable: true })`,
      () => `Object.defineProperty(a, ${index()}, { value: 7, writable: false, configurable: true, enumerable: true })`,
      () => `a.push(${value()})`,
      () => 'a.pop()',
    ])();
  const callback = (body: string) =>
    `(v, k) => { log += k + ' '; ${int(3) === 0 ? `if (k < 9) { ${change()}; }` : ''} return ${body}; }`;
  const operation = () =>
    pick([
      () => `a.concat([1, , 2], a)`,
      () => `a.slice(${at()}, ${at()})`,
      () => `a.splice(${at()}, ${index()}${pick(['', `, ${value()}`, `, ${value()}, ${value()}, ${value()}`])})`,
      () => `a.indexOf(${value()}, ${at()})`,
      () => `a.lastIndexOf(${value()}, ${at()})`,
      () => `a.includes(${value()}, ${at()})`,
      () => `a.forEach(${callback('0')})`,
      () => `a.map(${callback('v')})`,
      () => `a.filter(${callback('k % 2')})`,
      () => `a.some(${callback('k > 4000')})`,
      () => `a.reduce((x, v, k) => x + k + ' ', '')`,
      () => `a.reduceRight((x, v, k) => x + k + ' ', '')`,
      () => 'a.reverse()',
      () => 'a.sort()',
      () => 'a.shift()',
      () => `a.unshift(${value()}, 1)`,
      () => `a.copyWithin(${at()}, ${at()}, ${at()})`,
      () => 'a.flat()',
      () => "a.join('').slice(0, 50)",
      () => "a.join('-').length",
      () => `a.fill(3, ${length - 4})`,
    ])();
  const start = pick(['[]', '[]', `new Array(${length})`, '[1, , 3, 4]', 'Object.assign([], { 6: 1 })']);
  const setup = Array.from({ length: 2 + int(4) }, change).join('; ');
  const steps = Array.from(
    { length: 1 + int(3) },
    () => `log = ''; run(() => ${operation()}); print(log.slice(0, 80)); run(() => a);`,
  );
  const proto = int(8) === 0 ? [`Array.prototype[${index()}] = 'p';`, 'Array.prototype.length = 0;'] : ['', ''];
  return `${proto[0]} a = ${start}; log = ''; try { ${setup}; } catch (e) { print(e.name); } ${steps.join(' ')} ${proto[1]}`;
}

export const sparsePrograms = (from: number, count: number): string =>
  PRELUDE + Array.from({ length: count }, (_, i) => `print('# ${from + i}'); ${program(from + i)}`).join('\n');

export const sparseArrays: readonly Question[] = [{ title: 'random operations', source: sparsePrograms(0, 300) }];

/** `math-NAME`: the functions of the host's Math as they are, signed zeros and all. */
import { num } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { onNumber, onNumbers, pure } from '../rows.ts';

const UNARY = [
  'abs',
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atanh',
  'cbrt',
  'ceil',
  'clz32',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'floor',
  'fround',
  'log',
  'log10',
  'log1p',
  'log2',
  'round',
  'sign',
  'sin',
  'sinh',
  'sqrt',
  'tan',
  'tanh',
  'trunc',
] as const;
const BINARY = ['atan2', 'imul', 'pow'] as const;
const VARIADIC = ['hypot', 'max', 'min'] as const;
const CONSTANTS = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;

export const math: PrimitiveFamily = () => [
  ...UNARY.flatMap(name => {
    const f: (x: number) => number = Math[name];
    const who = `math-${name}`;
    return pure(
      who,
      1,
      1,
      `\`(${who} x)\``,
      x => f(num(x, who)),
      onNumber(a => `Math.${name}(${a})`),
    );
  }),
  ...BINARY.flatMap(name => {
    const f: (x: number, y: number) => number = Math[name];
    const who = `math-${name}`;
    return pure(
      who,
      2,
      2,
      `\`(${who} x y)\``,
      (x, y) => f(num(x, who), num(y, who)),
      onNumbers((a, b) => `Math.${name}(${a}, ${b})`),
    );
  }),
  ...VARIADIC.flatMap(name => {
    const f: (...xs: number[]) => number = Math[name];
    const who = `math-${name}`;
    return pure(
      who,
      0,
      -1,
      `\`(${who} x …)\``,
      (...xs) => {
        for (const x of xs) num(x, who);
        return f(...xs);
      },
      onNumbers((a, b) => `Math.${name}(${a}, ${b})`),
      2,
    );
  }),
  ...CONSTANTS.flatMap(name =>
    pure(
      `math-${name}`,
      0,
      0,
      `\`(math-${name})\`: the constant`,
      () => Math[name],
      () => `Math.${name}`,
    ),
  ),
];

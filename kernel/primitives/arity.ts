/**
 * From a row of the primitive table to a procedure. The argument count is checked by a small wrapper made for the
 * row's arity; only procedures that take any number of arguments are called directly.
 */
import { arityError } from '../values/arity.ts';
import type { PrimitiveSpec } from '../values/primitive-spec.ts';
import type { Procedure, Value } from '../values/procedure.ts';

export function toProcedure(spec: PrimitiveSpec): Procedure {
  const procedure = wrap(spec);
  procedure.guestName = spec.name;
  procedure.primitive = spec;
  return procedure;
}

// One literal function per arity: `arguments.length` costs nothing in a function with fixed parameters, while a
// rest parameter would build an array on every call.
function wrap({ name, min, max, fn }: PrimitiveSpec): Procedure {
  const wrong = (got: number): never => arityError(name, min, max, got);
  if (max < 0) return variadic(min, fn, wrong);
  if (min !== max) return ranged(min, max, fn, wrong);
  switch (max) {
    case 0:
      return function (): Value {
        return arguments.length === 0 ? fn() : wrong(arguments.length);
      };
    case 1:
      return function (a: Value): Value {
        return arguments.length === 1 ? fn(a) : wrong(arguments.length);
      };
    case 2:
      return function (a: Value, b: Value): Value {
        return arguments.length === 2 ? fn(a, b) : wrong(arguments.length);
      };
    case 3:
      return function (a: Value, b: Value, c: Value): Value {
        return arguments.length === 3 ? fn(a, b, c) : wrong(arguments.length);
      };
    default:
      return ranged(min, max, fn, wrong);
  }
}

function ranged(min: number, max: number, fn: PrimitiveSpec['fn'], wrong: (got: number) => never): Procedure {
  switch (max) {
    case 1:
      return function (a: Value): Value {
        return arguments.length <= 1 ? fn(a) : wrong(arguments.length);
      };
    case 2:
      return function (a: Value, b: Value): Value {
        const n = arguments.length;
        return n >= min && n <= 2 ? fn(a, b) : wrong(n);
      };
    case 3:
      return function (a: Value, b: Value, c: Value): Value {
        const n = arguments.length;
        return n >= min && n <= 3 ? fn(a, b, c) : wrong(n);
      };
    case 4:
      return function (a: Value, b: Value, c: Value, d: Value): Value {
        const n = arguments.length;
        return n >= min && n <= 4 ? fn(a, b, c, d) : wrong(n);
      };
    default:
      return (...args: Value[]): Value => (args.length >= min && args.length <= max ? fn(...args) : wrong(args.length));
  }
}

/** The common two-argument call of `+` and its like is passed on without building an array here. */
function variadic(min: number, fn: PrimitiveSpec['fn'], wrong: (got: number) => never): Procedure {
  return function (a: Value, b: Value, ...more: Value[]): Value {
    switch (arguments.length) {
      case 2:
        return min <= 2 ? fn(a, b) : wrong(2);
      case 1:
        return min <= 1 ? fn(a) : wrong(1);
      case 0:
        return min === 0 ? fn() : wrong(0);
      default:
        return more.length + 2 >= min ? fn(a, b, ...more) : wrong(more.length + 2);
    }
  };
}

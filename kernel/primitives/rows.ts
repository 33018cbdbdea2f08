/** Short constructors for rows of the primitive table. */

import type { PrimitiveSpec } from '../values/primitive-spec.ts';
import type { Value } from '../values/procedure.ts';

type Fn = (...args: Value[]) => Value;

/** `'name'`, or the name followed by its aliases, each of which becomes a row of its own. */
type Names = string | readonly string[];

/** A row without side effects. */
export function pure(
  names: Names,
  min: number,
  max: number,
  doc: string,
  fn: Fn,
  inline?: PrimitiveSpec['inline'],
  inlineArity = min,
): PrimitiveSpec[] {
  return rows(names, min, max, doc, true, fn, inline, inlineArity);
}

/** A row that writes to its arguments or to the outside. */
export function effect(
  names: Names,
  min: number,
  max: number,
  doc: string,
  fn: Fn,
  inline?: PrimitiveSpec['inline'],
  inlineArity = min,
): PrimitiveSpec[] {
  return rows(names, min, max, doc, false, fn, inline, inlineArity);
}

function rows(
  names: Names,
  min: number,
  max: number,
  doc: string,
  isPure: boolean,
  fn: Fn,
  inline: PrimitiveSpec['inline'],
  inlineArity: number,
): PrimitiveSpec[] {
  return (typeof names === 'string' ? [names] : names).map(name => {
    const spec: PrimitiveSpec = { name, min, max, doc, pure: isPure, fn };
    if (inline) {
      spec.inline = inline;
      spec.inlineArity = inlineArity;
    }
    return spec;
  });
}

/** An operand as the object of a member access: number literals need parentheses there. */
export function member(operand: string): string {
  return /^[\w$]+$/.test(operand) && !/^\d/.test(operand) ? operand : `(${operand})`;
}

/** Inline test that an operand is an index below `length`. */
export function indexTest(i: string, length: string): string {
  return `typeof ${i} === "number" && ${i} >>> 0 === ${i} && ${i} < ${length}`;
}

/** Inline form of a binary operator on two numbers, with anything else going the slow way. */
export function onNumbers(op: (a: string, b: string) => string): NonNullable<PrimitiveSpec['inline']> {
  return ([a, b], slow) =>
    `(typeof ${a} === "number" && typeof ${b} === "number" ? ${op(a as string, b as string)} : ${slow}(${a}, ${b}))`;
}

/** Inline form of a binary operator on two strings. */
export function onStrings(op: (a: string, b: string) => string): NonNullable<PrimitiveSpec['inline']> {
  return ([a, b], slow) =>
    `(typeof ${a} === "string" && typeof ${b} === "string" ? ${op(a as string, b as string)} : ${slow}(${a}, ${b}))`;
}

/** Inline form of a function of one number. */
export function onNumber(op: (a: string) => string): NonNullable<PrimitiveSpec['inline']> {
  return ([a], slow) => `(typeof ${a} === "number" ? ${op(a as string)} : ${slow}(${a}))`;
}

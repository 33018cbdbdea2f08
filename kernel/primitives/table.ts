/** The primitive table: all families together, and their installation into a namespace. */
import type { Kernel } from '../kernel.ts';
import type { Namespace } from '../namespace.ts';
import { inspect } from '../values/writer.ts';
import { toProcedure } from './arity.ts';
import { bigints } from './bigints.ts';
import { buffers } from './buffers.ts';
import { bytesFamily } from './bytes.ts';
import { chars } from './chars.ts';
import { collections } from './collections.ts';
import { conditions } from './conditions.ts';
import { dicts } from './dicts.ts';
import { equality } from './equality.ts';
import { expansion } from './expansion.ts';
import { hashTables } from './hash-tables.ts';
import { host } from './host.ts';
import { integers32 } from './integers32.ts';
import { json } from './json.ts';
import { libraries } from './libraries.ts';
import { lists } from './lists.ts';
import { math } from './math.ts';
import { numberPredicates } from './number-predicates.ts';
import { numberConversions } from './number-text.ts';
import { arithmetic } from './numbers.ts';
import { promises } from './promises.ts';
import { recordTypes } from './record-types.ts';
import { records } from './records.ts';
import type { PrimitiveFamily, PrimitiveSpec } from './spec.ts';
import { stringProperties } from './string-properties.ts';
import { strings } from './strings.ts';
import { symbols } from './symbols.ts';
import { text } from './text.ts';
import { timeZone } from './time-zone.ts';
import { types } from './types.ts';
import { unicode } from './unicode.ts';
import { vectors } from './vectors.ts';
import { weak } from './weak.ts';

/** Families in the order of the reference page. */
export const FAMILIES: readonly (readonly [title: string, family: PrimitiveFamily])[] = [
  ['Arithmetic and comparison', arithmetic],
  ['Number predicates', numberPredicates],
  ['Numbers and text', numberConversions],
  ['Host mathematics', math],
  ['Bits and 32-bit integers', integers32],
  ['Bigints', bigints],
  ['Equality', equality],
  ['Types', types],
  ['Symbols and keywords', symbols],
  ['Characters', chars],
  ['Strings', strings],
  ['Text helpers', stringProperties],
  ['Unicode data', unicode],
  ['String buffers', buffers],
  ['Collections', collections],
  ['Lists', lists],
  ['Vectors', vectors],
  ['Dicts', dicts],
  ['Hash tables', hashTables],
  ['Weak tables', weak],
  ['Records', records],
  ['Record types', recordTypes],
  ['Expansion', expansion],
  ['Bytes', bytesFamily],
  ['Conditions', conditions],
  ['Promises', promises],
  ['Libraries', libraries],
  ['Printing and reading', text],
  ['JSON', json],
  ['Host', host],
  ['Time zone', timeZone],
];

/** Values printed in error messages are cut after this many parts. */
const MESSAGE_BUDGET = 200;

export function primitiveSpecs(kernel: Kernel): PrimitiveSpec[] {
  return FAMILIES.flatMap(([, family]) => family(kernel));
}

/** Defines every primitive in `ns` and gives the kernel its printer. */
export function installPrimitives(kernel: Kernel, ns: Namespace): void {
  kernel.inspect = value => inspect(value, { budget: MESSAGE_BUDGET });
  for (const spec of primitiveSpecs(kernel)) ns.define(spec.name, toProcedure(spec));
}

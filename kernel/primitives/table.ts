/** The primitive table: all families together, and their installation into a namespace. */
import type { Kernel } from '../instance/kernel.ts';
import type { Namespace } from '../instance/namespace.ts';
import type { PrimitiveSpec } from '../values/primitive-spec.ts';
import { inspect } from '../values/writer.ts';
import { toProcedure } from './arity.ts';
import { announcing } from './costs.ts';
import { bytesFamily } from './data/bytes.ts';
import { collections } from './data/collections.ts';
import { dicts } from './data/dicts.ts';
import { equality } from './data/equality.ts';
import { hashTables } from './data/hash-tables.ts';
import { lists } from './data/lists.ts';
import { records } from './data/records.ts';
import { types } from './data/types.ts';
import { vectors } from './data/vectors.ts';
import { weak } from './data/weak.ts';
import type { PrimitiveFamily } from './family.ts';
import { conditions } from './language/conditions.ts';
import { expansion } from './language/expansion.ts';
import { host } from './language/host.ts';
import { introspection } from './language/introspection.ts';
import { libraries } from './language/libraries.ts';
import { promises } from './language/promises.ts';
import { recordTypes } from './language/record-types.ts';
import { timeZone } from './language/time-zone.ts';
import { bigints } from './numbers/bigints.ts';
import { flonums } from './numbers/flonums.ts';
import { fractions } from './numbers/fractions.ts';
import { integers32 } from './numbers/integers32.ts';
import { math } from './numbers/math.ts';
import { numberPredicates } from './numbers/number-predicates.ts';
import { numberConversions } from './numbers/number-text.ts';
import { arithmetic } from './numbers/numbers.ts';
import { buffers } from './text/buffers.ts';
import { chars } from './text/chars.ts';
import { json } from './text/json.ts';
import { installPorts, ports } from './text/ports.ts';
import { stringProperties } from './text/string-properties.ts';
import { strings } from './text/strings.ts';
import { symbols } from './text/symbols.ts';
import { text } from './text/text.ts';
import { unicode } from './text/unicode.ts';

/** Families in the order of the reference page. */
export const FAMILIES: readonly (readonly [title: string, family: PrimitiveFamily])[] = [
  ['Arithmetic and comparison', arithmetic],
  ['Number predicates', numberPredicates],
  ['Numbers and text', numberConversions],
  ['Host mathematics', math],
  ['IEEE doubles', flonums],
  ['Fractions', fractions],
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
  ['Introspection', introspection],
  ['Bytes', bytesFamily],
  ['Conditions', conditions],
  ['Promises', promises],
  ['Libraries', libraries],
  ['Printing and reading', text],
  ['Ports', ports],
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
  for (const spec of announcing(kernel, primitiveSpecs(kernel))) ns.define(spec.name, toProcedure(spec));
  installPorts(kernel, ns);
}

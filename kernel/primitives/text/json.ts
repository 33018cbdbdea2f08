/** JSON: lists and vectors are arrays, dicts and records objects, nil is null. */

import { Char } from '../../values/char.ts';
import { fail } from '../../values/condition.ts';
import { HashTable } from '../../values/hash-table.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { RecordInstance, recordField } from '../../values/record.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import { dictKey, failType, int, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

/** Deeper data are taken for cyclic: JSON cannot express either. */
const MAX_DEPTH = 1000;

/** The host's plain data for a guest value. */
function toHost(v: Value, depth: number): unknown {
  if (depth > MAX_DEPTH) fail('json-encode: nested too deeply (or cyclic)', [], 'range');
  switch (typeof v) {
    case 'number':
      return Number.isFinite(v) ? v : null;
    case 'string':
    case 'boolean':
      return v;
    case 'object':
      if (v === null) return null;
      if (v instanceof List || Array.isArray(v)) return Array.from(v as Iterable<Value>, x => toHost(x, depth + 1));
      if (v instanceof Map || v instanceof HashTable) {
        const entries = v instanceof Map ? v : v.map;
        return new HostObject(Array.from(entries, ([k, x]) => [dictKey(k, 'json-encode'), toHost(x, depth + 1)]));
      }
      if (v instanceof RecordInstance)
        return new HostObject(v.type.fields.map((f, i) => [f, toHost(recordField(v, i), depth + 1)]));
      if (v instanceof Keyword || v instanceof Sym) return v.name;
      if (v instanceof Char) return v.text;
  }
  return failType('json-encode', 'JSON data', v);
}

/** Entries in their own order: a host object would move keys that look like array indices to the front. */
class HostObject {
  constructor(readonly entries: (readonly [string, unknown])[]) {}
}

function print(v: unknown, step: string, indent: string): string {
  const inner = indent + step;
  const [open, between, close] = step === '' ? ['', ',', ''] : [`\n${inner}`, `,\n${inner}`, `\n${indent}`];
  if (Array.isArray(v)) {
    return v.length === 0 ? '[]' : `[${open}${v.map(x => print(x, step, inner)).join(between)}${close}]`;
  }
  if (v instanceof HostObject) {
    const colon = step === '' ? ':' : ': ';
    const fields = v.entries.map(([k, x]) => `${JSON.stringify(k)}${colon}${print(x, step, inner)}`);
    return fields.length === 0 ? '{}' : `{${open}${fields.join(between)}${close}}`;
  }
  return JSON.stringify(v);
}

function fromHost(v: unknown): Value {
  if (Array.isArray(v)) return List.of(v.map(fromHost));
  if (v !== null && typeof v === 'object') return new Map(Object.entries(v).map(([k, x]) => [k, fromHost(x)]));
  return v;
}

function decode(text: Value): Value {
  const source = str(text, 'json-decode');
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch (e) {
    return fail(`json-decode: ${(e as Error).message}`, [], 'syntax');
  }
  return fromHost(data);
}

export const json: PrimitiveFamily = () => [
  ...pure(
    'json-encode',
    1,
    2,
    '`(json-encode x indent?)`: JSON text; keywords, symbols and chars as strings, numbers without finite value as null',
    (x, indent) => {
      const step =
        indent === undefined || indent === null ? '' : ' '.repeat(Math.max(0, Math.min(16, int(indent, 'json-encode'))));
      return print(toHost(x, 0), step, '');
    },
  ),
  ...pure(['json-decode', 'json-parse'], 1, 1, '`(json-decode text)`: arrays as lists, objects as dicts, null as nil', decode),
];

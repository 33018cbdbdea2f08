/**
 * The writer. `inspect` prints data so that the reader gives equal data back; opaque values print as `#<type …>`.
 * `displayString` prints for people: strings and characters raw, at every level. Both walk an explicit stack, so depth
 * is no limit; a value inside itself prints as `#<cycle>`; past the node budget everything prints as `...`.
 */

import { Bytes } from './bytes.ts';
import { CHAR_NAMES, Char } from './char.ts';
import { Condition } from './condition.ts';
import { HashTable } from './hash-table.ts';
import { procedureName } from './host-names.ts';
import { isPlainSymbol, isToken } from './lexical.ts';
import { List } from './list.ts';
import { Multiple } from './multiple.ts';
import { numberText } from './number-text.ts';
import type { Value } from './procedure.ts';
import { RecordInstance, RecordType, recordField } from './record.ts';
import { DOT, Keyword, Sym } from './symbol.ts';
import { typeName } from './type-name.ts';

export interface WriteOptions {
  /** Greatest number of values printed; the default keeps shared structure from growing without bound. */
  budget?: number;
  /** Told from time to time how many bytes of text are about to be made; ends the printing by throwing. */
  charge?: (bytes: number) => void;
}

/** Parts between two charges. */
const CHARGED_PARTS = 1024;
/** Bytes of text and bookkeeping that a part takes. */
const PART = 32;

const DEFAULT_BUDGET = 10_000_000;

export function inspect(value: Value, options: WriteOptions = {}): string {
  return isAtom(value) ? chargedAtom(value, false, options) : write(value, false, options);
}

export function displayString(value: Value, options: WriteOptions = {}): string {
  return isAtom(value) ? chargedAtom(value, true, options) : write(value, true, options);
}

/** What `str` concatenates: nothing for nil, strings and characters raw, everything else readable. */
export function strText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return value instanceof Char ? value.text : inspect(value);
}

/** A compound value being printed: alternating `labels[i]` (if any) and `items[i]`, then `close`. */
interface Frame {
  readonly owner: Value;
  readonly items: readonly Value[];
  readonly labels: readonly string[] | null;
  readonly close: string;
  i: number;
}

function isAtom(v: Value): boolean {
  return !(v instanceof List || Array.isArray(v) || v instanceof Map || v instanceof RecordInstance || v instanceof Multiple);
}

function chargedAtom(v: Value, raw: boolean, { charge }: WriteOptions): string {
  if (charge !== undefined) {
    if (v instanceof Bytes) charge(v.length * PART);
    else if (typeof v === 'string') charge(v.length);
  }
  return atomText(v, raw);
}

function write(root: Value, raw: boolean, options: WriteOptions): string {
  const { budget = DEFAULT_BUDGET, charge } = options;
  const out: string[] = [];
  const stack: Frame[] = [];
  const open = new Set<Value>();
  const enter = (v: Value): void => {
    const frame = frameOf(v, out);
    stack.push(frame);
    open.add(v);
  };
  enter(root);
  for (let left = budget; stack.length > 0; ) {
    const frame = stack[stack.length - 1] as Frame;
    if (frame.i === frame.items.length) {
      out.push(frame.close);
      open.delete(frame.owner);
      stack.pop();
      continue;
    }
    if (charge !== undefined && left % CHARGED_PARTS === 0) charge(CHARGED_PARTS * PART);
    if (--left < 0) {
      out.push(frame.i > 0 ? ' ...' : '...', frame.close);
      for (stack.pop(); stack.length > 0; stack.pop()) out.push((stack[stack.length - 1] as Frame).close);
      break;
    }
    const i = frame.i++;
    const label = frame.labels === null ? '' : (frame.labels[i] as string);
    if (i > 0 || label !== '') out.push(i > 0 ? ` ${label}` : label);
    const item = frame.items[i];
    if (isAtom(item)) out.push(chargedAtom(item, raw, options));
    else if (open.has(item)) out.push('#<cycle>');
    else enter(item);
  }
  return out.join('');
}

/** Prints the opening of a compound value and answers what is left to print. */
function frameOf(v: Value, out: string[]): Frame {
  if (v instanceof List) {
    out.push('(');
    return { owner: v, items: v.toArray(), labels: null, close: ')', i: 0 };
  }
  if (Array.isArray(v)) {
    out.push('#(');
    return { owner: v, items: v, labels: null, close: ')', i: 0 };
  }
  if (v instanceof Map) {
    out.push('{');
    const labels = Array.from(v.keys(), k => `${isToken(k) ? `:${k}` : quoted(k)} `);
    return { owner: v, items: [...v.values()], labels, close: '}', i: 0 };
  }
  if (v instanceof Multiple) {
    out.push('(values');
    return { owner: v, items: v.items, labels: v.items.map((_, i) => (i === 0 ? ' ' : '')), close: ')', i: 0 };
  }
  const record = v as RecordInstance;
  const { name, fields } = record.type;
  out.push(`#<${name}${fields.length > 0 ? ' ' : ''}`);
  return { owner: v, items: fields.map((_, i) => recordField(record, i)), labels: fields.map(f => `${f}: `), close: '>', i: 0 };
}

function atomText(v: Value, raw: boolean): string {
  switch (typeof v) {
    case 'string':
      return raw ? v : quoted(v);
    case 'number':
      return numberText(v);
    case 'boolean':
      return v ? 'true' : 'false';
    case 'bigint':
      return `${v}n`;
    case 'function': {
      const name = procedureName(v);
      return name ? `#<procedure ${name}>` : '#<procedure>';
    }
    case 'object':
      if (v === null) return 'nil';
      if (v instanceof Sym)
        return raw || v === DOT || isPlainSymbol(v.name) || isGensym(v.name) ? v.name : `#symbol ${quoted(v.name)}`;
      if (v instanceof Keyword) return raw || isToken(v.name) ? `:${v.name}` : `#keyword ${quoted(v.name)}`;
      if (v instanceof Char) return raw ? v.text : charText(v.code);
      if (v instanceof Bytes) return `#u8(${v.u8.join(' ')})`;
      if (v instanceof Condition) return `#<condition ${v.message}>`;
      if (v instanceof RecordType) return `#<record-type ${v.name}>`;
      if (v instanceof HashTable) return `#<hash-table ${v.map.size}>`;
      return `#<${typeName(v)}>`;
    default:
      return '#<undefined>';
  }
}

/** Generated names (`g#1`) print bare, so that printed code reads back with its names consistent. */
function isGensym(name: string): boolean {
  return /^[^\s#]+#\d+$/.test(name) && isPlainSymbol(name);
}

const CHAR_TEXT = new Map<number, string>();
for (const [name, code] of CHAR_NAMES) if (!CHAR_TEXT.has(code)) CHAR_TEXT.set(code, name);

function charText(code: number): string {
  const name = CHAR_TEXT.get(code);
  if (name !== undefined) return `#\\${name}`;
  const text = String.fromCodePoint(code);
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(text) ? `#\\${text}` : `#\\x${code.toString(16)}`;
}

// Control characters and surrogates are written as escapes: half a surrogate pair would not survive a UTF-8 file.
const SPECIAL =
  /["\\\u0000-\u001f\u007f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ALL_SPECIAL = new RegExp(SPECIAL.source, 'g');
const SHORT: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

function quoted(s: string): string {
  if (!SPECIAL.test(s)) return `"${s}"`;
  return `"${s.replace(ALL_SPECIAL, c => SHORT[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/** Type predicates, `type-of` and the truth functions. Every predicate answers a real boolean. */
import { Bytes } from '../../values/bytes.ts';
import { Char } from '../../values/char.ts';
import { Condition } from '../../values/condition.ts';
import { EOF } from '../../values/eof.ts';
import { HashTable } from '../../values/hash-table.ts';
import { procedureName } from '../../values/host-names.ts';
import { List } from '../../values/list.ts';
import { RecordInstance } from '../../values/record.ts';
import { StringBuffer } from '../../values/string-buffer.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import { typeName } from '../../values/type-name.ts';
import { failType } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { member, pure } from '../rows.ts';

const truthy = (a: unknown): boolean => a !== false && a !== null;

export const types: PrimitiveFamily = () => [
  ...pure('type-of', 1, 1, '`(type-of x)`: name of the type as a string', typeName),
  ...pure(
    'not',
    1,
    1,
    '`(not x)`: true for false and nil',
    a => !truthy(a),
    ([a]) => `(${a} === false || ${a} === null)`,
  ),
  ...pure(
    ['truthy?', 'boolean'],
    1,
    1,
    '`(truthy? x)`: false for false and nil',
    truthy,
    ([a]) => `(${a} !== false && ${a} !== null)`,
  ),
  ...pure(
    'nil?',
    1,
    1,
    '`(nil? x)`',
    a => a === null,
    ([a]) => `(${a} === null)`,
  ),
  ...pure(
    'boolean?',
    1,
    1,
    '`(boolean? x)`',
    a => typeof a === 'boolean',
    ([a]) => `(typeof ${a} === "boolean")`,
  ),
  ...pure('boolean=?', 2, -1, '`(boolean=? a b …)`: all the same boolean', (...args) => {
    for (const b of args) if (typeof b !== 'boolean') failType('boolean=?', 'boolean', b);
    return args.every(b => b === args[0]);
  }),
  ...pure(
    ['number?', 'real?', 'complex?'],
    1,
    1,
    '`(number? x)`: a double; bigints are a type of their own',
    a => typeof a === 'number',
    ([a]) => `(typeof ${a} === "number")`,
  ),
  ...pure(
    'string?',
    1,
    1,
    '`(string? x)`',
    a => typeof a === 'string',
    ([a]) => `(typeof ${a} === "string")`,
  ),
  ...pure(
    'symbol?',
    1,
    1,
    '`(symbol? x)`',
    a => a instanceof Sym,
    ([a]) => `(${a} instanceof Sym)`,
  ),
  ...pure(
    'keyword?',
    1,
    1,
    '`(keyword? x)`: a keyword in quoted data',
    a => a instanceof Keyword,
    ([a]) => `(${a} instanceof Keyword)`,
  ),
  ...pure(
    'char?',
    1,
    1,
    '`(char? x)`',
    a => a instanceof Char,
    ([a]) => `(${a} instanceof Char)`,
  ),
  ...pure(
    'list?',
    1,
    1,
    '`(list? x)`',
    a => a instanceof List,
    ([a]) => `(${a} instanceof List)`,
  ),
  ...pure(
    'pair?',
    1,
    1,
    '`(pair? x)`: a list that is not empty',
    a => a instanceof List && a.length > 0,
    ([a]) => `(${a} instanceof List && ${member(a!)}.length > 0)`,
  ),
  ...pure(
    'null?',
    1,
    1,
    '`(null? x)`: the empty list or nil',
    a => a === null || (a instanceof List && a.length === 0),
    ([a]) => `(${a} === null || (${a} instanceof List && ${member(a!)}.length === 0))`,
  ),
  ...pure(
    'vector?',
    1,
    1,
    '`(vector? x)`',
    a => Array.isArray(a),
    ([a]) => `isArray(${a})`,
  ),
  ...pure(
    'dict?',
    1,
    1,
    '`(dict? x)`',
    a => a instanceof Map,
    ([a]) => `(${a} instanceof Map)`,
  ),
  ...pure('hash-table?', 1, 1, '`(hash-table? x)`', a => a instanceof HashTable),
  ...pure(
    ['procedure?', 'callable?', 'fn?'],
    1,
    1,
    '`(procedure? x)`',
    a => typeof a === 'function',
    ([a]) => `(typeof ${a} === "function")`,
  ),
  ...pure('procedure-name', 1, 1, '`(procedure-name f)`: its name, or nil', a =>
    typeof a === 'function' ? procedureName(a) || null : null,
  ),
  ...pure(
    'record?',
    1,
    1,
    '`(record? x)`',
    a => a instanceof RecordInstance,
    ([a]) => `(${a} instanceof RecordInstance)`,
  ),
  ...pure(
    'condition?',
    1,
    1,
    '`(condition? x)`',
    a => a instanceof Condition,
    ([a]) => `(${a} instanceof Condition)`,
  ),
  ...pure(['bytes?', 'bytevector?'], 1, 1, '`(bytes? x)`', a => a instanceof Bytes),
  ...pure('buffer?', 1, 1, '`(buffer? x)`: a string buffer', a => a instanceof StringBuffer),
  ...pure('eof-object', 0, 0, '`(eof-object)`: the end-of-file object', () => EOF),
  ...pure('eof-object?', 1, 1, '`(eof-object? x)`', a => a === EOF),
];

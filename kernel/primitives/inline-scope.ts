/** The host names that inline forms may use besides globals: whoever loads generated code puts these in its scope. */
import { Bytes } from '../values/bytes.ts';
import { Char } from '../values/char.ts';
import { Condition } from '../values/condition.ts';
import { HashTable } from '../values/hash-table.ts';
import { List } from '../values/list.ts';
import { RecordInstance } from '../values/record.ts';
import { Keyword, Sym } from '../values/symbol.ts';

export const INLINE_SCOPE = {
  isArray: Array.isArray,
  Bytes,
  Char,
  Condition,
  HashTable,
  Keyword,
  List,
  RecordInstance,
  Sym,
} as const;

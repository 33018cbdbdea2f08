/**
 * Core trees as text, for programs that are run again. A tree is a sequence of numbers (`number-code.ts`): of each node its kind, how
 * far its position is from that of the node before, and its parts in the order of `core/nodes.ts`. Variables, loops and blocks are
 * numbered in the order in which they are bound; names, cells and literals stand in tables. The body of a lambda stands behind its length,
 * so that a reader passes by what is never called.
 */

import type { Cell } from '../nodes.ts';

/** A literal: a string, boolean or null is itself; what JSON cannot say has a tag. */
export type StoredLiteral =
  | string
  | number
  | boolean
  | null
  | readonly [tag: 'text']
  | readonly [tag: 'number' | 'bigint' | 'char' | 'symbol' | 'keyword', text: string]
  | readonly [tag: 'list' | 'vector', items: readonly StoredLiteral[]];

/** What a tree needs of a namespace. */
export interface CellsByName {
  cell(name: string): Cell;
}

export interface StoredTree {
  /** Of each cell the number of its namespace, among those that writer and reader are given, and its name. */
  readonly cells: readonly (readonly [namespace: number, name: string])[];
  readonly names: readonly string[];
  readonly literals: readonly StoredLiteral[];
  readonly code: string;
}

/** Of a variable. */
export const ASSIGNED = 1;
export const CAPTURED = 2;

/** Of a lambda. */
export const LENIENT = 1;
export const GENERATOR = 2;
export const REST = 4;

/** Deeper trees are not stored: writer and reader call themselves for each level. */
export const MAX_LEVELS = 2000;

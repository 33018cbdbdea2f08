/**
 * What the native tier hands out: a compile unit as plain data, so that a cache can store it. `code` is the body of a
 * `function (rt)`; it answers a thunk that runs the unit's top-level nodes in order and answers the last value.
 */
import type { Cell, Node } from '../../core/nodes.ts';
import type { Value } from '../../values/procedure.ts';
import type { CallSite } from '../frames/call-sites.ts';
import type { StoredSite } from '../frames/stored-sites.ts';
import type { Export, Imports } from './exports.ts';

export interface SourcePosition {
  file: string;
  line: number;
  column: number;
}

export interface EmitOptions {
  /** Module name, for stack traces. */
  name: string;
  /**
   * The unit's own definitions and the primitives it uses will not be redefined: no guards, direct calls between its
   * top-level functions.
   */
  sealed?: boolean;
  /** Frames of the unit's procedures can be moved into the interpreter, so that continuations are captured through them. */
  movable?: boolean;
  /** The unit will be stored and instantiated elsewhere: constants without a textual form are refused. */
  ahead?: boolean;
  /** What the sealed units before this one promise about a cell. */
  imports?: Imports;
  /** Source position of a node offset, for the line table. */
  position?: (offset: number) => SourcePosition | null;
}

export interface NativeUnit {
  name: string;
  code: string;
  sealed: boolean;
  /** Names of the global cells, in the order in which `rt.cell(i)` asks for them. */
  cells: string[];
  /** The cells themselves, for instantiation in the process that emitted the unit. Not stored. */
  liveCells: Cell[];
  /** Constants without a textual form, in the order in which `rt.constant(i)` asks for them. Empty when `ahead`. */
  constants: Value[];
  /** Where frames are moved from, in the order of the numbers that `rt.save` gets. Not stored: */
  sites: readonly CallSite[];
  /** … this is, of units that are stored. */
  storedSites: readonly StoredSite[];
  /** What a sealed unit promises about its definitions. */
  exports: Record<string, Export>;
  /** Line table (see `positions.ts`) for source file `file`; '' when positions were not asked for. */
  map: string;
  file: string;
}

export type { Node };

/** A unit as a cache keeps it: without what only lives in the process that emitted it. */
export type StoredUnit = Omit<NativeUnit, 'liveCells' | 'constants' | 'sites'>;

export function toStored(unit: NativeUnit): StoredUnit {
  const { liveCells: _cells, constants: _constants, sites: _sites, ...stored } = unit;
  return stored;
}

export function fromStored(stored: StoredUnit): NativeUnit {
  return { ...stored, liveCells: [], constants: [], sites: [] };
}

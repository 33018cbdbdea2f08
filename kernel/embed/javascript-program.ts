/**
 * The boundary between a host and JavaScript-on-SX: what the host lends, what it asks to be run, and the account it gets back. The
 * kernel decides nothing about tests; it says how a program ended and in which phase.
 */

import type { MemoryGauge } from '../instance/memory.ts';
import type { CodeLoader, PackLoader } from '../native/units/loader.ts';
import type { SourceNote } from './image.ts';
import type { Tier } from './tiers.ts';

/** What the host lends: everything that touches the machine. */
export interface JsServices {
  /** Text of a file below `kernel/lib`, such as `js/manifest.sx`; throws when there is none. */
  readLibrary(path: string): string;
  /** What was noted about such files (`kernel/lib/…`) in their present state. */
  noteOn?: (paths: readonly string[]) => SourceNote;
  /** Compiled artefacts. Keys are fingerprints of everything that went in, so an entry that is found is right. */
  compiled: {
    get(kind: string, key: string): string | undefined;
    put(kind: string, key: string, text: string): void;
  };
  /** sha256 over named inputs, for the keys of `compiled`. */
  fingerprint(inputs: Readonly<Record<string, string | Uint8Array>>): string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What the host says of its memory. */
  memory?: MemoryGauge;
  /** Fingerprint of this compiled kernel. */
  kernelVersion: string;
  /** Loads generated code by way of the host engine's own code cache; gets the unit's key. */
  codeLoader?: (key: string) => CodeLoader;
  /** The same for a whole image of libraries. */
  packLoader?: (key: string) => PackLoader;
}

export interface JsOptions {
  /** Engine for program code; libraries are native in every tier. */
  tier: Tier;
  /** Calls of a procedure, or rounds of a loop, after which `auto` compiles it. */
  heat?: number;
  /** Name of the global that carries the host's abilities (createRealm, evalScript, gc …). */
  hostObject?: string;
}

export interface JsProgram {
  /** For messages. */
  path: string;
  /** What its imports are relative to, and what imports of the program itself resolve to. */
  identity: string;
  /** What the program finds in `scriptArgs`; without it there is no such global. */
  arguments?: readonly string[];
  source: string;
  mode: 'sloppy' | 'strict' | 'module';
  /** Names given to `preload` before, in evaluation order. */
  preloads: readonly string[];
  /** Whether a rejection that nobody has handled when the jobs are done ends the program as an uncaught exception does. */
  unhandledRejections: 'throw' | 'ignore';
  /** The account of an uncaught exception is to tell how the console shows it. */
  showThrown?: boolean;
  limits: {
    /** Polled at every fuel checkpoint; a reason ends the run with an `Interrupt` that no guest handler sees. */
    shouldStop(): 'timeout' | 'cancelled' | undefined;
    /** Bytes of heap and buffers that may be in use while it runs, the kernel's own included; needs `JsServices.memory`. */
    maxBytes: number;
  };
  /** One call per call of the guest's `print` or `console.log`. */
  print(line: string): void;
  /** The same for `console.error` and its like; without it they print, too. */
  printError?(line: string): void;
  /** Resolves an import; undefined when there is no such module. `referrer`: the identity of the importing text. */
  loadModule(specifier: string, referrer: string): ModuleText | undefined;
}

export interface ModuleText {
  /** The same for every way to name the module, different for different modules. */
  identity: string;
  /** For messages. */
  path: string;
  source: string;
}

/** A place in a text of the program; line and column count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** An exception that nobody caught. */
export interface Thrown {
  /** Name of its constructor; of a primitive value, its type. */
  name: string;
  message: string;
  /** Where it was thrown, or where the text is wrong: in the program itself if a preloaded file threw on its behalf. */
  at?: Place;
}

/**
 * How a program ended: the one account of it, from the kernel to the reports. `unsettled`: a module waits for a promise that
 * nothing can settle any more. `crashed`: a condition or host exception that no program can cause by rights, which is a bug of
 * the engine.
 */
export type End =
  | { kind: 'completed' }
  /** `shown`: the value as `console.log` shows it. `preload`: the preloaded file that threw before the program began. */
  | { kind: 'threw'; phase: 'preload' | 'parse' | 'resolution' | 'runtime'; error: Thrown; shown?: string; preload?: string }
  | { kind: 'unsettled'; module: string }
  | { kind: 'interrupted'; reason: 'timeout' | 'cancelled' | 'oom' }
  | { kind: 'crashed'; message: string; at?: Place };

/**
 * The boundary between a host and JavaScript-on-SX: what the host lends, what it asks to be run, and the account it gets back. The
 * kernel decides nothing about tests; it says how a program ended and in which phase.
 */

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
  /** For messages, and as the referrer of imports. */
  path: string;
  /** What the program finds in `scriptArgs`; without it there is no such global. */
  arguments?: readonly string[];
  /** Ready to run: strict mode has its directive already. */
  source: string;
  mode: 'sloppy' | 'strict' | 'module';
  /** No harness files. */
  raw: boolean;
  /** The verdict comes through `print` when the job queue is empty. */
  async: boolean;
  /** Names given to `loadHarness` before, in evaluation order. */
  includes: readonly string[];
  limits: {
    /** Polled at every fuel checkpoint; a reason ends the run with an `Interrupt` that no guest handler sees. */
    shouldStop(): 'timeout' | 'cancelled' | undefined;
    /** Bytes that buffers, strings and vectors of the guest may take together. */
    maxBytes: number;
  };
  /** One call per call of the guest's `print` or `console.log`. */
  print(line: string): void;
  /** Resolves an import; undefined when there is no such module. */
  loadModule(specifier: string, referrer: string): { path: string; source: string } | undefined;
}

export type JsEnd =
  | { kind: 'completed' }
  /** `where`: file:line:column in the program, when known. */
  | { kind: 'threw'; phase: 'parse' | 'resolution' | 'runtime'; errorName: string; errorMessage: string; where?: string }
  | { kind: 'harness-threw'; file: string; errorName: string; errorMessage: string }
  | { kind: 'interrupted'; reason: 'timeout' | 'budget' | 'oom' }
  | { kind: 'unsupported'; message: string }
  /** A bug of the kernel: a condition or host exception that no JavaScript program can cause by rights. */
  | { kind: 'bug'; message: string };

/**
 * The boundary to JavaScript-on-SX. The kernel's side (`kernel/js-host.ts`) turns a program into an account of what happened; it
 * decides nothing about tests. This side reads files, owns the cache, and classifies. The kernel imports nothing of ours, so it
 * matches these types by structure, and the adapter's assignment checks the match at compile time.
 */

import type { CodeLoader } from '../../kernel/native/loader.ts';

/** What the host of the kernel lends it: everything that touches the machine. */
export interface JsHostServices {
  /** Text of a file below `kernel/lib`, such as `js/manifest.sx`; throws when there is none. */
  readLibrary(path: string): string;
  /** Compiled artefacts. Keys are fingerprints, so an entry that is found is right. */
  compiled: CompiledStore;
  /** sha256 over named inputs, for the keys of `compiled`. */
  fingerprint(inputs: Readonly<Record<string, string | Uint8Array>>): string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Fingerprint of the kernel's own compiled code: part of the key of everything it compiles. */
  kernelVersion: string;
  /** Turns generated code into a function by way of the engine's code cache; gets the key of the unit. */
  codeLoader?: (unitKey: string) => CodeLoader;
}

export interface CompiledStore {
  get(kind: string, key: string): Uint8Array | undefined;
  put(kind: string, key: string, data: string | Uint8Array): void;
}

export interface JsHostOptions {
  tier: 'auto' | 'cek' | 'vm' | 'native';
  /** Global under which programs find the host's abilities (createRealm, evalScript, gc …). */
  hostObject?: string;
}

export interface JsTestProgram {
  /** For messages, and as the referrer of imports. */
  path: string;
  /** Ready to run: strict mode has its directive already. */
  source: string;
  mode: 'sloppy' | 'strict' | 'module';
  /** No harness files; the source runs in a realm with `print` and `$262` only. */
  raw: boolean;
  /** The test ends when the job queue is empty; its verdict comes through `print`. */
  async: boolean;
  /** Names given to `loadHarness` before, in evaluation order. */
  includes: readonly string[];
  limits: JsTestLimits;
  /** One call per call of the guest's `print` or `console.log`. */
  print(line: string): void;
  /** Resolves an import; undefined when there is no such module. */
  loadModule(specifier: string, referrer: string): { path: string; source: string } | undefined;
}

export interface JsTestLimits {
  /** Polled at every fuel checkpoint; a reason ends the run with an `Interrupt` no guest handler sees. */
  shouldStop(): 'timeout' | 'cancelled' | undefined;
  /** Bytes that ArrayBuffers, strings and vectors of the guest may take together. */
  maxBytes: number;
}

export type JsTestEnd =
  | { kind: 'completed' }
  | { kind: 'threw'; phase: 'parse' | 'resolution' | 'runtime'; errorName: string; errorMessage: string; where?: string }
  | { kind: 'harness-threw'; file: string; errorName: string; errorMessage: string }
  | { kind: 'interrupted'; reason: 'timeout' | 'budget' | 'oom' }
  | { kind: 'unsupported'; message: string }
  /** A bug of the kernel: a condition or host exception that no JavaScript program can cause by rights. */
  | { kind: 'bug'; message: string };

export interface JsHost {
  /** Changes whenever the same source could compile to something else. */
  readonly version: string;
  /** Parses and transpiles a harness file, or takes it from the store; realms of later programs start from the result. */
  loadHarness(name: string, text: string): void;
  /** Runs one program in a fresh realm, with all jobs it queues. Never throws. */
  runTest(program: JsTestProgram): JsTestEnd | Promise<JsTestEnd>;
  /** Intermediate forms for `explain`: tokens, tree, transpiled SX … */
  dump?(program: JsTestProgram): readonly { title: string; text: string }[];
}

export type CreateJsHost = (services: JsHostServices, options: JsHostOptions) => JsHost | Promise<JsHost>;

/**
 * What an engine reports about one program. It is a plain account without judgement: whether that is a pass is decided in
 * `classify.ts`, the same way for every engine.
 */
export type Observation =
  /** The program, and every job it queued, ran to its end. */
  | { kind: 'completed' }
  /** It ended with an uncaught exception, or could not be parsed or linked. */
  | { kind: 'threw'; phase: 'parse' | 'resolution' | 'runtime'; errorName: string; errorMessage: string }
  /** A harness file or include failed before the test itself began. */
  | { kind: 'harness-threw'; file: string; errorName: string; errorMessage: string }
  /** It was stopped by a limit. */
  | { kind: 'interrupted'; reason: 'timeout' | 'budget' | 'oom' }
  /** The run as a whole is being stopped; the case has no result. */
  | { kind: 'cancelled' }
  /** The engine cannot run such a program and says so. */
  | { kind: 'unsupported'; message: string }
  /** The engine died, or met a bug of its own. */
  | { kind: 'crashed'; message: string }
  /** The adapter could not do its work: engine not installed, file unreadable. */
  | { kind: 'broken'; message: string };

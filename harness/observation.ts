/**
 * What an engine reports about one program: how it ended (`End`), without judgement – whether that is a pass is decided in `classify.ts`,
 * the same way for every engine – or why there is no end to report.
 */
import type { End } from '../kernel/embed/javascript-program.ts';

export type Observation =
  | End
  /** The engine cannot run such a program and says so. */
  | { kind: 'unsupported'; message: string }
  /** The adapter could not do its work: engine not installed, file unreadable. */
  | { kind: 'broken'; message: string };

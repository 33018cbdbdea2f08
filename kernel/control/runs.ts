/** What full continuations need to know of runs and their segments, the same for both machines. */
import type { HandlerLink } from '../values/handler-link.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { height } from './dynamic.ts';

/** Said where a continuation cannot be entered again. */
export const BARRIER = 'Continuation crosses a native frame';

/** A machine. */
export interface Run<M> {
  /** No host frame below depends on its result: its continuations outlive it. */
  readonly top: boolean;
  active: boolean;
  parent: M | null;
}

/** The run under way that can take over a continuation of `own`: that one, or if it is a finished top-level run the present one. */
export function homeIn<M extends Run<M>>(own: M, current: M | null): M | null {
  if (own.active) return own;
  if (!own.top) return null;
  for (let m = current; m !== null; m = m.parent) if (m.top) return m;
  return null;
}

interface Segment {
  /** The dynamic state below it. */
  readonly d: HandlerLink | null;
  readonly kind: number;
  readonly next: this | null;
  /** The generator. */
  readonly data: Value;
}

/** Generators whose bodies are left by a jump are finished; those that are entered run again. `generator`: the kind of their segments. */
export function switchGenerators<S extends Segment>(from: S | null, to: S | null, generator: S['kind']): void {
  const kept = new Set<S>();
  for (let s = to; s !== null; s = s.next) kept.add(s);
  const left = new Set<S>();
  for (let s = from; s !== null; s = s.next) {
    left.add(s);
    if (s.kind === generator && !kept.has(s)) s.data.state = 'done';
  }
  for (const s of kept) if (s.kind === generator && !left.has(s)) s.data.state = 'running';
}

/** The segment that a link belongs to: the innermost one that starts below it. */
export function segmentOf<S extends Segment>(link: HandlerLink, innermost: S | null): S | null {
  const level = height(link);
  let seg = innermost;
  while (seg !== null && height(seg.d) >= level) seg = seg.next;
  return seg;
}

export const oneValue = (args: readonly Value[]): Value => (args.length === 1 ? args[0] : new Multiple(args));

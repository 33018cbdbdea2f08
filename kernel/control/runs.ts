/** What full continuations need to know of runs and their segments, for both machines. */
import type { HandlerLink } from '../values/handler-link.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { height } from './dynamic.ts';
import { type Machine, type Segment, SegmentKind } from './machine.ts';

/** Said where a continuation cannot be entered again. */
export const BARRIER = 'Continuation crosses a native frame';

/** The run under way that can take over a continuation of `own`: that one, or if it is a finished top-level run the present one. */
export function homeIn(own: Machine, current: Machine | null): Machine | null {
  if (own.active) return own;
  if (!own.top) return null;
  for (let m = current; m !== null; m = m.parent) if (m.top) return m;
  return null;
}

/** Generators whose bodies are left by a jump are finished; those that are entered run again. */
export function switchGenerators(from: Segment | null, to: Segment | null): void {
  const kept = new Set<Segment>();
  for (let s = to; s !== null; s = s.next) kept.add(s);
  const left = new Set<Segment>();
  for (let s = from; s !== null; s = s.next) {
    left.add(s);
    if (s.kind === SegmentKind.Generator && !kept.has(s)) s.data.state = 'done';
  }
  for (const s of kept) if (s.kind === SegmentKind.Generator && !left.has(s)) s.data.state = 'running';
}

/** An interrupt or a bug has ended the run: bodies that were running will not go on. */
export function abandonGenerators(m: Machine): void {
  for (let s = m.seg; s !== null; s = s.next) if (s.kind === SegmentKind.Generator) s.data.state = 'done';
}

/** The segment that a link belongs to: the innermost one that starts below it. */
export function segmentOf(link: HandlerLink, innermost: Segment | null): Segment | null {
  const level = height(link);
  let seg = innermost;
  while (seg !== null && height(seg.d) >= level) seg = seg.next;
  return seg;
}

export const oneValue = (args: readonly Value[]): Value => (args.length === 1 ? args[0] : new Multiple(args));

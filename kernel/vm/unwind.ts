/**
 * Leaving frames. Every way out of an expression other than its value pops the dynamic state link by link, running what
 * the links demand on the way: after-thunks, cleanups. Guest code that runs on the way belongs to the frame of its
 * expression and continues the unwinding when it is done; if it leaves by itself, the new way out replaces the old one.
 */

import { type Link, LinkKind } from '../control/dynamic.ts';
import { findEscape } from '../control/escape.ts';
import { Status, type Step } from '../control/status.ts';
import { RoutedRaise, Transfer } from '../control/transfer.ts';
import { type Unwinding, UnwindKind } from '../control/unwinding.ts';
import { FrameKind } from './code.ts';
import { escapeTo } from './continuation.ts';
import type { Instruction } from './instruction.ts';
import type { Machine } from './machine.ts';
import { type Mark, popSegment, returnTo, SegmentKind } from './segments.ts';

/** Continues `u` from the machine's present dynamic state until it arrives or guest code has to run. */
export function unwind(m: Machine, u: Unwinding<Machine>): Step {
  if (u.kind === UnwindKind.Exit && u.payload instanceof Transfer) {
    const link = findEscape(u.payload.target, m.d, m.base);
    if (link !== null) return escapeTo(m, link, u.payload.value);
  }
  for (;;) {
    if (u.kind === UnwindKind.Jump && m.d === u.stop) return (u.then as (m: Machine) => Step)(m);
    const { seg } = m;
    if (m.d === (seg === null ? m.base : seg.d)) {
      if (seg === null) return leaveRun(m, u);
      if (u.kind === UnwindKind.Shift && seg.kind === SegmentKind.Prompt) return (u.then as (m: Machine) => Step)(m);
      popSegment(m, seg, u.kind !== UnwindKind.Shift);
      if (u.kind === UnwindKind.GeneratorReturn) return m.answer(u.payload);
      continue;
    }
    const link = m.d as Link;
    m.setD(link.next);
    const mark = link.frame as Mark;
    switch (link.kind) {
      case LinkKind.Catch:
        if (u.kind !== UnwindKind.Raise) break;
        returnTo(m, mark);
        m.engine.frame(m.fd).at = mark.at as Instruction;
        return m.answer(u.payload);
      case LinkKind.Wind:
        returnTo(m, mark);
        m.push(FrameKind.Unwind, 0, u);
        return m.call(link.b);
      case LinkKind.Finally:
        if (u.kind === UnwindKind.Shift) break;
        returnTo(m, mark);
        m.engine.frame(m.fd).at = mark.at as Instruction;
        m.answer(null);
        return m.answer(u);
      default:
    }
  }
}

function leaveRun(m: Machine, u: Unwinding<Machine>): Step {
  // A continuation of an earlier top-level run shares no links with this one.
  if (u.kind === UnwindKind.Jump) return (u.then as (m: Machine) => Step)(m);
  m.v = u.kind === UnwindKind.Raise ? new RoutedRaise(u.payload) : u.payload;
  m.status = Status.Thrown;
}

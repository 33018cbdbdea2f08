/**
 * What a place of a frame holds, as far as the verifier knows. Guest values, boxes and the places where cleanups go on lie on one stack;
 * an instruction that takes one for the other would show the machine's own objects to programs, or read fields that are not there.
 */
export enum SlotKind {
  Value,
  /** A value, or nothing: an optional parameter whose default the code computes. */
  Optional,
  Box,
  /** Where a cleanup goes on. */
  Address,
  /** Different things on different ways here: it can be dropped or written, not read. */
  Unclear,
}

export type Kinds = readonly SlotKind[];

/** What holds whichever way control came; the first one itself if that says no less. */
export function joined(a: Kinds, b: Kinds): Kinds {
  if (a === b || a.every((k, i) => k === join(k, b[i] as SlotKind))) return a;
  return a.map((k, i) => join(k, b[i] as SlotKind));
}

function join(a: SlotKind, b: SlotKind): SlotKind {
  if (a === b) return a;
  return a <= SlotKind.Optional && b <= SlotKind.Optional ? SlotKind.Optional : SlotKind.Unclear;
}

/** A copy with another kind in one slot. */
export function withKind(kinds: Kinds, slot: number, kind: SlotKind): Kinds {
  if (kinds[slot] === kind) return kinds;
  const copy = kinds.slice();
  copy[slot] = kind;
  return copy;
}

/** The first `depth` slots, and `count` values above them. */
export function withValues(kinds: Kinds, depth: number, count: number): SlotKind[] {
  const out = kinds.slice(0, depth);
  for (let i = 0; i < count; i++) out.push(SlotKind.Value);
  return out;
}

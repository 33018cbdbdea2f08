/** The calls that the engine's machines have under way, from their frames: one for each call. */
import type { Place } from '../values/origin.ts';
import { isOwn } from './code.ts';
import type { VmEngine } from './engine.ts';
import type { Machine } from './machine.ts';
import { placeIn } from './where.ts';

/** Frames that are looked at: library code may have many of them. */
const DEPTH = 200;

export function runsOf(engine: VmEngine, limit: number): Place[][] {
  const runs: Place[][] = [];
  let left = limit;
  for (let m = engine.current; m !== null && left > 0; m = m.parent) {
    const places = placesOf(m, left);
    runs.push(places);
    left -= places.length;
  }
  return runs;
}

function placesOf(m: Machine, limit: number): Place[] {
  const places: Place[] = [];
  const left = m.atCode === null ? null : placeIn(m.atCode, m.atPc);
  if (left !== null) places.push(left);
  const last = Math.max(m.baseFd, m.fd - DEPTH);
  for (let height = m.fd; height > last && places.length < limit; height--) {
    const { k, at } = m.engine.frame(height);
    const place = isOwn(k) ? null : placeIn(k.code, at.pc);
    if (place !== null) places.push(place);
  }
  return places;
}

/** The calls that a machine has under way, from its frames: one for each call. */
import type { Place } from '../values/origin.ts';
import { isOwn } from './code.ts';
import type { Port } from './port.ts';
import { placeIn } from './where.ts';

/** Frames that are looked at: library code may have many of them. */
const DEPTH = 200;

export function placesOf(m: Port, limit: number): Place[] {
  const places: Place[] = [];
  const last = Math.max(m.baseFd, m.fd - DEPTH);
  for (let height = m.fd; height > last && places.length < limit; height--) {
    const { k, at } = m.engine.frame(height);
    const place = isOwn(k) ? null : placeIn(k.code, at.pc);
    if (place !== null) places.push(place);
  }
  return places;
}

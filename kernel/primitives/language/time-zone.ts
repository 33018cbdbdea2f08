/** The host's time zone: between time values (milliseconds since the epoch, UTC) and local ones (the same count on the local clock). */
import type { Value } from '../../values/procedure.ts';
import { failType } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect } from '../rows.ts';
import { zoneTransitions } from './zone-transitions.ts';

function time(v: Value, who: string): number {
  return typeof v === 'number' ? v : failType(who, 'number', v);
}

/** Date.UTC or the local constructor, for any year. */
function utc(d: Date, year: number, month: number, day: number, h: number, m: number, s: number, ms: number): number {
  d.setUTCFullYear(year, month, day);
  return d.setUTCHours(h, m, s, ms);
}

function toLocal(t: number): number {
  const d = new Date(t);
  return utc(
    new Date(0),
    d.getFullYear(),
    d.getMonth(),
    d.getDate(),
    d.getHours(),
    d.getMinutes(),
    d.getSeconds(),
    d.getMilliseconds(),
  );
}

/** Skipped and repeated local times are read with the offset before the change. */
function fromLocal(local: number): number {
  const l = new Date(local);
  const d = new Date(2000, 0, 1);
  d.setFullYear(l.getUTCFullYear(), l.getUTCMonth(), l.getUTCDate());
  d.setHours(l.getUTCHours(), l.getUTCMinutes(), l.getUTCSeconds(), l.getUTCMilliseconds());
  return d.getTime();
}

function zoneName(t: number): string {
  return /\((.*)\)$/.exec(new Date(t).toString())?.[1] ?? '';
}

export const timeZone: PrimitiveFamily = () => [
  ...effect('time-zone-local', 1, 1, '`(time-zone-local t)`: the local time of a time value', t =>
    toLocal(time(t, 'time-zone-local')),
  ),
  ...effect('time-zone-utc', 1, 1, '`(time-zone-utc local)`: the time value of a local time', t =>
    fromLocal(time(t, 'time-zone-utc')),
  ),
  ...effect('time-zone-name', 1, 1, '`(time-zone-name t)`: name of the zone at a time, empty if unknown', t =>
    zoneName(time(t, 'time-zone-name')),
  ),
  ...effect(
    'time-zone-id',
    0,
    0,
    '`(time-zone-id)`: IANA name of the zone of local time',
    () => new Intl.DateTimeFormat('en-US').resolvedOptions().timeZone ?? 'UTC',
  ),
  ...effect(
    'time-zone-transitions',
    1,
    1,
    '`(time-zone-transitions name)`: the changes of offset of a zone by its IANA name as a vector `#(seconds offset …)` that begins with -inf.0; both in seconds; if the last change is in 2065 or 2128, later years are like the 28 that end then, by days of the week; nil if the host does not know the name',
    name => zoneTransitions(typeof name === 'string' ? name : failType('time-zone-transitions', 'string', name)) ?? null,
  ),
];

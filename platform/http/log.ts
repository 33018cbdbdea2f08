/** Logs as JSON lines by pino; what a program or a client said is data in them, never part of a line's shape. */
import type { Writable } from 'node:stream';
import { destination, pino } from 'pino';
import type { LogLevel } from '../effects/context.ts';
import type { Logger } from './exchange.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export function makeLogger(level: (typeof LOG_LEVELS)[number], to: Writable | 1 | 2): Logger {
  const lines = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    typeof to === 'number' ? destination({ fd: to, sync: true }) : to,
  );
  const write = (at: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void => {
    if (fields === undefined) lines[at](message);
    else lines[at](fields, message);
  };
  return Object.assign(write, { verbose: level === 'debug' });
}

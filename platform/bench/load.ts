/** Load by `wrk`, as the benchmark of the host uses it, and what a server's process takes meanwhile. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Load {
  /** Of more than one address `script` asks for them in turns. */
  url: string;
  script?: string;
  seconds: number;
}

export interface Measured {
  requests: number;
  perSecond: number;
  /** Latency in milliseconds: half of the requests, and 99 of 100, were answered within. */
  p50: number;
  p99: number;
  /** What was no good answer, in wrk's words; undefined: nothing. */
  errors: string | undefined;
}

/** Requests at the same time. */
const CONNECTIONS = 32;

export async function load({ url, script, seconds }: Load): Promise<Measured> {
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    '--latency',
    ...(script === undefined ? [] : ['-s', script]),
    url,
  ]);
  return parsed(stdout);
}

export function parsed(text: string): Measured {
  const found = (what: RegExp): string => {
    const value = what.exec(text)?.[1];
    if (value === undefined) throw new Error(`wrk said nothing of ${what}:\n${text}`);
    return value;
  };
  return {
    requests: Number(found(/(\d+) requests in/)),
    perSecond: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    p50: milliseconds(found(/\n\s+50%\s+(\S+)/)),
    p99: milliseconds(found(/\n\s+99%\s+(\S+)/)),
    errors: /Non-2xx[^\n]*|Socket errors[^\n]*/.exec(text)?.[0],
  };
}

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function milliseconds(text: string): number {
  const [, value, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(text) ?? [];
  if (unit === undefined) throw new Error(`no time: ${text}`);
  return Number(value) * (UNITS[unit] as number);
}

/** Processor time of a process in milliseconds; the system counts in hundredths of a second. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Megabytes of memory that a process holds. */
export function memoryOf(pid: number): number {
  return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20;
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/**
 * One process in which Node is the engine under test, from outside: takes a job, passes on what it prints, answers how it ended. What
 * arrives is believed only with the job's secret and in the right shape.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import type { Observation } from '../observation.ts';
import { projectRoot } from '../project-root.ts';

export interface NodeJob {
  file: string;
  path: string;
  source: string;
  prefix: string;
  mode: string;
  async: boolean;
  includes: readonly { name: string; text: string }[];
}

/** The process is gone; `oom`: because it had no more memory. */
export type NodeDeath = { kind: 'died'; oom: boolean; message: string } | { kind: 'absent'; message: string };

const KEPT = 16 * 1024;

const place = z.object({ file: z.string(), line: z.int().positive(), column: z.int().positive() });
const error = z.object({ name: z.string(), message: z.string(), at: place.optional() });
const end = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('completed') }),
  z.strictObject({ kind: z.literal('unsettled'), module: z.string() }),
  z.strictObject({ kind: z.literal('unsupported'), message: z.string() }),
  z.strictObject({
    kind: z.literal('threw'),
    phase: z.enum(['preload', 'parse', 'resolution', 'runtime']),
    error,
    preload: z.string().optional(),
  }),
]);
const record = z.union([z.strictObject({ secret: z.string(), print: z.string() }), z.strictObject({ secret: z.string(), end })]);

interface Waiting {
  secret: string;
  print: (line: string) => void;
  finish: (seen: Observation | NodeDeath) => void;
}

export class NodeProcess {
  /** Jobs it has been given. */
  jobs = 0;
  gone = false;
  readonly #child: ChildProcess;
  #stderr = '';
  #rest = '';
  #waiting: Waiting | undefined;
  #absent: string | undefined;

  constructor(command: string, args: readonly string[], maxHeapMb: number) {
    this.#child = spawn(
      command,
      [
        '--expose-gc',
        '--no-warnings',
        '--experimental-vm-modules',
        `--max-old-space-size=${maxHeapMb}`,
        ...args,
        path.join(projectRoot(), 'harness/engines/node-shim.mjs'),
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
    );
    this.#child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr = (this.#stderr + chunk).slice(0, KEPT);
    });
    const results = this.#child.stdio[4] as NodeJS.ReadableStream;
    results.setEncoding('utf8').on('data', (chunk: string) => this.#take(chunk));
    // That it is gone is seen by its end.
    (this.#child.stdio[3] as NodeJS.WritableStream).on('error', () => {});
    this.#child.on('error', failure => {
      this.#absent = failure.message;
    });
    this.#child.on('close', (code, signal) => this.#closed(code, signal));
  }

  run(job: NodeJob, print: (line: string) => void): Promise<Observation | NodeDeath> {
    this.jobs += 1;
    const secret = randomBytes(16).toString('hex');
    return new Promise(resolve => {
      const finish = (seen: Observation | NodeDeath): void => {
        this.#waiting = undefined;
        resolve(seen);
      };
      this.#waiting = { secret, print, finish };
      (this.#child.stdio[3] as NodeJS.WritableStream).write(`${JSON.stringify({ ...job, secret })}\n`);
    });
  }

  kill(): void {
    this.gone = true;
    this.#child.kill('SIGKILL');
  }

  #take(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop()!;
    for (const line of lines) this.#record(line);
  }

  #record(line: string): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    const read = record.safeParse(parsed(line));
    if (!read.success || read.data.secret !== waiting.secret) {
      this.kill();
      waiting.finish({
        kind: 'broken',
        message: `the engine process wrote a record that is none of ours: ${line.slice(0, 200)}`,
      });
    } else if ('print' in read.data) waiting.print(read.data.print);
    else waiting.finish(read.data.end as Observation);
  }

  #closed(code: number | null, signal: string | null): void {
    this.gone = true;
    if (this.#absent !== undefined) this.#waiting?.finish({ kind: 'absent', message: this.#absent });
    const how = signal === null ? `exit code ${code} without a report` : `killed by ${signal}`;
    const oom = /out of memory|heap limit/i.test(this.#stderr);
    const words = this.#stderr.trim().slice(0, 500);
    this.#waiting?.finish({ kind: 'died', oom, message: words === '' ? how : `${how}: ${words}` });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Starting one child process for one program, and the ends that are the same for every command: not installed, killed by us after
 * the time limit, out of memory, killed by someone else.
 */
import { execa } from 'execa';
import type { Observation } from '../observation.ts';

export interface ChildRun {
  command: string;
  args: readonly string[];
  timeoutMs: number;
  /** Receives what the child writes to stdout, line by line. */
  print(line: string): void;
}

export interface ChildEnd {
  /** Decided already, whatever the output says. */
  observation: Observation | undefined;
  exitCode: number | undefined;
  stderr: string;
}

const KEEP_STDERR = 64 * 1024;

export async function runChild(run: ChildRun): Promise<ChildEnd> {
  const child = execa(run.command, [...run.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: run.timeoutMs,
    killSignal: 'SIGKILL',
    forceKillAfterDelay: false,
    buffer: false,
    reject: false,
  });
  const [stderr] = await Promise.all([keep(child.stderr, KEEP_STDERR), printLines(child.stdout, run.print)]);
  const ended = await child;
  return { observation: forcedEnd(ended, stderr), exitCode: ended.exitCode, stderr };
}

interface Ended {
  timedOut: boolean;
  code?: string | undefined;
  signal?: string | undefined;
  exitCode?: number | undefined;
  shortMessage?: string | undefined;
}

function forcedEnd(ended: Ended, stderr: string): Observation | undefined {
  if (ended.timedOut) return { kind: 'interrupted', reason: 'timeout' };
  if (ended.code === 'ENOENT' || ended.code === 'EACCES') {
    return { kind: 'broken', message: `cannot start the engine: ${ended.shortMessage ?? ended.code}` };
  }
  if (/heap out of memory|out of memory/i.test(stderr) && ended.exitCode !== 0) return { kind: 'interrupted', reason: 'oom' };
  // Ctrl-C reaches the children of a terminal before us; it says nothing about the test.
  if (ended.signal === 'SIGINT') return { kind: 'interrupted', reason: 'cancelled' };
  if (ended.signal !== undefined && ended.signal !== null) return { kind: 'crashed', message: `killed by ${ended.signal}` };
  return undefined;
}

async function keep(stream: NodeJS.ReadableStream | null | undefined, limit: number): Promise<string> {
  if (stream === null || stream === undefined) return '';
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) if (text.length < limit) text += String(chunk).slice(0, limit - text.length);
  return text;
}

async function printLines(stream: NodeJS.ReadableStream | null | undefined, print: (line: string) => void): Promise<void> {
  if (stream === null || stream === undefined) return;
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    for (const line of lines) print(line);
    // A line without end is cut, so that a test cannot make the harness hold all it prints.
    if (rest.length > 65_536) {
      print(rest);
      rest = '';
    }
  }
  if (rest !== '') print(rest);
}

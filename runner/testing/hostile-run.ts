/**
 * Hostile programs among innocent ones, in one run of the real command: what came out otherwise than it must, and how much memory the
 * processes of the run had at most.
 */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Workspace } from './command.ts';
import type { HostileProgram } from './hostile-programs.ts';

export interface HostileRunRequest {
  programs: readonly HostileProgram[];
  innocent: number;
  tier: string;
  isolate: string;
  workers: number;
  maxHeapMb: number;
  timeoutMs: number;
}

export interface HostileReport {
  complaints: string[];
  /** Of the largest process. */
  peakMb: number;
}

/** What a process may have at most, as a share of the limits of its workers. */
const PEAK_SHARE = 1.5;
/** From Node 24 on a thread keeps so many more megabytes of young objects, which its heap limit does not count. */
const YOUNG_MB = Number.parseInt(process.versions.node, 10) >= 24 ? 128 : 0;

export async function runHostile(request: HostileRunRequest): Promise<HostileReport> {
  const { programs, innocent, tier, isolate, workers, maxHeapMb, timeoutMs } = request;
  const tree: Record<string, string> = {};
  const hostileAt = new Map<string, HostileProgram>();
  // Spread among the others, so that each has neighbours.
  for (let at = 0; at < Math.max(innocent, programs.length); at += 1) {
    const name = String(at).padStart(3, '0');
    if (at < innocent)
      tree[`a/b/${name}-innocent.js`] =
        '/*---\nflags: [noStrict]\n---*/\nassert.sameValue([1, 2].map(x => x * 2).join(), "2,4");\n';
    if (at < programs.length) {
      tree[`a/b/${name}-hostile.js`] = programs[at]!.source;
      hostileAt.set(`a/b/${name}-hostile.js#sloppy`, programs[at]!);
    }
  }
  const space = new Workspace(tree);
  cpSync(path.join(import.meta.dirname, '../../suites/slice/harness'), path.join(space.folder, 'corpus/harness'), {
    recursive: true,
  });
  try {
    const running = space.start([
      ...['scoreboard', '--test262', 'corpus', '--out', 'run', '--quiet', '--tier', tier, '--isolate', isolate],
      ...['--workers', String(workers), '--max-heap', String(maxHeapMb), '--timeout', String(timeoutMs)],
    ]);
    let peakMb = 0;
    const watch = setInterval(() => {
      for (const child of childrenOf(running.pid!)) peakMb = Math.max(peakMb, peakOf(child));
    }, 50);
    const ended = await running;
    clearInterval(watch);
    const complaints = ended.exitCode === 0 ? [] : [`exit code ${ended.exitCode}: ${String(ended.stderr).slice(-500)}`];
    const results = space.results();
    if (results.size !== Object.keys(tree).length) complaints.push(`${results.size} results of ${Object.keys(tree).length}`);
    for (const [key, { outcome, error }] of results) {
      const right = hostileAt.get(key)?.outcomes ?? ['pass'];
      if (right.includes(outcome)) continue;
      complaints.push(
        `${hostileAt.get(key)?.name ?? key}: ${outcome} instead of ${right.join(' or ')} (${error?.name}: ${error?.message.slice(0, 200)})`,
      );
    }
    const limit = (PEAK_SHARE * maxHeapMb + YOUNG_MB) * (isolate === 'process' ? 1 : workers);
    if (peakMb > limit) complaints.push(`a process had ${peakMb} MB, more than ${limit}`);
    return { complaints, peakMb };
  } finally {
    space.dispose();
  }
}

/** Largest resident size so far, in MB; 0 when the process is gone. */
function peakOf(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Direct children, from the process table. */
export function childrenOf(parent: number): number[] {
  const children: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) children.push(Number(name));
    } catch {
      // It ended while we looked.
    }
  }
  return children;
}

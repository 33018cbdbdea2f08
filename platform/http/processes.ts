/**
 * Several processes on one port. Each accepts for itself, so that one that is busy is not given connections meanwhile; one that dies is
 * replaced. Only for stores that processes can share.
 */
import cluster, { type Worker } from 'node:cluster';
import type { Logger } from './exchange.ts';

/** A process that dies at once is not replaced faster than this. */
const RESPAWN_MS = 1000;

/** What a process of the group tells the first one. */
interface Serving {
  url: string;
}

/** In a process of the group: tells the first one where it serves. */
export function announce(url: string): void {
  process.send?.({ url } satisfies Serving);
}

export const isMember = (): boolean => cluster.isWorker;

/**
 * Runs this very command `count` times; `ready` is told the address when the first one serves. Resolves when all have ended after `stop`;
 * to a complaint if one ends before it has served.
 */
export function runProcesses(
  count: number,
  log: Logger,
  ready: (url: string) => void,
  stop: Promise<void>,
): Promise<string | undefined> {
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ exec: process.argv[1] as string, args: process.argv.slice(2) });
  return new Promise(resolve => {
    const served = new Set<number>();
    let stopping = false;
    let complaint: string | undefined;
    const end = (): void => {
      stopping = true;
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
      if (Object.keys(cluster.workers ?? {}).length === 0) resolve(complaint);
    };
    cluster.on('message', (worker: Worker, { url }: Serving) => {
      served.add(worker.id);
      if (served.size === 1) ready(url);
    });
    cluster.on('exit', (worker, code, signal) => {
      if (stopping) {
        if (Object.keys(cluster.workers ?? {}).length === 0) resolve(complaint);
        return;
      }
      if (!served.has(worker.id)) {
        complaint = `a process has ended with ${signal ?? code} before it served`;
        end();
        return;
      }
      log('error', 'a process has died; another one takes its place', { pid: worker.process.pid, code, signal });
      setTimeout(() => stopping || cluster.fork(), RESPAWN_MS);
    });
    for (let i = 0; i < count; i++) cluster.fork();
    void stop.then(end);
  });
}

/** What `sx parity --routes` starts: one program on several tiers, or hosts that are running, walked through in step. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CacheStore } from '../../cache/store.ts';
import { projectRoot } from '../../harness/project-root.ts';
import type { Tier } from '../../kernel/embed/tiers.ts';
import type { Host } from '../http/host.ts';
import { LoadError } from '../kernels/app.ts';
import { differenceOf, type RouteDifference } from '../routes/differences.ts';
import { steadyHost } from '../routes/steady-host.ts';
import { walk } from '../routes/walk.ts';
import { filesBeside, programKernels } from './program.ts';

export interface RoutesReport {
  /** Tiers, or addresses of hosts. */
  subjects: string[];
  visits: number;
  /** Visits that were answered with a status below 500, by subject. */
  served: number[];
  differ: RouteDifference[];
}

/** Answers what is wrong with the program, if it cannot be served. */
export async function compareTiers(file: string, tiers: readonly Tier[]): Promise<RoutesReport | string> {
  const cache = new CacheStore(path.join(projectRoot(), '.sx', 'cache'));
  const hosts: Host[] = [];
  try {
    for (const tier of tiers) {
      const program = { path: file, text: readFileSync(file, 'utf8') };
      hosts.push(await steadyHost({ program, ...programKernels(file, tier, cache), files: filesBeside(file) }));
    }
    const routes = (hosts[0]?.routes ?? []).map(route => {
      const [method, pattern] = route.split(' ') as [string, string];
      return { method, pattern };
    });
    return reported(
      tiers,
      await walk({ subjects: hosts.map(({ url }, at) => ({ name: tiers[at] as Tier, url })), routes, ownSecrets: false }),
    );
  } catch (e) {
    if (e instanceof LoadError) return e.message;
    throw e;
  } finally {
    await Promise.all(hosts.map(host => host.close()));
  }
}

export async function compareHosts(urls: readonly string[]): Promise<RoutesReport> {
  return reported(urls, await walk({ subjects: urls.map(url => ({ name: url, url })), routes: [], ownSecrets: true }));
}

function reported(subjects: readonly string[], visits: Awaited<ReturnType<typeof walk>>): RoutesReport {
  return {
    subjects: [...subjects],
    visits: visits.length,
    served: subjects.map(
      (_, at) => visits.filter(({ answers }) => typeof answers[at] === 'object' && answers[at].status < 500).length,
    ),
    differ: visits.flatMap(visit => differenceOf(visit) ?? []),
  };
}

/**
 * `npm run bench:host`: requests per second of three pages, served by a program on the host, by hand on `node:http`, and by hono; each in a
 * process of its own with an embedded store of its own, measured in turns with `wrk`, as ratios.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CacheStore } from '../../cache/store.ts';
import { programSystem } from '../../harness/programs/standard-system.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { TIERS, type Tier } from '../../kernel/embed/tiers.ts';
import { fail } from '../../kernel/values/condition.ts';
import { byHand } from '../bench/by-hand.ts';
import { withHono } from '../bench/with-hono.ts';
import { startHost } from '../http/host.ts';
import { makeLogger } from '../http/log.ts';
import { openStore } from '../store/open.ts';

const PAGES = ['/static', '/page', '/store'] as const;
const ROUNDS = 3;
const SECONDS = 4;

async function serveAs(who: string, folder: string): Promise<number> {
  const cache = new CacheStore(path.join(projectRoot(), '.sx', 'cache'));
  const store = await openStore(`pglite:${folder}`, { template: path.join(cache.directory, 'pglite', 'bench.tar') });
  if (who === 'by-hand') return byHand(store);
  if (who === 'hono') return withHono(store);
  const file = path.join(projectRoot(), 'platform/bench/pages.sx');
  const host = await startHost({
    program: { path: file, text: readFileSync(file, 'utf8') },
    makeSystem: hooks => programSystem(TIERS.find(t => t === who) as Tier, cache, hooks),
    answerer: (_, request) => fail('no libraries here', [request], 'io'),
    store,
    log: makeLogger('warn', 2),
  });
  return host.port;
}

interface Served {
  who: string;
  child: ChildProcess;
  port: number;
}

function start(who: string, folder: string): Promise<Served> {
  const child = spawn(process.execPath, [process.argv[1] as string, '--serve', who, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', line => resolve({ who, child, port: Number(line) }));
    child.once('exit', code => reject(new Error(`${who} ended with ${code}`)));
  });
}

interface Result {
  perSecond: number;
  /** Microseconds of processor time of the server per request: what a busy machine disturbs least. */
  cpu: number;
  p50: string;
  p99: string;
}

/** Processor time of a process in milliseconds; the system counts in hundredths of a second. */
function cpuOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function measure({ port, child }: Served, page: string): Result {
  const before = cpuOf(child.pid);
  const out = execFileSync('wrk', ['-t1', '-c32', `-d${SECONDS}s`, '--latency', `http://127.0.0.1:${port}${page}`], {
    encoding: 'utf8',
  });
  if (/Non-2xx/.test(out)) throw new Error(out);
  const found = (what: RegExp): string => what.exec(out)?.[1] ?? '?';
  const requests = Number(found(/(\d+) requests in/));
  return {
    perSecond: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    cpu: ((cpuOf(child.pid) - before) * 1000) / requests,
    p50: found(/\n\s+50%\s+(\S+)/),
    p99: found(/\n\s+99%\s+(\S+)/),
  };
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

async function main(tiers: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sx-bench-'));
  const served: Served[] = [];
  try {
    for (const who of ['by-hand', 'hono', ...tiers]) served.push(await start(who, path.join(folder, who)));
    const results = new Map<string, Result[]>();
    for (let round = 0; round <= ROUNDS; round++) {
      for (const page of PAGES) {
        for (const each of served) {
          const result = measure(each, page);
          // The first round only warms up.
          if (round > 0) results.set(`${each.who} ${page}`, [...(results.get(`${each.who} ${page}`) ?? []), result]);
        }
      }
    }
    process.stdout.write('| page | who | requests/s | of by hand | CPU µs per request | of by hand | p50 | p99 |\n');
    process.stdout.write('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n');
    for (const page of PAGES) {
      const of = (who: string): Result[] => results.get(`${who} ${page}`) ?? [];
      const hand = of('by-hand');
      for (const { who } of served) {
        const all = of(who);
        const perSecond = median(all.map(r => r.perSecond));
        const cpu = median(all.map(r => r.cpu));
        const [speed, work] = [perSecond / median(hand.map(r => r.perSecond)), median(hand.map(r => r.cpu)) / cpu];
        process.stdout.write(
          `| ${page} | ${who} | ${Math.round(perSecond)} | ${speed.toFixed(2)} | ${cpu.toFixed(1)} | ${work.toFixed(2)} | ${all.at(-1)?.p50} | ${all.at(-1)?.p99} |\n`,
        );
      }
    }
  } finally {
    for (const { child } of served) {
      child.removeAllListeners('exit');
      child.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

const [flag, who, folder] = process.argv.slice(2);
if (flag === '--serve') process.stdout.write(`${await serveAs(who as string, folder as string)}\n`);
else await main(process.argv.length > 2 ? process.argv.slice(2) : ['auto']);

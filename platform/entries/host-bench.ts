/**
 * `npm run bench:host [-- --minutes N] [server]…`: requests per second of three pages, served by a program on the host, by hand on `node:http`,
 * and by hono; each in a process of its own with an embedded store of its own, measured in turns with `wrk`, as ratios. With `--minutes`
 * the host is kept under load for so long instead; ends with 1 if there was an error, growing memory or a long wait.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CacheStore } from '../../cache/store.ts';
import { programSystem } from '../../harness/programs/standard-system.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { TIERS, type Tier } from '../../kernel/embed/tiers.ts';
import { fail } from '../../kernel/values/condition.ts';
import { byHand } from '../bench/by-hand.ts';
import { compare, type Served } from '../bench/compare.ts';
import { soak } from '../bench/soak.ts';
import { withHono } from '../bench/with-hono.ts';
import { startHost } from '../http/host.ts';
import { makeLogger } from '../http/log.ts';
import { openStore } from '../store/open.ts';

const ROUNDS = 3;
const SECONDS = 4;
const RIVALS = ['by-hand', 'hono'];

async function serveAs(who: string, folder: string): Promise<number> {
  const cache = new CacheStore(path.join(projectRoot(), '.sx', 'cache'));
  const store = await openStore(`pglite:${folder}`, { template: path.join(cache.directory, 'pglite', 'bench.tar') });
  if (who === 'by-hand') return byHand(store);
  if (who === 'hono') return withHono(store);
  const file = path.join(projectRoot(), 'platform/bench/pages.sx');
  const host = await startHost({
    program: { path: file, text: readFileSync(file, 'utf8') },
    makeSystem: hooks => programSystem(who as Tier, cache, hooks),
    answerer: (_, request) => fail('no libraries here', [request], 'io'),
    store,
    log: makeLogger('warn', 2),
  });
  return host.port;
}

interface Started extends Served {
  child: ChildProcess;
}

function start(who: string, folder: string): Promise<Started> {
  const child = spawn(process.execPath, [process.argv[1] as string, '--serve', who, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', line =>
      resolve({ who, child, pid: child.pid as number, url: `http://127.0.0.1:${Number(line)}` }),
    );
    child.once('exit', code => reject(new Error(`${who} ended with ${code}`)));
  });
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string' } } });
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  const unknown = positionals.find(who => !RIVALS.includes(who) && !TIERS.some(tier => tier === who));
  if (unknown !== undefined || (minutes !== undefined && !(minutes > 0))) {
    process.stderr.write(`bench:host: ${unknown === undefined ? '--minutes is more than 0' : `unknown server ${unknown}`}\n`);
    return 2;
  }
  const hosts = positionals.length === 0 ? ['auto'] : positionals;
  const folder = mkdtempSync(path.join(tmpdir(), 'sx-bench-'));
  const served: Started[] = [];
  try {
    for (const who of minutes === undefined ? new Set([...RIVALS, ...hosts]) : hosts)
      served.push(await start(who, path.join(folder, who)));
    if (minutes === undefined) {
      process.stdout.write(await compare(served, ROUNDS, SECONDS));
      return 0;
    }
    let code = 0;
    for (const each of served) {
      const { text, complaints } = await soak(each, minutes, folder);
      process.stdout.write(text);
      for (const complaint of complaints) process.stderr.write(`bench:host: ${each.who}: ${complaint}\n`);
      if (complaints.length > 0) code = 1;
    }
    return code;
  } finally {
    for (const { child } of served) {
      child.removeAllListeners('exit');
      child.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--serve')
  process.stdout.write(`${await serveAs(process.argv[3] as string, process.argv[4] as string)}\n`);
else process.exitCode = await main();

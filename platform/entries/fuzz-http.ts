/**
 * `npm run fuzz:http -- --runs N --seed S`: malformed requests to a host in a process of its own; `-- --sessions N`: so many visitors at the
 * same time, each with a session. Ends with 1 on the first wrong answer.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { CacheStore } from '../../cache/store.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { startHost } from '../http/host.ts';
import { makeLogger } from '../http/log.ts';
import { complaintAbout, SECRET, send } from '../http/testing/attack.ts';
import { attempt } from '../http/testing/malformed.ts';
import { visitAtOnce } from '../http/testing/sessions.ts';
import { MemoryStore } from '../store/memory.ts';
import { programKernels } from './program.ts';

/** Attempts at the same time. */
const AT_ONCE = 16;

async function victim(name: string): Promise<void> {
  const file = path.join(projectRoot(), 'platform/http/testing', name);
  const host = await startHost({
    program: { path: file, text: readFileSync(file, 'utf8') },
    ...programKernels(file, 'auto', new CacheStore(path.join(projectRoot(), '.sx', 'cache'))),
    store: new MemoryStore(),
    log: makeLogger('error', 2),
  });
  process.send?.(host.port);
}

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

async function start(program: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(process.argv[1] as string, ['--victim', program]);
  const port = await new Promise<number>(resolve => child.once('message', n => resolve(n as number)));
  return { child, port };
}

async function sessions(count: number): Promise<void> {
  const { child, port } = await start('visitors.sx');
  const began = performance.now();
  const wrong = await visitAtOnce(`http://127.0.0.1:${port}`, count);
  child.kill();
  process.stdout.write(
    `${count} visitors at once in ${((performance.now() - began) / 1000).toFixed(1)} s: ${wrong ?? 'nothing wrong'}\n`,
  );
  process.exitCode = wrong === undefined ? 0 : 1;
}

async function malformed(): Promise<void> {
  const [runs, seed] = [option('runs', 2000), option('seed', Date.now() % 2 ** 31)];
  const { child, port } = await start('victim.sx');
  let died = false;
  child.once('exit', () => {
    died = true;
  });
  process.stdout.write(`seed ${seed}, ${runs} attempts\n`);
  const attempts = fc.sample(attempt, { numRuns: runs, seed });
  const counts = new Map<number, number>();
  let wrong: string | undefined;
  // A neighbour who has a session, all the while.
  const neighbour = async (): Promise<void> => {
    for (let n = 0; wrong === undefined && n >= 0; n = attempts.length > 0 ? n + 1 : -1) {
      const answer = await fetch(`http://127.0.0.1:${port}/who`, { headers: { cookie: `sid=${SECRET}` } });
      const text = await answer.text();
      if (text !== SECRET) wrong = `the neighbour got ${answer.status} ${text.slice(0, 100)}`;
      await delay(5);
    }
  };
  const attacker = async (): Promise<void> => {
    for (let next = attempts.pop(); next !== undefined && wrong === undefined; next = attempts.pop()) {
      const answer = await send(port, next);
      for (const status of answer.statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
      const complaint = died ? `${next.what}: the host died` : complaintAbout(next, answer);
      if (complaint !== undefined) wrong ??= `${complaint}\n${JSON.stringify(next)}`;
    }
  };
  await Promise.all([neighbour(), ...Array.from({ length: AT_ONCE }, attacker)]);
  child.kill();
  const table = [...counts].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
  process.stdout.write(`${table.join(', ')}\n${wrong ?? 'nothing wrong'}\n`);
  process.exitCode = wrong === undefined ? 0 : 1;
}

const visitors = option('sessions', 0);
if (process.argv[2] === '--victim') await victim(process.argv[3] as string);
else await (visitors > 0 ? sessions(visitors) : malformed());

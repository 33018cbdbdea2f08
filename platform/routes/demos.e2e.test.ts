/** Dream's demo apps and the demonstration site over HTTP, on every tier, with equal answers: pages, forms, and a chat over websockets. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CacheStore } from '../../cache/store.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { TIERS, type Tier } from '../../kernel/embed/tiers.ts';
import { programKernels } from '../entries/program.ts';
import { compareTiers } from '../entries/routes.ts';
import { steadyHost } from './steady-host.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sx-demos-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, text: string): string {
  const file = path.join(folder, `${name}.sx`);
  writeFileSync(file, `(import (sx dream))\n${text}\n`);
  return file;
}

const SECRET = '"a secret that is only good for tests"';

describe('answers are equal on every tier', () => {
  it.each([
    // Name, program, least number of requests that lead somewhere.
    ['hello', () => program('hello', '(dream-run (dream-demo-hello))'), 2],
    ['counter', () => program('counter', `(dream-run (dream-demo-counter (dream-store-sessions) ${SECRET}))`), 6],
    ['todo', () => program('todo', `(dream-run (dream-demo-todo ${SECRET}))`), 6],
    ['the site', () => path.join(projectRoot(), 'platform/demo/site.sx'), 45],
  ] as const)(
    'of %s',
    async (_, file, least) => {
      const report = await compareTiers(file(), TIERS);
      if (typeof report === 'string') throw new Error(report);
      expect(report.differ).toEqual([]);
      expect(report.visits).toBeGreaterThanOrEqual(least);
      expect(report.served).toEqual(TIERS.map(() => report.visits));
    },
    60_000,
  );

  it('of the chat, to each of two that talk', async () => {
    const file = program('chat', '(dream-run (dream-demo-chat))');
    const heard: string[][] = [];
    for (const tier of TIERS) heard.push(await conversation(file, tier));
    expect(heard[0]).toEqual([
      'Ann: {"name":"Ann","text":"has joined"}',
      'Ann: {"name":"Bea","text":"has joined"}',
      'Ann: {"name":"Ann","text":"Hello <b> \\"Bea\\""}',
      'Bea: {"name":"Bea","text":"has joined"}',
      'Bea: {"name":"Ann","text":"Hello <b> \\"Bea\\""}',
      'Bea: {"name":"Ann","text":"has left"}',
    ]);
    for (const each of heard) expect(each).toEqual(heard[0]);
  }, 60_000);
});

/** Two people in a room; everything that each of them hears. */
async function conversation(file: string, tier: Tier): Promise<string[]> {
  const cache = new CacheStore(path.join(projectRoot(), '.sx', 'cache'));
  const host = await steadyHost({
    program: { path: file, text: readFileSync(file, 'utf8') },
    ...programKernels(file, tier, cache),
    files: {},
  });
  const heard: Record<string, string[]> = { Ann: [], Bea: [] };
  const enter = async (name: string): Promise<WebSocket> => {
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}/room/a?name=${name}`);
    socket.on('message', said => heard[name]?.push(`${name}: ${said}`));
    await expect.poll(() => heard[name]?.length ?? 0, { timeout: 10_000 }).toBeGreaterThan(0);
    return socket;
  };
  const all = (): number => Object.values(heard).flat().length;
  try {
    const ann = await enter('Ann');
    const bea = await enter('Bea');
    await expect.poll(all, { timeout: 10_000 }).toBe(3);
    ann.send('Hello <b> "Bea"');
    await expect.poll(all, { timeout: 10_000 }).toBe(5);
    ann.close();
    await expect.poll(all, { timeout: 10_000 }).toBe(6);
    bea.close();
  } finally {
    await host.close();
  }
  return Object.values(heard).flat();
}

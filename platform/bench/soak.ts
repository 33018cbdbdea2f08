/** A server under load for a while, all pages in turns: no error, memory flat, and no long waits. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PAGES, type Served } from './compare.ts';
import { load, median, memoryOf } from './load.ts';

const WARM_SECONDS = 15;
const SAMPLE_MS = 2000;
/** 99 of 100 requests are answered within so many times what half of them take. */
const MOST_SPREAD = 5;
/** Growth from the second fifth of the time to the last one; the collector leaves more or less lying about each time. */
const MOST_GROWTH = 1.1;

const WRK = `local paths = {${PAGES.map(([page]) => JSON.stringify(page)).join(', ')}}
local n = 0
request = function()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end
`;

export interface Soaked {
  text: string;
  complaints: string[];
}

export async function soak(served: Served, minutes: number, folder: string): Promise<Soaked> {
  const script = path.join(folder, 'pages.lua');
  writeFileSync(script, WRK);
  const warm = await load({ url: served.url, script, seconds: WARM_SECONDS });
  const memory: number[] = [];
  let running = true;
  const watch = async (): Promise<void> => {
    while (running) {
      memory.push(memoryOf(served.pid));
      await delay(SAMPLE_MS);
    }
  };
  const watching = watch();
  const measured = await load({ url: served.url, script, seconds: Math.round(minutes * 60) }).finally(() => {
    running = false;
  });
  await watching;
  const fifth = (n: number): number =>
    median(memory.slice(Math.floor((memory.length * n) / 5), Math.ceil((memory.length * (n + 1)) / 5)));
  const [early, late, spread] = [fifth(1), fifth(4), measured.p99 / measured.p50];
  const complaints: string[] = [];
  const errors = warm.errors ?? measured.errors;
  if (errors !== undefined) complaints.push(errors);
  if (late > early * MOST_GROWTH) complaints.push(`memory grew from ${early.toFixed(0)} to ${late.toFixed(0)} MB`);
  if (spread > MOST_SPREAD) complaints.push(`p99 is ${spread.toFixed(1)} times p50, more than ${MOST_SPREAD}`);
  const text =
    `${served.who}, ${minutes} minutes, all pages in turns: ${measured.requests} requests, ${measured.perSecond.toFixed(0)} a second; ` +
    `errors: ${errors ?? 'none'}; p50 ${measured.p50.toFixed(2)} ms, p99 ${measured.p99.toFixed(2)} ms (${spread.toFixed(1)} times); ` +
    `memory by fifths: ${[0, 1, 2, 3, 4].map(n => fifth(n).toFixed(0)).join(', ')} MB\n`;
  return { text, complaints };
}

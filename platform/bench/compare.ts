/** The three pages on every server in turns: the first of the servers is the yardstick. Ratios are of the same round, then the median of them. */
import { cpuOf, load, type Measured, median } from './load.ts';

export interface Served {
  who: string;
  pid: number;
  url: string;
}

export const PAGES: readonly [path: string, what: string][] = [
  ['/static', 'constant'],
  ['/page', '200 components, 22 KB'],
  ['/store', 'read from the store'],
];

/** What the original of this host was seen to do, on another machine. */
const ORIGINAL = '323 requests/s, 3 ms per cached page';

interface Result extends Measured {
  /** Microseconds of processor time of the server per request: what a busy machine disturbs least. */
  cpu: number;
}

async function measure({ pid, url }: Served, page: string, seconds: number): Promise<Result> {
  const before = cpuOf(pid);
  const measured = await load({ url: url + page, seconds });
  if (measured.errors !== undefined) throw new Error(`${url}${page}: ${measured.errors}`);
  return { ...measured, cpu: ((cpuOf(pid) - before) * 1000) / measured.requests };
}

/** Answers a Markdown table; the first round only warms up. */
export async function compare(served: readonly Served[], rounds: number, seconds: number): Promise<string> {
  const results = new Map<string, Result[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const [page] of PAGES) {
      for (const each of served) {
        const result = await measure(each, page, seconds);
        const key = `${each.who} ${page}`;
        if (round > 0) results.set(key, [...(results.get(key) ?? []), result]);
      }
    }
  }
  const lines = [
    '| page | server | requests/s | of by hand | CPU µs per request | of by hand | p50 ms | p99 ms |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const [page, what] of PAGES) {
    const hand = results.get(`${served[0]?.who} ${page}`) as Result[];
    for (const { who } of served) {
      const all = results.get(`${who} ${page}`) as Result[];
      const ratio = (of: (result: Result, yardstick: Result) => number): string =>
        median(all.map((result, i) => of(result, hand[i] as Result))).toFixed(2);
      const middle = (of: (result: Result) => number, digits: number): string => median(all.map(of)).toFixed(digits);
      lines.push(
        `| ${what} | ${who} | ${middle(r => r.perSecond, 0)} | ${ratio((r, h) => r.perSecond / h.perSecond)} | ` +
          `${middle(r => r.cpu, 1)} | ${ratio((r, h) => h.cpu / r.cpu)} | ${middle(r => r.p50, 2)} | ${middle(r => r.p99, 2)} |`,
      );
    }
  }
  return `${lines.join('\n')}\n\nThe original: ${ORIGINAL}.\n`;
}

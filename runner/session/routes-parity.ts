/**
 * `sx parity --routes`: a web program on several tiers, or hosts that are running, as one more suite: a case is a request. The walk itself
 * is a bundle of its own, which knows servers; this makes of what it saw the comparison that the reports of parity show.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Tier } from '../../harness/test-case.ts';
import { differenceOf, type SuiteParity, type TierResult } from '../../reports/parity/parity.ts';
import { quote } from '../cli/command-text.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { ToolError } from '../cli/tool-error.ts';

/** What `platform/entries/routes.ts` exports. */
interface RoutesEntry {
  compareTiers(file: string, tiers: readonly Tier[]): Promise<RoutesReport | string>;
  compareHosts(urls: readonly string[]): Promise<RoutesReport>;
}

interface RoutesReport {
  subjects: string[];
  visits: number;
  served: number[];
  differ: { id: string; part: string; saw: string[] }[];
}

const SUITE = 'routes';
/** Ids of cases end in how they are run. */
const MODE = 'http';
const DEFAULT_TIERS: readonly Tier[] = ['cek', 'auto'];

export async function routesParity({ args, options }: CommandContext): Promise<SuiteParity> {
  const urls = args.filter(each => /^https?:\/\//.test(each));
  if (urls.length !== args.length || urls.length === 0) {
    if (args.length !== 1 || !existsSync(args[0]!))
      throw new ToolError(
        'USAGE_INVALID',
        '--routes takes a web program, or the addresses of two hosts or more',
        'sx parity --routes app.sx',
      );
  } else if (urls.length < 2)
    throw new ToolError('USAGE_INVALID', 'one host has nothing to be compared with', 'name a second one');
  const entry = (await import(new URL('../routes.js', import.meta.url).href)) as RoutesEntry;
  const tiers = options.tiers.length === 0 ? DEFAULT_TIERS : options.tiers;
  const began = performance.now();
  const report = urls.length > 0 ? await entry.compareHosts(urls) : await entry.compareTiers(args[0]!, tiers);
  if (typeof report === 'string') throw new ToolError('USAGE_INVALID', `the program cannot be served: ${report}`);
  const origin = args.join(' ');
  return suiteParity(report, { commit: urls.length > 0 ? 'run time' : digestOf(args[0]!), origin }, performance.now() - began);
}

function suiteParity(report: RoutesReport, { commit, origin }: { commit: string; origin: string }, wallMs: number): SuiteParity {
  const { subjects, visits, served } = report;
  return {
    suite: { name: SUITE, commit, origin },
    engine: 'sx',
    tiers: subjects,
    runs: subjects.map((tier, at) => ({ suite: SUITE, tier, declared: visits, executed: visits, passed: served[at]!, wallMs })),
    cases: visits,
    agree: visits - report.differ.length,
    differ: report.differ.flatMap(({ id, part, saw }) => {
      const results = saw.map((message): TierResult => ({ outcome: 'pass', error: { name: part, message } }));
      return differenceOf(`${id}#${MODE}`, SUITE, subjects, results) ?? [];
    }),
    problems: visits === 0 ? ['no route was visited'] : [],
  };
}

/** The command that shows a difference again: all routes, two subjects. */
export function repeatRoutes(args: readonly string[], subjects: readonly string[]): string {
  const hosts = subjects.some(each => each.includes('://'));
  return ['npx sx parity --routes', ...(hosts ? subjects : [...args, '--tiers', subjects.join(',')]).map(quote)].join(' ');
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
}

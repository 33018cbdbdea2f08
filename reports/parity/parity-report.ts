/** A parity report for programs (`parity.json`) and for people, as text or Markdown. Says the same in all three. */
import { code, markdownTable } from '../markdown.ts';
import type { Style } from '../style.ts';
import type { Difference, SuiteParity, TierResult, TierRun } from './parity.ts';
import type { Cause } from './parity-causes.ts';

export const PARITY_FORMAT = 1;
export const PARITY_FILE = 'parity.json';
export const PARITY_MARKDOWN = 'parity.md';

export interface ParityReport {
  format: number;
  tool: { name: string; version: string };
  command: string;
  startedAt: string;
  interrupted: boolean;
  engine: string;
  suites: SuiteParity['suite'][];
  /** Of all suites; a suite need not have each. */
  tiers: string[];
  runs: TierRun[];
  cases: number;
  agree: number;
  causes: Cause[];
  differ: Difference[];
  problems: string[];
}

export type ParityMeta = Pick<ParityReport, 'tool' | 'command' | 'startedAt' | 'interrupted'>;

export function parityReport(meta: ParityMeta, parts: readonly SuiteParity[], causes: Cause[]): ParityReport {
  const sum = (of: (part: SuiteParity) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    format: PARITY_FORMAT,
    ...meta,
    engine: parts[0]?.engine ?? 'sx',
    suites: parts.map(part => part.suite),
    tiers: [...new Set(parts.flatMap(part => part.tiers))],
    runs: parts.flatMap(part => part.runs),
    cases: sum(part => part.cases),
    agree: sum(part => part.agree),
    causes,
    differ: parts.flatMap(part => part.differ),
    problems: parts.flatMap(part => part.problems),
  };
}

/** Causes that are shown in full, and ids that are listed at each. */
const CAUSES_SHOWN = 50;
const MESSAGE_SHOWN = 300;

export function parityText(report: ParityReport, style: Style): string {
  const lines: string[] = [];
  for (const suite of report.suites) {
    lines.push(style.strong(`${suite.name} at ${suite.commit} (${suite.origin}), engine ${report.engine}`));
    for (const run of report.runs.filter(each => each.suite === suite.name))
      lines.push(`  ${run.tier.padEnd(7)} ${run.executed} of ${run.declared} cases, ${run.passed} passed`);
  }
  for (const problem of report.problems) lines.push(style.bad(`problem: ${problem}`));
  for (const cause of report.causes.slice(0, CAUSES_SHOWN)) {
    lines.push('', style.bad(`${cases(cause.count)} of ${cause.suite}: ${cause.aspects.join(', ')} differ`));
    for (const side of cause.sides) lines.push(`  ${side.tiers.join(', ')}: ${side.saw}`);
    lines.push(`  example: ${cause.example}`, ...exampleLines(report, cause, 4), style.dim(`  repeat:  ${cause.repeat}`));
  }
  if (report.causes.length > CAUSES_SHOWN) lines.push('', `… and ${report.causes.length - CAUSES_SHOWN} more causes`);
  const paint = report.differ.length === 0 ? style.good : style.bad;
  lines.push('', paint(verdict(report)), '');
  return lines.join('\n');
}

export function parityMarkdown(report: ParityReport): string {
  const lines = [`**${verdict(report)}**`, ''];
  const rows = report.runs.map(run => [run.suite, run.tier, run.declared, run.executed, run.passed].map(String));
  lines.push(markdownTable(['suite', 'tier', 'declared', 'executed', 'passed'], rows), '');
  for (const problem of report.problems) lines.push(`> problem: ${code(problem)}`, '');
  for (const cause of report.causes.slice(0, CAUSES_SHOWN)) {
    lines.push(`### ${cases(cause.count)} of ${cause.suite}: ${cause.aspects.join(', ')}`, '');
    for (const side of cause.sides) lines.push(`- ${side.tiers.join(', ')}: ${code(side.saw)}`);
    const example = exampleLines(report, cause, 0);
    lines.push('', `Example: ${code(cause.example)}`, '');
    if (example.length > 0) lines.push(...example.map(line => `- ${code(line)}`), '');
    lines.push(`Repeat: ${code(cause.repeat)}`, '');
  }
  if (report.causes.length > CAUSES_SHOWN) lines.push(`… and ${report.causes.length - CAUSES_SHOWN} more causes`, '');
  lines.push(...report.suites.map(({ name, commit, origin }) => `Suite: ${name} at ${code(commit)} (${origin})  `));
  lines.push(`Command: ${code(report.command)}`, '');
  return lines.join('\n');
}

export function verdict({ cases: all, agree, differ, causes, tiers, interrupted }: ParityReport): string {
  const ending = interrupted ? '; interrupted, so not all cases were compared' : '';
  const on = `on ${tiers.join(', ')}`;
  if (differ.length === 0) return `${cases(all)} ${on}: all agree${ending}`;
  return `${cases(all)} ${on}: ${agree} agree, ${differ.length} differ, for ${causes.length} cause${causes.length === 1 ? '' : 's'}${ending}`;
}

/** Messages and output of the example to the letter, where they are what differs. */
function exampleLines({ differ }: ParityReport, cause: Cause, indent: number): string[] {
  const example = differ.find(each => each.id === cause.example && each.suite === cause.suite);
  if (example === undefined) return [];
  const lines: string[] = [];
  for (const [tier] of example.classes) {
    const result = example.tiers[tier!]!;
    if (cause.aspects.includes('error') && result.error !== undefined) lines.push(`${tier} error: ${clip(messageOf(result))}`);
    if (cause.aspects.includes('printed')) lines.push(`${tier} printed: ${clip(JSON.stringify(result.printed ?? ''))}`);
  }
  return lines.map(line => `${' '.repeat(indent)}${line}`);
}

function messageOf({ error }: TierResult): string {
  return `${error!.name}: ${error!.message.replaceAll('\n', ' ⏎ ')}`;
}

function clip(text: string): string {
  return text.length > MESSAGE_SHOWN ? `${text.slice(0, MESSAGE_SHOWN)}…` : text;
}

function cases(count: number): string {
  return `${count} case${count === 1 ? '' : 's'}`;
}

/**
 * New expectations from a run. Refuses a run whose numbers must not be trusted, or that belongs to another corpus or engine. Within
 * what the run covered, entries are made anew; elsewhere they stay. Reasons and issues that people wrote are kept as long as the
 * outcome stays the same. A top folder that is skipped as a whole, for one reason, becomes a single entry.
 */
import { topFolderOf } from '../../harness/test-case.ts';
import { messageOf } from '../compare/compare.ts';
import { brokenReasons, type CaseEnd, type RunRecord } from '../events.ts';
import { RunScope } from '../runs/run-scope.ts';
import { tallyOf, totalOf } from '../scoreboard/tally.ts';
import { isPatternKey, patternKey } from './expectation-keys.ts';
import { EXPECTATIONS_FORMAT, type ExpectationEntry, type Expectations, type SuiteExpectations } from './expectations.ts';

/** Smaller folders are listed case by case. */
const COLLAPSE_FROM = 100;

export interface UpdateOptions {
  /** Accept another corpus commit, engine or tier than before. */
  adopt: boolean;
}

/** Why expectations may not be written from this run. */
export function updateRefusals(record: RunRecord, before: Expectations, options: UpdateOptions): string[] {
  const refusals = brokenReasons(record).map(reason => `the run is broken: ${reason}`);
  for (const reason of new RunScope(record).partial) refusals.push(`the run is partial: ${reason}`);
  const modes = record.start.selection.modes;
  for (const mode of ['sloppy', 'strict', 'module'])
    if (!modes.includes(mode)) refusals.push(`the run is partial: no ${mode} mode`);
  const { meta } = before;
  if (meta !== null && !options.adopt) {
    const { suite, engine, tier } = record.start;
    if (meta.commit !== suite.commit) refusals.push(`the expectations are for ${meta.commit}, the run for ${suite.commit}`);
    if (meta.engine !== engine) refusals.push(`the expectations are for engine ${meta.engine}, the run for ${engine}`);
    if (meta.tier !== tier) refusals.push(`the expectations are for tier ${meta.tier}, the run for ${tier}`);
  }
  return refusals;
}

export interface Update {
  meta: SuiteExpectations;
  entries: Map<string, ExpectationEntry>;
  passing: Set<string>;
  added: number;
  removed: number;
  changed: number;
}

export function updatedExpectations(record: RunRecord, before: Expectations): Update {
  const scope = new RunScope(record);
  const entries = new Map<string, ExpectationEntry>();
  for (const [key, entry] of before.entries) if (!replaced(key, record, scope)) entries.set(key, entry);
  for (const [key, entry] of entriesOf(record, before)) entries.set(key, entry);
  let changed = 0;
  let added = 0;
  for (const [key, entry] of entries) {
    const was = before.entries.get(key);
    if (was === undefined) added += 1;
    else if (JSON.stringify(was) !== JSON.stringify(entry)) changed += 1;
  }
  const removed = [...before.entries.keys()].filter(key => !entries.has(key)).length;
  return { meta: metaOf(record, before, scope), entries, passing: passingOf(record, before, scope), added, removed, changed };
}

function replaced(key: string, record: RunRecord, scope: RunScope): boolean {
  if (scope.demands(key)) return true;
  // A pattern that the run covered only in part gives way to the entries of the cases that ran.
  return isPatternKey(key) && record.cases.some(each => each.path.startsWith(key.slice(0, -2)));
}

function entriesOf(record: RunRecord, before: Expectations): Map<string, ExpectationEntry> {
  const entries = new Map<string, ExpectationEntry>();
  const folders = new Map<string, CaseEnd[]>();
  for (const each of record.cases) {
    const folder = topFolderOf(each.path);
    const list = folders.get(folder);
    if (list === undefined) folders.set(folder, [each]);
    else list.push(each);
  }
  const wholeRun = record.start.selection.patterns.length === 0;
  for (const [folder, cases] of folders) {
    const reason = wholeRun ? commonSkip(cases) : undefined;
    if (reason !== undefined && folder !== '.') entries.set(patternKey(folder), { outcome: 'skip', reason });
    else for (const each of cases) if (each.outcome !== 'pass') addEntry(entries, each, before);
  }
  return entries;
}

function addEntry(entries: Map<string, ExpectationEntry>, each: CaseEnd, before: Expectations): void {
  const key = `${each.path}#${each.mode}`;
  const was = before.entries.get(key);
  entries.set(key, entryFor(each, was?.outcome === each.outcome ? was : undefined));
}

function entryFor(each: CaseEnd, was: ExpectationEntry | undefined): ExpectationEntry {
  const entry: ExpectationEntry = { outcome: each.outcome as ExpectationEntry['outcome'] };
  if (each.outcome === 'skip') return { ...entry, reason: was?.reason ?? each.error?.message ?? 'skipped' };
  // How long something took before it was stopped is told differently from inside and outside; the outcome says enough.
  if (each.outcome === 'fail' || each.outcome === 'crash' || each.outcome === 'unsupported') entry.message = messageOf(each);
  if (was?.reason !== undefined) entry.reason = was.reason;
  if (was?.issue !== undefined) entry.issue = was.issue;
  return entry;
}

function commonSkip(cases: readonly CaseEnd[]): string | undefined {
  const reason = cases[0]!.error?.message;
  return cases.length >= COLLAPSE_FROM && cases.every(each => each.outcome === 'skip' && each.error?.message === reason)
    ? reason
    : undefined;
}

/** What passed in this run, and elsewhere what passed before. */
function passingOf(record: RunRecord, before: Expectations, scope: RunScope): Set<string> {
  const passing = new Set([...(before.passing ?? [])].filter(key => !scope.demands(key)));
  for (const each of record.cases) if (each.outcome === 'pass') passing.add(`${each.path}#${each.mode}`);
  return passing;
}

function metaOf(record: RunRecord, before: Expectations, scope: RunScope): SuiteExpectations {
  const { suite, engine, tier } = record.start;
  const kept = Object.entries(before.meta?.categories ?? {}).filter(([name]) => !scope.demandsCategory(name));
  const categories: SuiteExpectations['categories'] = Object.fromEntries(kept);
  for (const { name, counts } of tallyOf(record.cases).categories) {
    // A category of which only a part was selected has no count that could be compared later.
    if (scope.demandsCategory(name)) categories[name] = { cases: totalOf(counts), pass: counts.pass };
  }
  return { format: EXPECTATIONS_FORMAT, suite: suite.name, commit: suite.commit, engine, tier, categories };
}

/**
 * One run from options to record: open the suite, plan, schedule, execute, report. Everything that happens is said through the
 * event stream; the numbers of declared and executed cases are compared at the end.
 */
import { availableParallelism } from 'node:os';
import { addCounters, type CacheCounters, sumCounters } from '../../cache/counters.ts';
import type { CacheStore, Damage } from '../../cache/store.ts';
import type { CaseResult } from '../../harness/case-runner.ts';
import { hostOf } from '../../harness/engines/engine-spec.ts';
import { toolVersion } from '../../harness/project-root.ts';
import { settledWithoutRunning } from '../../harness/run-case.ts';
import { type CaseSpec, caseKey, type Tier } from '../../harness/test-case.ts';
import { brokenReasons, type CaseEnd, type RunEnd, type RunRecord, type RunStart, STREAM_FORMAT } from '../../reports/events.ts';
import type { Reporter } from '../../reports/reporters/reporter.ts';
import { ReporterGroup } from '../../reports/reporters/reporter.ts';
import type { Suite } from '../../suites/suite.ts';
import type { Options } from '../cli/option-table.ts';
import { ToolError } from '../cli/tool-error.ts';
import { type History, loadHistory, saveHistory } from '../plan/history.ts';
import { type Plan, planCases } from '../plan/plan.ts';
import { BATCH_LIMITS, schedule } from '../plan/schedule.ts';
import { type DispatchEvents, dispatch, warmUp } from '../pool/dispatch.ts';
import { ProcessExecutor } from '../pool/process-executor.ts';
import type { Executor, WorkerSetup } from '../pool/protocol.ts';
import type { WorkerChild } from '../pool/worker-child.ts';
import { engineSpecOf, tierOf, workerCount, workersPerProcess } from './engine-choice.ts';
import type { Interrupts } from './interrupts.ts';

/** Characters of printed output that a result keeps; all results of a run are in memory at its end. */
const PRINTED_KEPT = 2_000;

export interface SessionRequest {
  options: Options;
  patterns: readonly string[];
  command: string;
  /** Only these `path#mode` keys. */
  only: ReadonlySet<string> | undefined;
  /** Why a case is not to be run, by the expectations. */
  skipped?: ((path: string, mode: string) => string | undefined) | undefined;
  suite: Suite;
  store: CacheStore;
  reporters: readonly Reporter[];
  interrupts: Interrupts;
  /** Instead of the tier of the options; engines that are modules are told it, too. */
  tier?: Tier;
  /** Passes keep what they printed, as other results do. */
  keepPrinted?: boolean;
  /** Receives what workers write to stderr. */
  messages(text: string): void;
  /** A worker process that was started ahead. */
  started?: WorkerChild | undefined;
}

export interface SessionResult {
  record: RunRecord;
  reporterFailures: readonly string[];
}

/** What a run would do; throws when nothing is selected or a filter matches nothing. */
export function planFor(
  suite: Suite,
  options: Options,
  patterns: readonly string[],
  only: ReadonlySet<string> | undefined,
  tier: Tier = tierOf(engineSpecOf(options), options),
): Plan {
  const spec = engineSpecOf(options);
  if (suite.engines === 'sx' && spec.kind !== 'sx')
    throw new ToolError('USAGE_INVALID', `the suite ${suite.name} is written in SX and does not run on ${options.engine}`);
  const plan = planCases(suite, {
    patterns,
    grep: options.grep,
    grepInvert: options.grepInvert,
    features: options.feature,
    modes: options.mode,
    tier,
    limitPerCategory: options.limitPerCategory,
    seed: options.seed,
    shard: options.shard,
    only,
    host: hostOf(spec),
  });
  if (plan.cases.length === 0) {
    if (plan.unmatched.length > 0) throw new ToolError('RUN_NOTHING_SELECTED', unmatchedText(plan, suite), notesOf(suite));
    throw new ToolError('RUN_NOTHING_SELECTED', `no case of ${suite.name} is left after all filters`, notesOf(suite));
  }
  return plan;
}

function unmatchedText({ unmatched }: Plan, suite: Suite): string {
  return `${unmatched.map(name => `"${name}"`).join(', ')} matches no test of ${suite.name} at ${suite.commit}`;
}

export async function runSession(request: SessionRequest): Promise<SessionResult> {
  const { options, suite, store, patterns, only } = request;
  const tier = request.tier ?? tierOf(engineSpecOf(options), options);
  const plan = planFor(suite, options, patterns, only, tier);
  for (const each of plan.cases) {
    const reason = request.skipped?.(each.path, each.mode);
    if (reason !== undefined) each.skip ??= reason;
  }
  const history = loadHistory(store, historyScope(suite, options, tier));
  return new Session(request, tier, plan, history).run();
}

class Session {
  readonly #request: SessionRequest;
  readonly #tier: Tier;
  readonly #plan: Plan;
  readonly #history: History;
  readonly #group: ReporterGroup;
  readonly #cases: CaseEnd[] = [];
  readonly #counters: CacheCounters = {};
  readonly #problems: string[] = [];
  readonly #notices: string[] = [];
  readonly #began = performance.now();
  readonly #workers: number;
  #firstResultMs: number | null = null;
  #notPassed = 0;
  /** Why the cache could not be written, here or in a worker; said once. */
  #writeFailure: string | undefined;

  constructor(request: SessionRequest, tier: Tier, plan: Plan, history: History) {
    this.#request = request;
    this.#tier = tier;
    this.#plan = plan;
    this.#history = history;
    this.#group = new ReporterGroup(request.reporters);
    this.#workers = workerCount(request.options.workers);
  }

  async run(): Promise<SessionResult> {
    const { options, suite, store, interrupts } = this.#request;
    const toRun = this.#plan.cases.filter(spec => settledWithoutRunning(spec) === undefined);
    const executor = toRun.length === 0 ? undefined : this.#executor(toRun);
    const start = this.#startEvent();
    if (this.#plan.unmatched.length > 0) this.#notices.push(unmatchedText(this.#plan, suite));
    const stop = (): void => void executor?.close();
    interrupts.signal.addEventListener('abort', stop);
    try {
      if (executor !== undefined) await this.#warm(executor);
      await this.#group.emit(start);
      for (const spec of this.#plan.cases) {
        const settled = settledWithoutRunning(spec);
        if (settled !== undefined) this.#emitCase(spec, { ...settled, ms: 0 });
      }
      if (executor !== undefined) {
        const batches = schedule(toRun, this.#history, { workers: this.#workers, ...BATCH_LIMITS });
        await dispatch(batches, executor, this.#dispatchEvents(), interrupts.signal);
      }
    } finally {
      interrupts.signal.removeEventListener('abort', stop);
      await executor?.close();
    }
    this.#accountForAll();
    if (!interrupts.signal.aborted) saveHistory(store, historyScope(suite, options, this.#tier), this.#history);
    const end = this.#endEvent(executor);
    await this.#group.emit(end);
    return { record: { start, cases: this.#cases, end }, reporterFailures: this.#group.failures };
  }

  async #warm(executor: Executor): Promise<void> {
    const failure = await warmUp(executor, this.#dispatchEvents(), this.#request.interrupts.signal);
    if (failure !== undefined)
      throw new ToolError('RUN_WORKER_START', `the engine ${this.#request.options.engine} cannot start: ${failure}`);
  }

  #executor(cases: readonly CaseSpec[]): Executor {
    const { options, messages, started } = this.#request;
    const perProcess = workersPerProcess(options, this.#workers);
    return new ProcessExecutor(this.#setup(cases), { workers: this.#workers, perProcess, messages }, started);
  }

  #setup(cases: readonly CaseSpec[]): Omit<WorkerSetup, 'scratch'> {
    const { options, suite, store } = this.#request;
    return {
      engine: options.engine,
      tier: this.#tier,
      runner: suite.runnerFor(cases),
      cacheDir: store.directory,
      cacheEnabled: store.enabled,
      limits: { timeoutMs: options.timeout, maxHeapMb: options.maxHeap },
    };
  }

  #dispatchEvents(): DispatchEvents {
    return {
      result: (spec, result) => {
        this.#firstResultMs ??= Math.round(performance.now() - this.#began);
        this.#history.record(caseKey(spec.path, spec.mode), result.ms);
        this.#emitCase(spec, result);
        if (result.outcome !== 'pass') this.#notPassed += 1;
        const { bail } = this.#request.options;
        if (bail !== undefined && this.#notPassed >= bail) this.#request.interrupts.stop('bail');
      },
      cache: (counters, damage, writeFailure) => {
        addCounters(this.#counters, counters);
        this.#noteDamage(damage);
        this.#writeFailure ??= writeFailure;
      },
      notice: text => this.#notices.push(text),
      problem: text => this.#problems.push(text),
    };
  }

  #emitCase(spec: CaseSpec, result: CaseResult): void {
    const { id, path: testPath, mode, tier } = spec;
    const { printed, ...rest } = result;
    const event: CaseEnd = { type: 'case-end', id, path: testPath, mode, tier, ...rest };
    if (printed !== undefined && (result.outcome !== 'pass' || this.#request.keepPrinted === true))
      event.printed = printed.slice(0, PRINTED_KEPT);
    this.#cases.push(event);
    void this.#group.emit(event);
  }

  #noteDamage(damage: readonly Damage[]): void {
    for (const each of damage)
      this.#notices.push(`cache entry ${each.kind}/${each.key.slice(0, 12)} was damaged (${each.damage}); rebuilt`);
  }

  /** A case without a result is a failure of the tool, never silence. */
  #accountForAll(): void {
    if (this.#request.interrupts.signal.aborted) return;
    const seen = new Set(this.#cases.map(each => each.id));
    const missing = this.#plan.cases.filter(spec => !seen.has(spec.id));
    for (const spec of missing) {
      const error = { name: 'LostResult', message: 'the run ended without a result for this case' };
      this.#emitCase(spec, { outcome: 'harness-error', ms: 0, error, phase: 'harness' });
    }
    if (missing.length > 0) this.#problems.push(`${missing.length} declared cases ended without a result`);
  }

  #startEvent(): RunStart {
    const { options, suite, patterns, command } = this.#request;
    const { engine, timeout, maxHeap, isolate, limitPerCategory } = options;
    return {
      type: 'run-start',
      format: STREAM_FORMAT,
      tool: { name: 'sx', version: toolVersion() },
      suite: { name: suite.name, commit: suite.commit, origin: suite.origin, cases: suite.tests.length },
      engine,
      tier: this.#tier,
      options: {
        timeout,
        maxHeap,
        isolate,
        limitPerCategory: limitPerCategory ?? null,
        grep: options.grep ?? null,
        feature: options.feature,
      },
      selection: {
        patterns,
        modes: options.mode,
        narrowed: [...this.#plan.narrowed, ...(options.bail === undefined ? [] : ['--bail'])],
      },
      seed: options.seed ?? null,
      shard: options.shard === undefined ? null : `${options.shard.index}/${options.shard.count}`,
      declared: this.#plan.cases.length,
      startedAt: new Date().toISOString(),
      command,
      machine: {
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        cpus: availableParallelism(),
        workers: this.#workers,
      },
      notes: notesList(suite),
    };
  }

  #endEvent(executor: Executor | undefined): RunEnd {
    const { store, interrupts } = this.#request;
    addCounters(this.#counters, store.takeCounters());
    this.#noteDamage(store.takeDamage());
    this.#writeFailure ??= store.writeFailure;
    if (this.#writeFailure !== undefined)
      this.#notices.push(`the cache could not be written, so the next run will not be faster: ${this.#writeFailure}`);
    const { user, system } = process.cpuUsage();
    return {
      type: 'run-end',
      executed: this.#cases.length,
      wallMs: Math.round(performance.now() - this.#began),
      cpuMs: Math.round((user + system) / 1000 + (executor?.foreignCpuMs ?? 0)),
      firstResultMs: this.#firstResultMs,
      interrupted: interrupts.signal.aborted,
      interruptedBy: interrupts.by ?? null,
      cache: { ...sumCounters(this.#counters), kinds: this.#counters },
      workers: { started: this.#workers + (executor?.replaced ?? 0), replaced: executor?.replaced ?? 0 },
      problems: this.#problems,
      notices: this.#notices,
    };
  }
}

function historyScope(suite: Suite, { engine }: Options, tier: Tier): { suite: string; engine: string; tier: string } {
  return { suite: suite.name, engine, tier };
}

function notesList(suite: Suite): string[] {
  return suite.notes.length === 0
    ? []
    : [...suite.notes, 'scored instead: the in-repo slice (name a corpus with --test262 or TEST262)'];
}

function notesOf(suite: Suite): string | undefined {
  const notes = notesList(suite);
  return notes.length === 0 ? undefined : notes.join('; ');
}

export { brokenReasons };

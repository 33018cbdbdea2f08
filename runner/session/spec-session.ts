/**
 * A session of the kernel's specs on one tier: the counterpart of `run-session.ts` for tests that the kernel's own driver runs in this
 * process. Same events, same files, same rule: declared and executed must agree.
 */
import { toolVersion } from '../../harness/project-root.ts';
import type { Tier } from '../../harness/test-case.ts';
import { type CaseEnd, type RunEnd, type RunRecord, type RunStart, STREAM_FORMAT } from '../../reports/events.ts';
import { type Reporter, ReporterGroup } from '../../reports/reporters/reporter.ts';
import { type planSpecs, SPEC_FOLDER, type SpecResult } from '../../suites/spec-suite.ts';
import type { Options } from '../cli/option-table.ts';
import { ToolError } from '../cli/tool-error.ts';
import { SpecThread } from '../pool/spec-thread.ts';
import type { Interrupts } from './interrupts.ts';
import type { SessionResult } from './run-session.ts';

export interface SpecSessionRequest {
  options: Options;
  plan: ReturnType<typeof planSpecs>;
  patterns: readonly string[];
  tier: Tier;
  command: string;
  reporters: readonly Reporter[];
  interrupts: Interrupts;
}

const SPEC_MODE = 'spec';

export async function runSpecSession(request: SpecSessionRequest): Promise<SessionResult> {
  const { options, plan, tier, interrupts } = request;
  if (tier === 'host') throw new ToolError('USAGE_INVALID', 'the kernel specs run on the tiers of the kernel only');
  const group = new ReporterGroup(request.reporters);
  const start = startEvent(request);
  const cases: CaseEnd[] = [];
  const problems: string[] = [];
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  let firstResultMs: number | null = null;
  await group.emit(start);
  const thread = new SpecThread();
  for (const file of plan.files) {
    if (interrupts.signal.aborted) break;
    const each = (result: SpecResult): void => {
      firstResultMs ??= Math.round(performance.now() - began);
      const event: CaseEnd = { type: 'case-end', id: `${result.path}#${SPEC_MODE}@${tier}`, mode: SPEC_MODE, tier, ...result };
      cases.push(event);
      void group.emit(event);
    };
    const { problem } = await thread.run({ tier, file, timeoutMs: options.timeout }, each);
    if (problem !== undefined) problems.push(`does not load: ${problem}`);
  }
  await thread.close();
  const { user, system } = process.cpuUsage(cpuBefore);
  const end: RunEnd = {
    type: 'run-end',
    executed: cases.length,
    wallMs: Math.round(performance.now() - began),
    cpuMs: Math.round((user + system) / 1000),
    firstResultMs,
    interrupted: interrupts.signal.aborted,
    interruptedBy: interrupts.by ?? null,
    cache: { hits: 0, misses: 0, rebuilt: 0, kinds: {} },
    workers: { started: 0, replaced: 0 },
    problems,
    notices: [],
  };
  await group.emit(end);
  const record: RunRecord = { start, cases, end };
  return { record, reporterFailures: group.failures };
}

function startEvent({ options, plan, patterns, tier, command }: SpecSessionRequest): RunStart {
  const { timeout, grep, grepInvert } = options;
  const narrowed = [
    ...(grep === undefined ? [] : [`--grep ${grep}`]),
    ...(grepInvert === undefined ? [] : [`--grep-invert ${grepInvert}`]),
  ];
  return {
    type: 'run-start',
    format: STREAM_FORMAT,
    tool: { name: 'sx', version: toolVersion() },
    suite: { name: SPEC_MODE, commit: `v${toolVersion()}`, origin: SPEC_FOLDER, cases: plan.total },
    engine: 'sx',
    tier,
    options: { timeout },
    selection: { patterns, modes: [SPEC_MODE], narrowed },
    seed: null,
    shard: null,
    declared: plan.files.reduce((sum, file) => sum + file.cases.length, 0),
    startedAt: new Date().toISOString(),
    command,
    machine: { node: process.version, platform: `${process.platform}-${process.arch}`, cpus: 1, workers: 1 },
    notes: [],
  };
}

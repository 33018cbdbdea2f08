/** Runs the cases of a corpus: an engine, prepared with the harness files of the plan, and one program after the other. */
import type { CaseResult, CaseRunner, RunnerContext, RunnerSetup } from './case-runner.ts';
import type { Engine, EngineDump } from './engines/engine.ts';
import { createEngine, parseEngineSpec } from './engines/engine-spec.ts';
import { PrintLog } from './print-log.ts';
import { prepareProgram, runCase } from './run-case.ts';
import type { CaseStopSignal } from './stop-signal.ts';
import type { CaseSpec, ProgramCase } from './test-case.ts';

export class ProgramRunner implements CaseRunner {
  readonly #setup: Extract<RunnerSetup, { kind: 'program' }>;
  readonly #context: RunnerContext;
  #engine: Engine | undefined;

  constructor(setup: Extract<RunnerSetup, { kind: 'program' }>, context: RunnerContext) {
    this.#setup = setup;
    this.#context = context;
  }

  async prepare(): Promise<void> {
    const { engine, tier, store, limits, scratch } = this.#context;
    const spec = parseEngineSpec(engine);
    if (spec === undefined) throw new Error(`unknown engine ${engine}`);
    const made = await createEngine(spec);
    await made.prepare({ tier, corpusRoot: this.#setup.corpusRoot, includes: this.#setup.includes, store, limits, scratch });
    this.#engine = made;
  }

  run(spec: CaseSpec, stop: CaseStopSignal): Promise<CaseResult | 'cancelled'> {
    return runCase(spec as ProgramCase, this.#engine!, this.#around(stop));
  }

  async dump(spec: CaseSpec, stop: CaseStopSignal): Promise<readonly EngineDump[]> {
    if (this.#engine?.dump === undefined) return [];
    stop.start(this.#context.limits.timeoutMs);
    const dumped = await this.#engine.dump(prepareProgram(spec as ProgramCase, this.#around(stop), new PrintLog()));
    // Why a text has no forms, the outcome says.
    return 'forms' in dumped ? dumped.forms : [];
  }

  async close(): Promise<void> {
    await this.#engine?.close();
  }

  #around(stop: CaseStopSignal): { corpusRoot: string; timeoutMs: number; stop: CaseStopSignal } {
    return { corpusRoot: this.#setup.corpusRoot, timeoutMs: this.#context.limits.timeoutMs, stop };
  }
}

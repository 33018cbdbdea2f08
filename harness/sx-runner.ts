/**
 * Runs tests written in SX on our own kernel. The cases of one file share a kernel, each test is a run of its own in it; a file whose
 * tests do not come out as they were declared fails in every case, and a kernel in which a test did not end is not used again.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LIBRARIES, openLibrary } from '../kernel/embed/library-folders.ts';
import { openKernel } from '../kernel/embed/open-kernel.ts';
import type { System } from '../kernel/embed/system.ts';
import { type LoadedTest, loadSpecFile } from '../kernel/spec/driver.ts';
import { Interrupt } from '../kernel/values/condition.ts';
import type { CaseResult, CaseRunner, RunnerContext, RunnerSetup } from './case-runner.ts';
import type { Verdict } from './classify.ts';
import { CodeCache } from './engines/code-cache.ts';
import type { EngineDump } from './engines/engine.ts';
import { parseEngineSpec } from './engines/engine-spec.ts';
import { PrintLog } from './print-log.ts';
import { readLibrary, storedImages } from './programs/standard-system.ts';
import { projectRoot } from './project-root.ts';
import type { CaseStopSignal } from './stop-signal.ts';
import { CaseNames, casePathsOf } from './sx-cases.ts';
import { type OpenWorld, WORLDS, type World } from './sx-worlds.ts';
import type { CaseSpec, KernelTier, SxCase } from './test-case.ts';

/** A file whose tests are ready to run. */
interface Loaded {
  path: string;
  tests: ReadonlyMap<string, LoadedTest>;
  world: OpenWorld;
  /** Why none of them can be trusted. */
  problem: string | undefined;
}

type SxSetup = Extract<RunnerSetup, { kind: 'sx' }>;

export class SxRunner implements CaseRunner {
  readonly #setup: SxSetup;
  readonly #context: RunnerContext;
  readonly #world: World;
  #loaded: Loaded | undefined;
  #stop: CaseStopSignal | undefined;
  #output = '';

  constructor(setup: SxSetup, context: RunnerContext) {
    const world = WORLDS[setup.world];
    if (world === undefined) throw new Error(`no world is called ${setup.world}; there are: ${Object.keys(WORLDS).join(', ')}`);
    this.#setup = setup;
    this.#context = context;
    this.#world = world;
  }

  /** The first kernel compiles what the store lacks. */
  async prepare(): Promise<void> {
    this.#open();
  }

  async run(spec: CaseSpec, stop: CaseStopSignal): Promise<CaseResult | 'cancelled'> {
    const { path: name, file } = spec as SxCase;
    const begin = performance.now();
    this.#stop = stop;
    this.#output = '';
    stop.start(this.#context.limits.timeoutMs);
    const verdict = this.#verdict(name, file);
    if (stop.reason() === 'cancelled') return 'cancelled';
    const ms = Math.round((performance.now() - begin) * 100) / 100;
    if (this.#output === '') return { ...verdict, ms };
    // How a program cuts its output into pieces is not what it printed.
    const printed = new PrintLog();
    printed.line(this.#output);
    return { ...verdict, ms, printed: printed.text, printedDigest: printed.digest! };
  }

  async dump(): Promise<readonly EngineDump[]> {
    return [];
  }

  async close(): Promise<void> {
    this.#loaded = undefined;
  }

  #verdict(name: string, file: string): Verdict {
    if (this.#loaded?.path !== file) this.#loaded = this.#load(file);
    const { tests, problem, world } = this.#loaded;
    const test = tests.get(name);
    if (problem !== undefined || test === undefined) {
      const message = problem ?? 'the file, when it is evaluated, does not register this test';
      return { outcome: 'harness-error', error: { name: 'DoesNotLoad', message }, phase: 'harness' };
    }
    world.renew();
    const { outcome, message } = test.run();
    if (outcome === 'pass') return { outcome };
    if (outcome !== 'fail') this.#loaded = undefined;
    return { outcome, error: { name: ERROR_NAMES[outcome], message }, phase: outcome === 'fail' ? 'runtime' : 'host' };
  }

  #load(file: string): Loaded {
    const text = readFileSync(path.join(projectRoot(), file), 'utf8');
    const system = this.#open();
    const world = this.#world.open(system);
    const { errors, tests } = loadSpecFile(system, { path: file, text }, request => world.answer(request));
    const names = new CaseNames(file);
    const registered = new Map(tests.map(test => [names.next(test.suite, test.test), test]));
    const declared = new Set(casePathsOf({ path: file, text }));
    const extra = [...registered.keys()].filter(name => !declared.has(name));
    const first = errors[0];
    const problem =
      first !== undefined
        ? `${first.file}:${first.line}:${first.column}: ${first.message}`
        : extra.length > 0
          ? `registers tests that its text does not declare: ${extra.join(', ')}`
          : undefined;
    return { path: file, tests: registered, world, problem };
  }

  /** On `cek` and `vm` the libraries run on the same engine as the tests; on the others they are compiled, as they are for users. */
  #open(): System {
    const tier = this.#context.tier as KernelTier;
    const engine = parseEngineSpec(this.#context.engine);
    if (engine?.kind !== 'sx') throw new Error(`tests written in SX do not run on ${this.#context.engine}`);
    const libraries = this.#setup.libraries.map(name => openLibrary(LIBRARIES[name]!, readLibrary));
    const ahead = tier === 'native' || tier === 'auto';
    const codeCache = new CodeCache(this.#context.store);
    const { system } = openKernel({
      tier,
      libraries,
      hooks: { ...this.#world.hooks, output: text => void (this.#output += text), checkpoint: () => this.#checkpoint() },
      ...(ahead ? { compiled: storedImages(this.#context.store, codeCache) } : {}),
      ...(engine.heat === undefined ? {} : { heat: engine.heat }),
    });
    if (ahead) codeCache.save();
    return system;
  }

  #checkpoint(): void {
    const reason = this.#stop?.reason();
    if (reason !== undefined) throw new Interrupt(reason === 'cancelled' ? 'stopped' : 'timeout');
  }
}

const ERROR_NAMES = { fail: 'Raised', timeout: 'Interrupted', crash: 'Crash' } as const;

/**
 * Node as the engine under test. A process is kept for many programs and gives each a fresh realm; with `process-per-case:` each
 * program has a process of its own. A process that dies under a program which was not its first is no proof: the program is run again
 * in a new one.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Observation } from '../observation.ts';
import { type Engine, type EngineContext, type Program, STRICT_PREFIX } from './engine.ts';
import { type NodeDeath, type NodeJob, NodeProcess } from './node-process.ts';

/** Realms that are gone still cost something. */
const JOBS_PER_PROCESS = 200;

export class NodeEngine implements Engine {
  readonly name: string;
  readonly #command: string;
  readonly #args: readonly string[];
  readonly #jobsPerProcess: number;
  readonly #texts = new Map<string, string>();
  #context: EngineContext | undefined;
  #process: NodeProcess | undefined;

  constructor(name: string, command: string, args: readonly string[], perCase: boolean) {
    this.name = name;
    this.#command = command;
    this.#args = args;
    this.#jobsPerProcess = perCase ? 1 : JOBS_PER_PROCESS;
  }

  async prepare(context: EngineContext): Promise<void> {
    this.#context = context;
    await this.#probe();
  }

  /** What every verdict rests on, asked of the command itself. */
  async #probe(): Promise<void> {
    const job = (source: string, mode = 'sloppy'): NodeJob => ({
      file: path.resolve('probe.js'),
      path: 'probe.js',
      source,
      prefix: mode === 'strict' ? STRICT_PREFIX : '',
      mode,
      async: false,
      includes: [],
    });
    const probes: [string, NodeJob, (seen: Observation | NodeDeath) => boolean][] = [
      [
        'runs a script as sloppy code',
        job('if (this !== globalThis || (function () { return this; })() !== globalThis) throw 1;'),
        completed,
      ],
      ['runs strict code as strict', job('if ((function () { return this; })() !== undefined) throw 1;', 'strict'), completed],
      [
        'tells an early error',
        job('var var;'),
        seen => seen.kind === 'threw' && seen.phase === 'parse' && seen.error.name === 'SyntaxError',
      ],
      [
        'tells an uncaught error',
        job('null.x;'),
        seen => seen.kind === 'threw' && seen.phase === 'runtime' && seen.error.name === 'TypeError',
      ],
      ['runs a module', job('export default await 0;', 'module'), completed],
    ];
    for (const [what, work, holds] of probes) {
      const seen = await this.#job(work, () => {}, this.#context!.limits.timeoutMs + PROBE_MS);
      if (holds(seen)) continue;
      if (seen.kind === 'absent')
        throw new Error(`${this.#command} cannot be started (${seen.message}); install it, or name it by its path`);
      const saw = 'message' in seen ? seen.message : JSON.stringify(seen);
      throw new Error(
        `${this.#command} is no Node that can be scored: it is not so that it ${what} (${saw}); it must be Node 18 or later`,
      );
    }
  }

  async run(program: Program): Promise<Observation> {
    const context = this.#context;
    if (context === undefined) return { kind: 'broken', message: 'engine is not prepared' };
    const { file, source, mode, includes } = program;
    const job: NodeJob = {
      file,
      path: program.path,
      source,
      prefix: mode === 'strict' && !program.raw ? STRICT_PREFIX : '',
      mode,
      async: includes.includes('doneprintHandle.js'),
      includes: includes.map(name => ({ name, text: this.#harnessText(context, name) })),
    };
    const seen = await this.#job(job, line => program.printed.line(line), context.limits.timeoutMs);
    if (seen.kind === 'absent') return { kind: 'broken', message: `cannot start the engine: ${seen.message}` };
    if (seen.kind !== 'died') return seen;
    return seen.oom ? { kind: 'interrupted', reason: 'oom' } : { kind: 'crashed', message: seen.message };
  }

  async close(): Promise<void> {
    this.#process?.kill();
    this.#process = undefined;
  }

  /** Lines are passed on only by the attempt that counts. */
  async #job(job: NodeJob, print: (line: string) => void, timeoutMs: number): Promise<Observation | NodeDeath> {
    for (;;) {
      const worker = this.#ready();
      const first = worker.jobs === 0;
      const lines: string[] = [];
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Observation>(resolve => {
        timer = setTimeout(() => {
          worker.kill();
          resolve({ kind: 'interrupted', reason: 'timeout' });
        }, timeoutMs);
      });
      const seen = await Promise.race([worker.run(job, first ? print : line => void lines.push(line)), late]);
      clearTimeout(timer);
      if (seen.kind === 'died' && !first) continue;
      for (const line of lines) print(line);
      return seen;
    }
  }

  #ready(): NodeProcess {
    let worker = this.#process;
    if (worker === undefined || worker.gone || worker.jobs >= this.#jobsPerProcess) {
      worker?.kill();
      worker = new NodeProcess(this.#command, this.#args, this.#context!.limits.maxHeapMb);
      this.#process = worker;
    }
    return worker;
  }

  #harnessText(context: EngineContext, name: string): string {
    let text = this.#texts.get(name);
    if (text === undefined) {
      text = readFileSync(path.join(context.corpusRoot, 'harness', name), 'utf8');
      this.#texts.set(name, text);
    }
    return text;
  }
}

/** A process has to start for the first of them. */
const PROBE_MS = 10_000;

const completed = (seen: Observation | NodeDeath): boolean => seen.kind === 'completed';

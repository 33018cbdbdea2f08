/**
 * Node as the engine under test: one process per program, with the shim of `node-shim.mjs` around it. The shim reports the phase
 * and the constructor of an error as data, so nothing is guessed from texts.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Observation } from '../observation.ts';
import { projectRoot } from '../project-root.ts';
import { runChild } from './child-run.ts';
import { type Engine, type EngineContext, type Program, STRICT_PREFIX } from './engine.ts';

export class NodeEngine implements Engine {
  readonly name: string;
  readonly #command: string;
  readonly #args: readonly string[];
  readonly #texts = new Map<string, string>();
  #context: EngineContext | undefined;
  #folder = '';

  constructor(command: string, args: readonly string[]) {
    this.name = `process:${[command, ...args].join(' ')}`;
    this.#command = command;
    this.#args = args;
  }

  async prepare(context: EngineContext): Promise<void> {
    this.#context = context;
    this.#folder = mkdtempSync(path.join(tmpdir(), 'sx-node-'));
  }

  async run(program: Program): Promise<Observation> {
    const context = this.#context;
    if (context === undefined) return { kind: 'broken', message: 'engine is not prepared' };
    const job = path.join(this.#folder, 'job.json');
    const includes = program.includes.map(name => ({ name, text: this.#harnessText(context, name) }));
    const { file, source, mode } = program;
    const prefix = mode === 'strict' && !program.raw ? STRICT_PREFIX : '';
    writeFileSync(job, JSON.stringify({ file, path: program.path, source, prefix, mode, includes }));
    const end = await runChild({
      command: this.#command,
      args: [
        '--expose-gc',
        '--no-warnings',
        '--experimental-vm-modules',
        `--max-old-space-size=${context.limits.maxHeapMb}`,
        ...this.#args,
        path.join(projectRoot(), 'harness/engines/node-shim.mjs'),
        job,
      ],
      timeoutMs: context.limits.timeoutMs,
      print: line => program.printed.line(line),
      resultChannel: true,
    });
    if (end.observation !== undefined) return end.observation;
    return (
      reported(end.result) ?? {
        kind: 'crashed',
        message: `exit code ${end.exitCode ?? '?'} without a report: ${end.stderr.slice(0, 500)}`,
      }
    );
  }

  async close(): Promise<void> {
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
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

function reported(result: string): Observation | undefined {
  const line = result.split('\n', 1)[0]!;
  if (line === '') return undefined;
  try {
    return JSON.parse(line) as Observation;
  } catch {
    return undefined;
  }
}

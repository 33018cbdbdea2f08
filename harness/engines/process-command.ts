/**
 * Any other JavaScript shell: harness and test are written to one file and the command runs it. There is no channel for
 * structured results, so two facts are used that hold for every shell: a file that cannot be parsed prints nothing at all (the
 * first statement of ours prints a start mark), and an uncaught exception ends with a non-zero exit code and its name on stderr.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Thrown } from '../../kernel/embed/javascript-program.ts';
import type { Observation } from '../observation.ts';
import { runChild } from './child-run.ts';
import { type Engine, type EngineContext, type Program, STRICT_PREFIX } from './engine.ts';

const START_MARK = 'sx:test-starts';
const PRELUDE = `var print = typeof print === 'function' ? print : function (text) { console.log(text); };
var $262 = typeof $262 === 'object' ? $262 : { global: globalThis };
`;

export class CommandEngine implements Engine {
  readonly name: string;
  readonly #command: string;
  readonly #args: readonly string[];
  #context: EngineContext | undefined;
  #folder = '';

  constructor(command: string, args: readonly string[]) {
    this.name = `process:${[command, ...args].join(' ')}`;
    this.#command = command;
    this.#args = args;
  }

  async prepare(context: EngineContext): Promise<void> {
    this.#context = context;
    this.#folder = mkdtempSync(path.join(tmpdir(), 'sx-command-'));
  }

  async run(program: Program): Promise<Observation> {
    const context = this.#context;
    if (context === undefined) return { kind: 'broken', message: 'engine is not prepared' };
    if (program.mode === 'module') return { kind: 'unsupported', message: 'modules need an engine with a shim' };
    const file = path.join(this.#folder, 'program.js');
    writeFileSync(file, programText(context, program));
    let started = program.raw;
    const end = await runChild({
      command: this.#command,
      args: [...this.#args, file],
      timeoutMs: context.limits.timeoutMs,
      print: line => {
        if (line === START_MARK) started = true;
        else program.printed.line(line);
      },
      resultChannel: false,
    });
    if (end.observation !== undefined) return end.observation;
    if (end.exitCode === 0) return { kind: 'completed' };
    return { kind: 'threw', phase: started ? 'runtime' : 'parse', error: errorFrom(`${end.stderr}\n${program.printed.text}`) };
  }

  async close(): Promise<void> {
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
  }
}

function programText(context: EngineContext, program: Program): string {
  if (program.raw) return program.source;
  const harness = program.includes.map(name => readFileSync(path.join(context.corpusRoot, 'harness', name), 'utf8'));
  const strict = program.mode === 'strict' ? STRICT_PREFIX : '';
  return `${strict}${PRELUDE}${harness.join('\n')}\nprint(${JSON.stringify(START_MARK)});\n${program.source}`;
}

/** The first `SomeError: message` on stderr, with or without a word before it. */
export function errorFrom(text: string): Thrown {
  const match = /(?:^|[\s:])([A-Z][A-Za-z0-9]*(?:Error|Exception))(?:: (.*))?/m.exec(text);
  if (match !== null) return { name: match[1]!, message: match[2] ?? '' };
  return { name: 'Error', message: text.trim().split('\n')[0] ?? '' };
}

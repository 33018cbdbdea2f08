/**
 * Any other JavaScript shell: harness and test are written to one file and the command runs it. There is no channel for
 * structured results, so facts are used that hold for every shell, and that are asked of it at the start (`command-probe.ts`): a file that cannot
 * be parsed prints nothing at all, and an uncaught exception ends with a non-zero exit code and its name on stderr. Statements of
 * ours print marks before the harness, before and after the test; their texts are new for each program, so that none can print them.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Thrown } from '../../kernel/embed/javascript-program.ts';
import type { Observation } from '../observation.ts';
import { type ChildEnd, runChild } from './child-run.ts';
import { argumentsThatHold } from './command-probe.ts';
import { type Engine, type EngineContext, type Program, STRICT_PREFIX } from './engine.ts';

const PRELUDE = `var print = typeof print === 'function' ? print : function (text) { console.log(text); };
var $262 = typeof $262 === 'object' ? $262 : { global: globalThis };
`;

export class CommandEngine implements Engine {
  readonly name: string;
  readonly #command: string;
  #args: readonly string[];
  /** Harness files that were run without a test, and why they cannot be. */
  readonly #harness = new Map<string, Thrown | undefined>();
  #context: EngineContext | undefined;
  #folder = '';

  constructor(name: string, command: string, args: readonly string[]) {
    this.name = name;
    this.#command = command;
    this.#args = args;
  }

  async prepare(context: EngineContext): Promise<void> {
    this.#context = context;
    this.#folder = mkdtempSync(path.join(context.scratch, 'command-'));
    const run = async (args: readonly string[], text: string): Promise<ChildEnd & { stdout: string }> => {
      let stdout = '';
      const end = await this.#start(args, text, line => {
        stdout += `${line}\n`;
      });
      return { ...end, stdout };
    };
    this.#args = await argumentsThatHold(this.#command, this.#args, run);
  }

  async run(program: Program): Promise<Observation> {
    const context = this.#context;
    if (context === undefined) return { kind: 'broken', message: 'engine is not prepared' };
    if (program.mode === 'module') return { kind: 'unsupported', message: 'modules need an engine with a shim' };
    const secret = randomBytes(8).toString('hex');
    let reached = program.raw ? MARKS.length : 0;
    const end = await this.#start(this.#args, this.#text(program, secret), line => {
      const mark = program.raw ? -1 : MARKS.indexOf(line.replace(`:${secret}`, ''));
      if (mark >= 0 && line.endsWith(secret)) reached = Math.max(reached, mark + 1);
      else program.printed.line(line);
    });
    if (end.observation !== undefined) return end.observation;
    const error = (): Thrown => errorFrom(`${end.stderr}\n${program.printed.text}`);
    if (end.exitCode === 0 && reached >= MARKS.length) return { kind: 'completed' };
    if (end.exitCode === 0 && reached > 0)
      return { kind: 'crashed', message: 'the process left with exit code 0 before the end of the program' };
    if (reached >= 2) return { kind: 'threw', phase: 'runtime', error: error() };
    const preload = program.includes.join(', ');
    if (reached === 1) return { kind: 'threw', phase: 'preload', error: error(), preload };
    const broken = await this.#harnessError(program);
    if (broken !== undefined) return { kind: 'threw', phase: 'preload', error: broken, preload };
    return { kind: 'threw', phase: 'parse', error: end.exitCode === 0 ? { name: 'Error', message: 'nothing was run' } : error() };
  }

  async close(): Promise<void> {
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
  }

  #start(args: readonly string[], text: string, print: (line: string) => void): Promise<ChildEnd> {
    const file = path.join(this.#folder, 'program.js');
    writeFileSync(file, text);
    const timeoutMs = this.#context!.limits.timeoutMs;
    return runChild({ command: this.#command, args: [...args, file], timeoutMs, print });
  }

  /** Why a program's harness files cannot be parsed; asked when nothing of a program was run. */
  async #harnessError(program: Program): Promise<Thrown | undefined> {
    if (program.raw) return undefined;
    const key = `${program.mode} ${program.includes.join(' ')}`;
    if (!this.#harness.has(key)) {
      const end = await this.#start(this.#args, this.#text({ ...program, source: '' }, 'harness'), () => {});
      this.#harness.set(key, end.exitCode === 0 ? undefined : errorFrom(end.stderr));
    }
    return this.#harness.get(key);
  }

  #text({ raw, source, includes, mode }: Program, secret: string): string {
    if (raw) return source;
    const { corpusRoot } = this.#context!;
    const harness = includes.map(name => readFileSync(path.join(corpusRoot, 'harness', name), 'utf8'));
    const [begin, start, finish] = MARKS.map(mark => `${mark}:${secret}`);
    const say = `sx_${secret}`;
    const strict = mode === 'strict' ? STRICT_PREFIX : '';
    return `${strict}${PRELUDE}var ${say} = print; ${say}('${begin}');
${harness.join('\n')}
;${say}('${start}');
${source}
;${say}('${finish}');
`;
  }
}

/** Printed before the harness, before and after the test. */
const MARKS = ['sx:begins', 'sx:test-starts', 'sx:test-ends'];

/** The first `SomeError: message` on stderr, with or without a word before it. */
export function errorFrom(text: string): Thrown {
  const match = /(?:^|[\s:])([A-Z][A-Za-z0-9]*(?:Error|Exception))(?:: (.*))?/m.exec(text);
  if (match !== null) return { name: match[1]!, message: match[2] ?? '' };
  return { name: 'Error', message: text.trim().split('\n')[0] ?? '' };
}

/**
 * One session of the line protocol: lines in, lines out (docs/serve.md). Commands run one after the other on one kernel. A
 * `perform` suspends the command that runs and becomes an io-request; the answer resumes it. Whatever a line contains, the
 * session answers or drops it and goes on.
 */

import { literalData } from '../../reader/literal-data.ts';
import { SourceText } from '../../reader/source.ts';
import { Condition, fail, Raise } from '../../values/condition.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';
import { describeFailure } from '../failure-text.ts';
import type { System } from '../system.ts';
import { type Outcome, runText } from '../text-run.ts';
import { type Command, parseLine } from './command.ts';

export interface ServeHost {
  /** A kernel with its libraries; called at the start and for every reset. */
  createSystem(): System;
  /** Sends one line, without its end. */
  send(line: string): void;
  /** Text of a file, by a path as the client gave it; throws when it cannot be read. */
  readFile(path: string): string;
  /** Tries to load a library before the client is asked for it; undefined: not found. */
  loadLibrary?(system: System, name: List): Outcome | undefined;
  /** A command is about to run, or to run on. */
  beforeRun?(): void;
}

/** A command that waits for an answer. */
interface Pending {
  epoch: number;
  id: number;
  run: Extract<Outcome, { done: false }>;
  finish: (value: Value) => void;
}

export class ServeSession {
  private system: System;
  private epoch = 0;
  /** The last epoch command was older than what has been seen: what belongs to it is dropped. */
  private stale = false;
  private requests = 0;
  private pending: Pending | null = null;
  /** Libraries whose texts are being run, outermost first. */
  private loading: string[] = [];

  constructor(private readonly host: ServeHost) {
    this.system = host.createSystem();
  }

  start(): void {
    this.host.send('(ready)');
  }

  line(text: string): void {
    for (const command of parseLine(text, this.system.kernel.symbols)) this.execute(command);
  }

  private execute(command: Command): void {
    if (command.name === 'epoch') {
      this.stale = command.epoch < this.epoch;
      // A new epoch means that nobody waits for the old command any more.
      if (command.epoch > this.epoch) this.abandon();
      if (!this.stale) this.epoch = command.epoch;
      return;
    }
    if (command.name === 'io-response' || command.name === 'io-error') {
      this.answer(command);
      return;
    }
    if (this.stale) return;
    switch (command.name) {
      case 'malformed':
        this.error(`protocol: ${command.complaint}`);
        return;
      case 'ping':
        this.ok('sx');
        return;
      case 'reset':
        this.abandon();
        this.system = this.host.createSystem();
        this.reply('ok');
        return;
      default:
        if (this.pending !== null)
          this.error(`protocol: request ${this.pending.id} is not answered yet; answer it or begin a new epoch`);
        else this.evaluate(command);
    }
  }

  private evaluate(command: Extract<Command, { name: 'eval' | 'load' | 'load-source' }>): void {
    let source: SourceText;
    if (command.name === 'load') {
      try {
        source = new SourceText(command.path, this.host.readFile(command.path));
      } catch (e) {
        this.error(`load: cannot read ${command.path}: ${e instanceof Error ? e.message : String(e)}`);
        return;
      }
    } else source = new SourceText(command.name, command.source);
    const finish = command.name === 'eval' ? (value: Value) => this.ok(value) : () => this.reply('ok');
    const { system } = this;
    this.advance(() => runText(system, source, system.kernel.user), finish);
  }

  /** Runs on to the end or the next request, and reports it. */
  private advance(step: () => Outcome, finish: (value: Value) => void): void {
    this.host.beforeRun?.();
    try {
      const outcome = step();
      if (outcome.done) finish(outcome.value);
      else this.request(outcome, finish);
    } catch (e) {
      const failure = describeFailure(e);
      if (failure === undefined) this.error(`internal error: ${e instanceof Error ? (e.stack ?? e.message) : String(e)}`);
      else this.error(failure.where === '' ? failure.message : `${failure.message} (${failure.where})`);
    }
  }

  private request(run: Pending['run'], finish: (value: Value) => void): void {
    const library = importedLibrary(run.request);
    if (library !== undefined) {
      const loading = this.attempt(library);
      if (loading !== undefined) {
        this.chain(library, loading, run, finish);
        return;
      }
    }
    const parts = requestParts(run.request, this.text);
    this.pending = { epoch: this.epoch, id: ++this.requests, run, finish };
    this.reply('io-request', String(this.requests), ...parts);
  }

  /** The host's own copy of a library, as a step to run; undefined: it has none. */
  private attempt(library: List): (() => Outcome) | undefined {
    const name = inspect(library);
    if (this.loading.includes(name)) {
      const circle = [...this.loading.slice(this.loading.indexOf(name)), name].join(' imports ');
      return () => fail(`import: ${circle}`, [library], 'io');
    }
    try {
      const outcome = this.host.loadLibrary?.(this.system, library);
      return outcome && (() => outcome);
    } catch (e) {
      return () => {
        throw e;
      };
    }
  }

  /** Runs the text of a library to its end, then goes on with the program that wants it; a failure fails the import. */
  private chain(library: List, load: () => Outcome, program: Pending['run'], finish: (value: Value) => void): void {
    this.loading.push(inspect(library));
    const follow = (step: () => Outcome): Outcome => {
      let outcome: Outcome;
      try {
        outcome = step();
      } catch (e) {
        if (describeFailure(e) === undefined) throw e;
        this.loading.pop();
        return program.raise(e instanceof Raise ? e.payload : new Condition((e as Error).message, [], 'syntax'));
      }
      if (outcome.done) {
        this.loading.pop();
        return program.resume(null);
      }
      const suspended = outcome;
      return {
        done: false,
        request: suspended.request,
        resume: value => follow(() => suspended.resume(value)),
        raise: payload => follow(() => suspended.raise(payload)),
      };
    };
    this.advance(() => follow(load), finish);
  }

  private answer(command: Extract<Command, { name: 'io-response' | 'io-error' }>): void {
    const { pending } = this;
    const current =
      pending !== null && (command.id === null ? !this.stale : command.epoch === pending.epoch && command.id === pending.id);
    if (!current) {
      // An answer that comes too late is nobody's mistake; one to a question that was never asked is.
      const late = command.id !== null ? command.id <= this.requests : this.stale;
      if (!late) this.error(`protocol: ${command.name} without a request that waits for it`);
      return;
    }
    const { run, finish } = pending;
    this.pending = null;
    if (command.name === 'io-error') {
      this.advance(() => run.raise(new Condition(command.message, [], 'io')), finish);
      return;
    }
    const value = literalData(command.value);
    const imported = importedLibrary(run.request);
    if (imported !== undefined && typeof value === 'string') {
      const { system } = this;
      this.chain(imported, () => runText(system, new SourceText('io-response', value), system.kernel.user), run, finish);
    } else this.advance(() => run.resume(value), finish);
  }

  /** Nobody waits any more for the command that is suspended. */
  private abandon(): void {
    this.pending = null;
    this.loading = [];
  }

  private ok(value: Value): void {
    this.reply('ok', this.text(value));
  }

  /** A value in a reply. Printing is part of the command: it has the same limits. */
  private readonly text = (value: Value): string => inspect(value, { charge: bytes => this.system.kernel.charge(bytes) });

  private error(message: string): void {
    this.reply('error', inspect(message));
  }

  private reply(kind: string, ...parts: string[]): void {
    this.host.send(`(${[kind, this.epoch, ...parts].join(' ')})`);
  }
}

function importedLibrary(request: Value): List | undefined {
  const name = request instanceof Map && request.get('op') === 'import' ? request.get('library') : undefined;
  return name instanceof List ? name : undefined;
}

/** Name and operands of an io-request: `(name operand …)` as it is, a dict under its `op`, anything else under `perform`. */
function requestParts(request: Value, text: (value: Value) => string): string[] {
  if (request instanceof List && request.length > 0) {
    const head = request.at(0);
    const name = head instanceof Sym || head instanceof Keyword ? head.name : head;
    if (typeof name === 'string') return [text(name), ...request.drop(1).toArray().map(text)];
  }
  const op = request instanceof Map ? request.get('op') : undefined;
  return [text(typeof op === 'string' ? op : 'perform'), text(request)];
}

/**
 * One engine under one set of limits, running random programs one after the other in one kernel: every program gets a namespace
 * of its own, a policy that has decided nothing yet, and full budgets. What can be observed of a program is written down in
 * order: notes, the value of each top-level form, or what it raised.
 */

import { memoryGauge, memoryLimit } from '../../../harness/memory-gauge.ts';
import { Unsupported } from '../../core/nodes.ts';
import { promisesOf } from '../../embed/image.ts';
import { setTier } from '../../embed/set-tier.ts';
import { System } from '../../embed/system.ts';
import { runText, settle } from '../../embed/text-run.ts';
import { SyntaxIssue } from '../../expander/issue.ts';
import { FUEL_SLICE, type KernelHooks, NATIVE_LIMIT, TAIL_LIMIT } from '../../instance/kernel.ts';
import type { JitPolicy } from '../../jit/policy.ts';
import { emitUnit } from '../../native/emission/emitter.ts';
import type { Imports } from '../../native/units/exports.ts';
import { type CodeLoader, instantiate, newFunctionLoader } from '../../native/units/loader.ts';
import { ReadError, Reader, readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { arityError } from '../../values/arity.ts';
import { Condition, fail, Interrupt, Raise } from '../../values/condition.ts';
import { EOF } from '../../values/eof.ts';
import { Generator, resumeMode } from '../../values/generator.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { inspect } from '../../values/writer.ts';
import { Oracle } from '../oracle.ts';
import { compiledSystem, standardLibrary, standardSystem } from '../standard.ts';

export const ENGINES = ['oracle', 'cek', 'vm', 'native', 'auto'] as const;
export type EngineName = (typeof ENGINES)[number];

/**
 * How an engine is set up. `fuel`: every step is a checkpoint. `tails`: every tail call bounces. `depth`: one compiled frame on the
 * host stack. `shadowed`: no primitive is performed in place. `captured`: every note captures its continuation. `sealed`: the whole
 * program as one unit that trusts its own definitions.
 */
export const MODES = ['normal', 'fuel', 'tails', 'depth', 'shadowed', 'captured', 'sealed'] as const;
export type Mode = (typeof MODES)[number];

export interface Observation {
  events: readonly string[];
  /** The program took more fuel than it may; what it did so far says nothing. */
  unfinished: boolean;
  /** The program did what the engine does not claim to do. */
  refused: boolean;
  /** Pieces of it that ran as compiled code. */
  promoted: number;
}

/** Fuel that a program may take: for the first engine that runs it, and for the others, who count a little differently. */
const FUEL = FUEL_SLICE;
export const PATIENCE = 10;

/** Notes longer than this are cut: what grows in every round would be most of the work. */
const PRINT_BUDGET = 200;
const MOST_EVENTS = 2000;

const print = (v: Value): string => inspect(v, { budget: PRINT_BUDGET });

/** Answers what programs `perform`. */
const answer = (request: Value): Value => (typeof request === 'number' ? request + 100 : 'answer');

export class Subject {
  readonly name: string;
  private readonly system: System;
  private readonly imports: Imports = () => undefined;
  private policy: JitPolicy | null = null;
  private events: string[] = [];
  private slices = 0;
  private texts = 0;

  constructor(
    readonly engine: EngineName,
    readonly mode: Mode,
    /** Calls or rounds after which `auto` compiles. */
    private readonly heat = 1,
    private readonly load: CodeLoader = newFunctionLoader,
    /** Conditions are noted with their places, which other modes and the oracle do not share. */
    private readonly places = false,
  ) {
    this.name = mode === 'normal' ? engine : `${engine}/${mode}`;
    const hooks: Partial<KernelHooks> = {
      performResolver: answer,
      checkpoint: () => this.checkpoint(),
      now: () => 0,
      memory: memoryGauge,
      random: () => 0.5,
    };
    if (engine === 'native' || engine === 'auto') {
      const { system, image } = compiledSystem(hooks);
      this.system = system;
      this.imports = promisesOf(image.files, system.kernel);
    } else this.system = engine === 'oracle' ? oracleSystem(hooks) : standardSystem(hooks, engine);
    const { kernel } = this.system;
    // Mutants may ask for any amount.
    if (places) kernel.memory.limit = memoryLimit();
    kernel.fuelSlice = mode === 'fuel' ? 1 : FUEL_SLICE;
    kernel.tailLimit = mode === 'tails' ? 1 : TAIL_LIMIT;
    defineObservers(this.system, event => this.note(event));
  }

  run(forms: readonly string[], patience = 1): Observation {
    this.events = [];
    this.texts = 0;
    this.renew(patience);
    const end = this.ended(forms);
    const failed = this.policy?.log.find(({ decision }) => decision === 'failed');
    if (failed !== undefined) this.events.push(`BUG ${failed.name} was not compiled: ${failed.reason}`);
    return {
      events: this.events,
      unfinished: end === 'unfinished',
      refused: end === 'refused',
      promoted: this.policy?.counts.promoted ?? (this.mode === 'sealed' ? 1 : 0),
    };
  }

  /** Nothing is left of the program before. */
  private renew(patience: number): void {
    const { system, engine, mode, imports, load } = this;
    const { kernel } = system;
    kernel.freshUser();
    this.slices = Math.ceil((patience * FUEL) / kernel.fuelSlice);
    kernel.fuel = kernel.fuelSlice;
    kernel.tailsLeft = kernel.tailLimit;
    kernel.nativeLimit = mode === 'depth' ? 1 : NATIVE_LIMIT;
    if ((engine === 'native' && mode !== 'sealed') || engine === 'auto') {
      this.policy = setTier(system, engine, { imports, load });
      this.policy.entryHeat = this.policy.loopHeat = this.heat;
    }
    if (mode === 'shadowed') {
      for (const name of SHADOWED) {
        const { v } = kernel.base.cell(name);
        kernel.user.define(
          name,
          Object.assign((...args: Value[]) => v(...args), { guestName: name }),
        );
      }
    }
    if (mode === 'captured') system.evaluateText(new SourceText('captured.sx', CAPTURED, true), kernel.user);
  }

  private ended(forms: readonly string[]): 'ended' | 'unfinished' | 'refused' {
    try {
      if (this.mode === 'sealed') this.runSealed(forms);
      else this.runForms(forms);
      return 'ended';
    } catch (e) {
      if (e instanceof Interrupt) return 'unfinished';
      // What is one unit is expanded as a whole; the mistakes in it are found by the others.
      if (e instanceof Unsupported || e instanceof SyntaxIssue) return 'refused';
      throw e;
    }
  }

  private runForms(forms: readonly string[]): void {
    const run = this.engine === 'oracle' ? this.oracleRun() : (text: string) => this.engineRun(text);
    for (const text of forms) this.observe(() => run(text), isDefinition(text));
  }

  /** Notes what becomes of a form; what a definition answers is of no interest. */
  private observe(act: () => Value, definition: boolean): void {
    const { kernel } = this.system;
    try {
      const value = act();
      if (!definition) this.note(`=> ${print(value)}`);
    } catch (e) {
      if (e instanceof Interrupt || e instanceof Unsupported) throw e;
      if (e instanceof Raise) this.note(`raised ${described(e.payload)}${this.place(e.payload)}`);
      else if (e instanceof ReadError) this.note(`raised syntax: ${e.reason}`);
      else this.note(`BUG ${e instanceof Error ? e.stack : String(e)}`);
    }
    if (kernel.handlers !== null || kernel.nativeDepth !== 0) {
      this.note(`BUG left behind: ${kernel.handlers === null ? `${kernel.nativeDepth} compiled frames` : 'handlers'}`);
      kernel.handlers = null;
      kernel.nativeDepth = 0;
    }
  }

  private place(payload: Value): string {
    return payload instanceof Condition && this.places ? ` @${payload.where}` : '';
  }

  /** One unit; the host calls each form that is not a definition, as it does elsewhere. */
  private runSealed(forms: readonly string[]): void {
    const { system } = this;
    const { kernel } = system;
    kernel.user.define('observe', (thunk: Value) => this.observe(() => kernel.call(thunk), false));
    const text = forms.map(form => (isDefinition(form) ? form : `(observe (fn () ${form}))`)).join('\n');
    const source = new SourceText(`${this.name}-${++this.texts}.sx`, text);
    const expander = system.expander(kernel.user, source);
    const nodes = readAll(source, kernel.symbols).map(datum => expander.expandTop(datum));
    const unit = emitUnit(nodes, { name: source.name, sealed: true, imports: this.imports });
    this.observe(instantiate(unit, kernel, kernel.user, this.load), true);
  }

  private engineRun(text: string): Value {
    const { system } = this;
    // Every text has a name of its own: compiled code is told apart by it.
    const source = new SourceText(`${this.name}-${++this.texts}.sx`, text);
    return settle(runText(system, source, system.kernel.user), answer);
  }

  private oracleRun(): (text: string) => Value {
    const oracle = new Oracle(this.system.kernel);
    return text => runOracle(this.system, oracle, text, false);
  }

  private note(event: string): void {
    if (this.events.length >= MOST_EVENTS) throw new Interrupt('fuel');
    // What tells the places of one subject from those of another is not the program's.
    this.events.push(event.replaceAll(`${this.name}-`, ''));
  }

  private checkpoint(): void {
    if (--this.slices <= 0) throw new Interrupt('fuel');
  }
}

const isDefinition = (form: string): boolean => form.startsWith('(define');

/** Primitives that engines perform in place. */
const SHADOWED = [
  '+',
  '-',
  '*',
  '<',
  '>',
  '=',
  'rem',
  'list',
  'len',
  'not',
  'cons',
  'nth',
  'vector-ref',
  'string-append',
  'number?',
];

const CAPTURED = `
  (define (note x) (call/cc (fn (k) (k (plain-note x)))))
  (define (num x) (plain-num (call/cc (fn (k) (k x)))))`;

/** A condition as kind and message, anything else as it is. */
function described(payload: Value): string {
  return payload instanceof Condition ? `${payload.kind}: ${payload.message}` : print(payload);
}

/** What programs report with, and host code that calls them; no engine runs these. */
function defineObservers({ kernel }: System, note: (event: string) => void): void {
  const define = (name: string, fn: (...args: Value[]) => Value, marks: object = {}, count = 1): void => {
    const procedure = (...args: Value[]): Value =>
      args.length === count ? fn(...args) : arityError(name, count, count, args.length);
    kernel.base.define(name, Object.assign(procedure, { guestName: name }, marks));
  };
  for (const name of ['note', 'plain-note']) {
    define(name, v => {
      note(print(v));
      return v;
    });
  }
  define('describe', v => (v instanceof Condition ? described(v) : v));
  for (const name of ['num', 'plain-num'])
    define(name, v =>
      typeof v === 'number' ? v : typeof v === 'string' || v instanceof List || Array.isArray(v) ? v.length : 1,
    );
  // Host code between frames of the program; the oracle does what it stands for.
  define('through', f => [kernel.call(f)][0], { native: 'call' });
  const resume = (g: Value, mode: Value, v: Value): Value =>
    g instanceof Generator ? g.resume(resumeMode(mode), v) : fail('resume-through: expected generator', [g], 'type');
  define('resume-through', resume, { native: 'resume' }, 3);
}

/** A kernel whose library belongs to the oracle. */
function oracleSystem(hooks: Partial<KernelHooks>): System {
  const system = new System(hooks);
  const oracle = new Oracle(system.kernel);
  for (const { text } of standardLibrary().files) runOracle(system, oracle, text, true);
  return system;
}

function runOracle(system: System, oracle: Oracle, text: string, library: boolean): Value {
  const namespace = library ? system.kernel.base : system.kernel.user;
  const source = new SourceText('program.sx', text, library);
  const reader = new Reader(source, system.kernel.symbols);
  const expander = system.expander(namespace, source);
  let value: Value = null;
  for (let datum = reader.next(); datum !== EOF; datum = reader.next()) value = oracle.run(expander.expandTop(datum), answer);
  return value;
}

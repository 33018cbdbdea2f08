/**
 * One engine under one set of limits, running random programs one after the other in one kernel: every program gets a namespace
 * of its own, a policy that has decided nothing yet, and full budgets. What can be observed of a program is written down in
 * order: notes, the value of each top-level form, or what it raised.
 */
import { System } from '../../boot.ts';
import { Oracle } from '../../cek/oracle.ts';
import { Unsupported } from '../../core/nodes.ts';
import { promisesOf } from '../../image.ts';
import { installJit } from '../../jit/install.ts';
import type { JitPolicy } from '../../jit/policy.ts';
import { FUEL_SLICE, type KernelHooks, TAIL_LIMIT } from '../../kernel.ts';
import { Reader } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { runText, settle } from '../../text-run.ts';
import { Condition, Interrupt, Raise } from '../../values/condition.ts';
import { EOF } from '../../values/eof.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { inspect } from '../../values/writer.ts';
import { compiledSystem, standardLibrary, standardSystem } from '../standard.ts';

export const ENGINES = ['oracle', 'cek', 'vm', 'native', 'auto'] as const;
export type EngineName = (typeof ENGINES)[number];

/** `fuel`: every step is a checkpoint. `tails`: every tail call bounces. `depth`: one compiled frame on the host stack. */
export const LIMITS = ['normal', 'fuel', 'tails', 'depth'] as const;
export type LimitName = (typeof LIMITS)[number];

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
  private readonly policy: JitPolicy | null = null;
  private events: string[] = [];
  private slices = 0;

  constructor(
    readonly engine: EngineName,
    readonly limits: LimitName,
    /** Calls or rounds after which `auto` compiles. */
    heat = 1,
  ) {
    this.name = limits === 'normal' ? engine : `${engine}/${limits}`;
    const hooks: Partial<KernelHooks> = {
      performResolver: answer,
      checkpoint: () => this.checkpoint(),
      now: () => 0,
      random: () => 0.5,
    };
    if (engine === 'native' || engine === 'auto') {
      const { system, image } = compiledSystem(hooks);
      this.system = system;
      this.policy = installJit(system, engine, { imports: promisesOf(image.files, system.kernel) });
      this.policy.entryHeat = this.policy.loopHeat = heat;
    } else this.system = engine === 'oracle' ? oracleSystem(hooks) : standardSystem(hooks, engine);
    const { kernel } = this.system;
    kernel.fuelSlice = limits === 'fuel' ? 1 : FUEL_SLICE;
    kernel.tailLimit = limits === 'tails' ? 1 : TAIL_LIMIT;
    defineObservers(this.system, event => this.note(event));
  }

  run(forms: readonly string[], patience = 1): Observation {
    const { system, policy } = this;
    const { kernel } = system;
    this.events = [];
    this.slices = Math.ceil((patience * FUEL) / kernel.fuelSlice);
    kernel.freshUser();
    kernel.fuel = kernel.fuelSlice;
    kernel.tailsLeft = kernel.tailLimit;
    policy?.reset();
    if (this.limits === 'depth') kernel.nativeLimit = 1;
    const end = this.runForms(forms);
    return {
      events: this.events,
      unfinished: end === 'unfinished',
      refused: end === 'refused',
      promoted: policy?.counts.promoted ?? 0,
    };
  }

  private runForms(forms: readonly string[]): 'ended' | 'unfinished' | 'refused' {
    const { kernel } = this.system;
    const run = this.engine === 'oracle' ? this.oracleRun() : (text: string) => this.engineRun(text);
    for (const text of forms) {
      try {
        this.note(`=> ${print(run(text))}`);
      } catch (e) {
        if (e instanceof Interrupt) return 'unfinished';
        if (e instanceof Unsupported) return 'refused';
        this.note(e instanceof Raise ? `raised ${described(e.payload)}` : `BUG ${e instanceof Error ? e.stack : String(e)}`);
      }
      if (kernel.handlers !== null || kernel.nativeDepth !== 0) {
        this.note(`BUG left behind: ${kernel.handlers === null ? `${kernel.nativeDepth} compiled frames` : 'handlers'}`);
        kernel.handlers = null;
        kernel.nativeDepth = 0;
      }
    }
    return 'ended';
  }

  private engineRun(text: string): Value {
    const { system } = this;
    return settle(runText(system, new SourceText('program.sx', text), system.kernel.user), answer);
  }

  private oracleRun(): (text: string) => Value {
    const oracle = new Oracle(this.system.kernel);
    return text => runOracle(this.system, oracle, text, false);
  }

  private note(event: string): void {
    if (this.events.length >= MOST_EVENTS) throw new Interrupt('fuel');
    this.events.push(event);
  }

  private checkpoint(): void {
    if (--this.slices <= 0) throw new Interrupt('fuel');
  }
}

/** A condition as kind and message, anything else as it is. */
function described(payload: Value): string {
  return payload instanceof Condition ? `${payload.kind}: ${payload.message}` : print(payload);
}

/** What programs report with, and host code that calls them; no engine runs these. */
function defineObservers({ kernel }: System, note: (event: string) => void): void {
  const define = (name: string, fn: (...args: Value[]) => Value, marks: object = {}): void => {
    kernel.base.define(name, Object.assign(fn, { guestName: name }, marks));
  };
  define('note', v => {
    note(print(v));
    return v;
  });
  define('describe', v => (v instanceof Condition ? described(v) : v));
  define('num', v => (typeof v === 'number' ? v : typeof v === 'string' || v instanceof List || Array.isArray(v) ? v.length : 1));
  // Host code between frames of the program; the oracle does what it stands for.
  define('through', f => [kernel.call(f)][0], { native: 'call' });
}

/** A kernel whose library belongs to the oracle. */
function oracleSystem(hooks: Partial<KernelHooks>): System {
  const system = new System(hooks);
  const { base } = system.kernel;
  // Its generators are its own.
  for (const [name, of] of Object.entries({
    'generator-done?': (g: Value) => g.state === 'done',
    'generator-state': (g: Value) => g.state,
  })) {
    base.define(name, of);
  }
  const oracle = new Oracle(system.kernel);
  for (const { text } of standardLibrary()) runOracle(system, oracle, text, true);
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

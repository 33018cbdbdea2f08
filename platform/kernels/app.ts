/**
 * A program that serves: its text has run as far as its `http-listen`, whose handler answers requests from then on. The run of the text stays
 * suspended until the server has shut down, then it goes on behind its `http-listen`.
 */
import { conditionText, describeFailure } from '../../kernel/embed/failure-text.ts';
import type { System } from '../../kernel/embed/system.ts';
import { GlobalsSnapshot } from '../../kernel/instance/globals-snapshot.ts';
import type { KernelHooks } from '../../kernel/instance/kernel.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { Condition } from '../../kernel/values/condition.ts';
import type { Procedure, Value } from '../../kernel/values/procedure.ts';
import { itemsOf } from '../effects/arguments.ts';
import type { EffectContext, LogLevel } from '../effects/context.ts';
import type { Args, Implementations } from '../effects/dispatcher.ts';
import { Dispatcher } from '../effects/dispatcher.ts';
import { failEffect } from '../effects/failure.ts';
import { serviceEffects } from '../effects/services.ts';
import { Calls } from './calls.ts';
import { runEffects } from './concurrent.ts';
import { type Answerer, type Budget, type End, Guest } from './guest.ts';
import { Offered } from './offered.ts';

export interface Program {
  path: string;
  text: string;
}

export interface World {
  makeSystem(hooks: Partial<KernelHooks>): System;
  implementations: Implementations;
  /** Names of effects or families. */
  grants: readonly string[];
  answerer: Answerer;
  /** Of a request: for all calls of the program's own procedures that its handler asks the host for. */
  callBudget: Budget;
  print(text: string): void;
  log(level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Whether what a handler assigns outlives its request. */
export type StateRule = 'request' | 'shared';

export interface Wishes {
  port: number | undefined;
  host: string | undefined;
  state: StateRule;
  routes: readonly string[];
}

/** Loading compiles and may seed: it may take longer than a request. */
const LOAD_BUDGET: Budget = { cpuMs: 60_000, heapBytes: 1 << 30 };

const WRITE = new SourceText('platform/http', '(fn (data) (perform {:op "http-write" :data data}))');

export class LoadError extends Error {}

export class App {
  /** What the procedure of a streamed response writes with. */
  readonly write: Procedure;
  private readonly snapshot: GlobalsSnapshot | null;

  private constructor(
    readonly guest: Guest,
    readonly handler: Procedure,
    readonly wishes: Wishes,
    private readonly resume: () => Promise<void>,
  ) {
    const { kernel } = guest.system;
    this.write = guest.system.evaluateText(WRITE, kernel.namespace('http'));
    this.snapshot = wishes.state === 'shared' ? null : new GlobalsSnapshot(guest.system.kernel);
  }

  /** Runs the program's text up to its `http-listen`. */
  static load(program: Program, world: World): Promise<App> {
    return new Promise((resolve, reject) => {
      let ended: (end: End) => void = end =>
        reject(
          new LoadError(
            end.kind === 'value'
              ? `${program.path} has ended without listening; it must perform {:op "http-listen" :handler f}`
              : `${program.path}: ${endText(end)}`,
          ),
        );
      const listen = (args: Args): Promise<Value> =>
        new Promise((answer, refuse) => {
          const wishes = wishesOf(args);
          offered.offer(args.get('services') ?? null);
          const over = new Promise<void>(stopped => {
            ended = end => {
              if (end.kind !== 'value') world.log('error', `after http-listen: ${endText(end)}`);
              stopped();
            };
          });
          const goOn = (): Promise<void> => {
            answer(null);
            return over;
          };
          try {
            resolve(new App(guest, args.get('handler') as Procedure, wishes, goOn));
          } catch (e) {
            refuse(e);
          }
        });
      const { implementations } = world;
      const http = { ...(implementations.http as NonNullable<Implementations['http']>), 'http-listen': listen };
      const calls = new Calls((): Guest => guest, world.callBudget);
      const offered = new Offered(calls);
      const services = offered.effects(implementations.services ?? serviceEffects({}));
      const dispatcher = new Dispatcher({ ...implementations, http, services, runs: runEffects(calls) }, world.grants);
      const guest = new Guest(world.makeSystem, dispatcher, world.answerer, world.print);
      const context: EffectContext = {
        symbols: guest.system.kernel.symbols,
        id: 'load',
        gone: false,
        signal: null,
        log: world.log,
        transaction: null,
      };
      try {
        guest.load(new SourceText(program.path, program.text), context, LOAD_BUDGET, end => ended(end));
      } catch (e) {
        reject(e);
      }
    });
  }

  /** A request is over: what it assigned is undone. */
  reset(): void {
    this.snapshot?.restore();
  }

  /** The server has shut down: the program goes on behind its `http-listen`, to its end. */
  finish(): Promise<void> {
    return this.resume();
  }
}

function wishesOf(args: Args): Wishes {
  const state = args.get('state') ?? 'request';
  if (state !== 'request' && state !== 'shared')
    failEffect('invalid', `:state is "request" or "shared", not ${JSON.stringify(state)}`);
  const port = (args.get('port') as number | null | undefined) ?? undefined;
  if (port !== undefined && (port < 0 || port > 65_535)) failEffect('invalid', `:port must be from 0 to 65535, got ${port}`);
  const routes = itemsOf(args.get('routes') ?? null) ?? [];
  if (!routes.every(route => typeof route === 'string'))
    failEffect('invalid', ':routes are strings, a method and a pattern each');
  return { port, host: (args.get('host') as string | null | undefined) ?? undefined, state, routes };
}

/** For people: how a run has ended, with the place where that is known. */
export function endText(end: Exclude<End, { kind: 'value' }>): string {
  if (end.kind === 'cut') return `cut: ${CUTS[end.reason] ?? end.reason}`;
  if (end.kind === 'bug')
    return `internal error: ${end.error instanceof Error ? (end.error.stack ?? end.error.message) : String(end.error)}`;
  const { payload } = end.raise;
  if (payload instanceof Condition) return `${conditionText(payload)}${payload.where === '' ? '' : ` (${payload.where})`}`;
  return `raised ${describeFailure(end.raise)?.message ?? ''}`;
}

const CUTS: Readonly<Partial<Record<string, string>>> = {
  fuel: 'it used up its processor time',
  memory: 'it used up its memory',
};

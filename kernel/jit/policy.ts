/**
 * The promotion policy of one kernel: what is compiled, when, and what was decided. The engines count and ask; every decision is
 * made here and noted once. Counters and compiled code live on the code objects, so nothing here grows with the program
 * but the log, which is bounded.
 *
 * A lambda or loop that is refused or whose compilation fails is never looked at again (its counter stays at 0). What
 * goes wrong while compiled code runs is the program's or ours to see; nothing is run a second time.
 */
import { type Code, ENTRY_HEAT, type LambdaCode, LOOP_HEAT, type LoopPlace, type Promoter } from '../cek/code.ts';
import { refuseExtremes } from '../core/extent.ts';
import { type Lambda, type Loop, type Node, Unsupported } from '../core/nodes.ts';
import { NATIVE_LIMIT } from '../instance/kernel.ts';
import { nameOf, promoteLambda, promoteLoop, type Target } from './promote.ts';
import { captures, installsHandlers, recursesInside, suspends } from './scan.ts';

/** Entries of the log that are kept. */
const LOG_LIMIT = 500;

export type Decision = 'promoted' | 'refused' | 'failed' | 'disabled';

export interface LogEntry {
  what: 'lambda' | 'loop' | 'form' | 'kernel';
  name: string;
  decision: Decision;
  reason: string;
}

export class JitPolicy implements Promoter {
  entryHeat = ENTRY_HEAT;
  loopHeat = LOOP_HEAT;
  /** Names that may be compiled (`null`: all) and names that may not. */
  allow: Set<string> | null = null;
  readonly deny = new Set<string>();
  /** Compiles nothing any more once code is met that captures continuations. */
  captureScan = false;
  /** Keeps code interpreted that installs handlers, nested closures included. */
  handlerScan = false;
  log: LogEntry[] = [];
  counts: Record<Decision, number> = { promoted: 0, refused: 0, failed: 0, disabled: 0 };
  loops = 0;
  /** Why nothing is compiled (any more); `null`: the policy is at work. */
  disabled: string | null = null;

  constructor(private readonly target: Target) {}

  hotLambda(code: LambdaCode): void {
    const { node } = code;
    if (node !== null) this.decide('lambda', node, () => promoteLambda(code, this.target));
  }

  hotLoop(loop: Code): void {
    this.decide('loop', (loop.value as LoopPlace).node, () => promoteLoop(loop, this.target));
  }

  meets(node: Node): void {
    if (!this.captureScan || this.disabled !== null) return;
    const name = captures(node);
    if (name !== undefined) this.disable(`the program uses ${name}`);
  }

  /** Nothing more is compiled, and compiled code is no longer entered. */
  disable(reason: string): void {
    this.disabled = reason;
    this.target.kernel.nativeLimit = -1;
    this.note({ what: 'kernel', name: '', decision: 'disabled', reason });
  }

  /** Forgets the record, not the code; a policy that was switched off is at work again. */
  reset(): void {
    this.log = [];
    this.counts = { promoted: 0, refused: 0, failed: 0, disabled: 0 };
    this.loops = 0;
    this.disabled = null;
    this.target.kernel.nativeLimit = NATIVE_LIMIT;
  }

  private decide(what: 'lambda' | 'loop', node: Lambda | Loop, promote: () => void): void {
    if (this.disabled !== null) return;
    const name = nameOf(node);
    try {
      refuseExtremes([node]);
      const reason = this.objection(node, name);
      if (reason !== undefined) {
        this.note({ what, name, decision: 'refused', reason });
        return;
      }
      promote();
      if (what === 'loop') this.loops++;
      this.note({ what, name, decision: 'promoted', reason: '' });
    } catch (e) {
      const decision = e instanceof Unsupported ? 'refused' : 'failed';
      this.note({ what, name, decision, reason: e instanceof Error ? e.message : String(e) });
      // Without code generation every attempt would end like this one.
      if (e instanceof Unsupported && e.what === 'generating code from strings') this.disable(e.what);
    }
  }

  private objection(node: Lambda | Loop, name: string): string | undefined {
    if (this.deny.has(name)) return 'denied by name';
    if (this.allow !== null && !this.allow.has(name)) return 'not on the list of names';
    if (suspends(node)) return 'it is a generator';
    const inner = recursesInside(node);
    if (inner !== undefined) return `${inner} recurs inside it`;
    const handler = this.handlerScan ? installsHandlers(node) : undefined;
    return handler === undefined ? undefined : `it installs handlers (${handler})`;
  }

  note(entry: LogEntry): void {
    this.counts[entry.decision]++;
    if (this.log.length < LOG_LIMIT) this.log.push(entry);
  }
}

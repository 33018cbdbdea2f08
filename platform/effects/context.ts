/** On whose behalf an effect happens: one per request that a server answers, or per program. Implementations keep what belongs to it here. */
import type { SymbolTable } from '../../kernel/values/symbol.ts';
import type { RequestTransaction } from './request-transaction.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface EffectContext {
  /** Of the kernel that asks. */
  readonly symbols: SymbolTable;
  /** Goes into every log line. */
  readonly id: string;
  /** Nobody waits for the answer any more. */
  readonly gone: boolean;
  /** Aborted when nobody does. Made when it is first asked for: few effects have to know the moment. */
  readonly signal: AbortSignal | null;
  log(level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** What the store's effects join. */
  transaction: RequestTransaction | null;
  /** The connection that the `http` family works on; only servers know more of it. */
  readonly exchange?: unknown;
}

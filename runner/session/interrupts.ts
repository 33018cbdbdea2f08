/**
 * Ctrl-C and termination. The first signal stops the run in an orderly way (the partial report is written); a second one ends the
 * process at once.
 */
import { EXIT } from '../cli/exit-codes.ts';

export interface Interrupts {
  signal: AbortSignal;
  /** The exit code that the interrupt asks for. */
  readonly exitCode: number | undefined;
  readonly by: string | undefined;
  /** Stops the run for a reason of its own. */
  stop(reason: string): void;
  dispose(): void;
}

export function catchInterrupts(): Interrupts {
  const abort = new AbortController();
  let exitCode: number | undefined;
  let by: string | undefined;
  const on = (name: NodeJS.Signals, code: number) => (): void => {
    if (exitCode !== undefined) process.exit(code);
    exitCode = code;
    by ??= name;
    abort.abort();
  };
  const onInterrupt = on('SIGINT', EXIT.interrupted);
  const onTerminate = on('SIGTERM', EXIT.terminated);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: abort.signal,
    get exitCode() {
      return exitCode;
    },
    get by() {
      return by;
    },
    stop(reason) {
      by ??= reason;
      abort.abort();
    },
    dispose() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}

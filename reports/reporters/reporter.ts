/**
 * Reporters: consumers of the event stream. Each writes through the sink it is given and never touches the terminal itself. A
 * reporter that throws is a failure of the tool: the others go on, and the run ends as broken.
 */
import type { CaseEnd, RunEnd, RunEvent, RunStart } from '../events.ts';

export interface Reporter {
  readonly name: string;
  start?(event: RunStart): void;
  caseEnd?(event: CaseEnd): void;
  end?(event: RunEnd): void | Promise<void>;
}

/** Whether a case ended as the expectations say it does. */
export type KnownCase = (each: CaseEnd) => boolean;

export interface Sink {
  write(text: string): void;
}

/** Sends each event to all reporters and collects their failures. */
export class ReporterGroup {
  readonly #reporters: readonly Reporter[];
  readonly failures: string[] = [];
  readonly #failed = new Set<Reporter>();

  constructor(reporters: readonly Reporter[]) {
    this.#reporters = reporters;
  }

  async emit(event: RunEvent): Promise<void> {
    for (const reporter of this.#reporters) {
      if (this.#failed.has(reporter)) continue;
      try {
        if (event.type === 'run-start') reporter.start?.(event);
        else if (event.type === 'case-end') reporter.caseEnd?.(event);
        else await reporter.end?.(event);
      } catch (error) {
        this.#failed.add(reporter);
        this.failures.push(`reporter ${reporter.name} failed: ${(error as Error).message}`);
      }
    }
  }
}

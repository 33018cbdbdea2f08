/** From what a suite says of its cases to what runs them. */
import type { CaseRunner, RunnerContext, RunnerSetup } from './case-runner.ts';

/** Runners are loaded on demand: a run of one kind of suite never pays for the others. */
export async function createCaseRunner(setup: RunnerSetup, context: RunnerContext): Promise<CaseRunner> {
  switch (setup.kind) {
    case 'program': {
      const { ProgramRunner } = await import('./program-runner.ts');
      return new ProgramRunner(setup, context);
    }
    case 'sx': {
      const { SxRunner } = await import('./sx-runner.ts');
      return new SxRunner(setup, context);
    }
  }
}

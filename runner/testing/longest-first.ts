/**
 * The order in which test files run: those that start commands first, then those that are known to take long, each by size. What is left
 * for the end is short, so that no process waits for another one's last file. It does not depend on earlier runs.
 */
import { statSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const START_COMMANDS = /\.e2e\.test\.ts$|suites\/programs\//;
/** Ten seconds and more on a machine of two processors. */
const LONG = /\/(?:answers|fuzz|tails|large-programs)\.test\.ts$|instance\/memory\.test\.ts$/;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = new Map(files.map(file => [file, weightOf(file.moduleId)]));
    return [...files].sort((a, b) => weight.get(b)! - weight.get(a)!);
  }
}

function weightOf(file: string): number {
  return (START_COMMANDS.test(file) ? 2e9 : LONG.test(file) ? 1e9 : 0) + statSync(file).size;
}

/**
 * The order in which test files run: those that start commands first, the largest of them first. What is left for the end is short, so
 * that no process waits for another one's last file. It does not depend on earlier runs.
 */
import { statSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const START_COMMANDS = /\.e2e\.test\.ts$|suites\/programs\//;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = new Map(files.map(file => [file, weightOf(file.moduleId)]));
    return [...files].sort((a, b) => weight.get(b)! - weight.get(a)!);
  }
}

function weightOf(file: string): number {
  return (START_COMMANDS.test(file) ? 1e9 : 0) + statSync(file).size;
}

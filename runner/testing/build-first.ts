/** Tests that start the real command must start the code at hand: builds once before all tests. */
import { execaNode } from 'execa';

export async function setup(): Promise<void> {
  await execaNode('build.js', ['--quiet']);
}

/** Continuous integration never writes baselines: the numbers of a change must not move with the change. */
import { ToolError } from './tool-error.ts';

export function refuseInCi(): void {
  const ci = process.env.CI;
  if (ci === undefined || ci === '' || ci === 'false') return;
  throw new ToolError('UPDATE_REFUSED', 'expectations are not written in CI (the variable CI is set)');
}

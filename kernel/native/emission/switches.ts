/** `switch` statements for the chains that `switch-shape.ts` recognises. */

import type { SwitchShape } from '../analysis/switch-shape.ts';
import { under } from './conditions.ts';
import { type Dest, type Fn, leaves } from './context.ts';
import { statement } from './statements.ts';

export function switchStatement(fn: Fn, shape: SwitchShape, dest: Dest): void {
  fn.open(`switch (${fn.unit.variable(shape.variable)}) {`);
  for (const { constants, body } of shape.arms) {
    // All constants of the arm were taken by earlier arms.
    if (constants.length === 0) continue;
    const labels = constants.map(k => `case ${fn.unit.pool.atom(k)}:`);
    fn.open(`${labels.join(' ')} {`);
    under(fn, [], () => statement(fn, body, dest));
    if (!leaves(dest)) fn.line('break;');
    fn.close();
  }
  fn.open('default: {');
  under(fn, [], () => statement(fn, shape.otherwise, dest));
  fn.close();
  fn.close();
}

/** Data that contain themselves, which macros can make, have no expansion. */
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { SyntaxIssue } from './issue.ts';

/** Refuses a list that contains itself, however deep inside. */
export function refuseCycles(form: List): void {
  /** Lists met: true while their parts are being looked at. */
  const open = new Map<List, boolean>([[form, true]]);
  const lists: List[] = [form];
  const next: number[] = [0];
  while (lists.length > 0) {
    const top = lists.length - 1;
    const list = lists[top] as List;
    const i = next[top] as number;
    if (i === list.length) {
      lists.pop();
      next.pop();
      open.set(list, false);
      continue;
    }
    next[top] = i + 1;
    const part: Value = list.at(i);
    if (!(part instanceof List)) continue;
    const state = open.get(part);
    if (state === true) throw cyclic(part, form.pos);
    if (state === false) continue;
    open.set(part, true);
    lists.push(part);
    next.push(0);
  }
}

export const cyclic = (inside: List, pos: number): SyntaxIssue =>
  new SyntaxIssue(
    'EXPAND_FORM_SHAPE',
    'a form contains itself, so its expansion would have no end',
    inside.pos >= 0 ? inside.pos : pos,
  );

/** Data that contain themselves, which macros can make, have no expansion. */
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { SyntaxIssue } from './issue.ts';

/** Refuses a list that contains itself, however deep inside. */
export function refuseCycles(form: List): void {
  const open = new Set<List>();
  const done = new Set<List>();
  const stack: { list: List; next: number }[] = [];
  const enter = (list: List): void => {
    open.add(list);
    stack.push({ list, next: 0 });
  };
  enter(form);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { list } = top;
    if (top.next === list.length) {
      stack.pop();
      open.delete(list);
      done.add(list);
      continue;
    }
    const part: Value = list.at(top.next++);
    if (!(part instanceof List) || done.has(part)) continue;
    if (open.has(part)) throw cyclic(part, form.pos);
    enter(part);
  }
}

export const cyclic = (inside: List, pos: number): SyntaxIssue =>
  new SyntaxIssue(
    'EXPAND_FORM_SHAPE',
    'a form contains itself, so its expansion would have no end',
    inside.pos >= 0 ? inside.pos : pos,
  );

/** What definitions of several names are made of. */
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { Expander } from '../expander.ts';

export function defineForm(ex: Expander, name: Value, value: Value, pos: number): List {
  const form = List.of([ex.baseName('define'), name, value]);
  form.pos = pos;
  return form;
}

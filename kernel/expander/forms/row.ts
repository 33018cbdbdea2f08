/** One special form: the unit of the form table and of its reference page. */
import type { Node } from '../../core/nodes.ts';
import type { List } from '../../values/list.ts';
import type { Expander } from '../expander.ts';
import type { LoopContext, Scope } from '../scope.ts';

export interface FormRow {
  name: string;
  /** Least and greatest number of operands; `max` -1: any number. */
  min: number;
  max: number;
  /** Shape, as shown in messages and in the reference. */
  syntax: string;
  doc: string;
  expand(ex: Expander, form: List, scope: Scope, loops: LoopContext | null): Node;
}

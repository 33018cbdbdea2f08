/** One special form: the unit of the form table and of its reference page. */
import type { Node } from '../../core/nodes.ts';
import type { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { Expander } from '../expander.ts';
import type { LoopContext, Scope } from '../scope.ts';

export interface FormRow {
  name: string;
  /** Its shape in the notation of `shape.ts`: checked before `expand` is called, shown in messages and in the reference. */
  syntax: string;
  /** One line for the reference page. */
  doc: string;
  /** A program that shows what the form does, and what its value prints as: part of the reference, run by tests. */
  example: string;
  value: string;
  expand(ex: Expander, form: List, scope: Scope, loops: LoopContext | null): Node;
  /** A definition of several names: the `(define …)` forms that it stands for in a body. */
  definitions?(ex: Expander, form: List): Value[];
}

/**
 * `eval`: data as code. The datum is expanded at once and its code called as a pending tail call, so it runs in the
 * continuation of the caller: it can be suspended, captured and escaped from like the rest of the program.
 */

import { Lambda } from '../core/nodes.ts';
import { annotate } from '../expander/annotate.ts';
import { SyntaxIssue } from '../expander/issue.ts';
import type { Namespace } from '../instance/namespace.ts';
import { SourceText } from '../reader/source.ts';
import { arityError } from '../values/arity.ts';
import { Condition, fail, Raise } from '../values/condition.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { typeName } from '../values/type-name.ts';
import type { System } from './system.ts';

const NO_SOURCE = new SourceText('', '');

export function installEvaluation(system: System): void {
  const { kernel } = system;
  const define = (name: string, min: number, max: number, fn: (...args: Value[]) => Value): void => {
    const procedure: Procedure = (...args) =>
      args.length >= min && args.length <= max ? fn(...args) : arityError(name, min, max, args.length);
    procedure.guestName = name;
    kernel.base.define(name, procedure);
  };
  const namespaceOf = (name: Value): Namespace => {
    if (name === undefined || name === null) return kernel.user;
    return typeof name === 'string'
      ? kernel.namespace(name)
      : fail(`eval: expected string, got ${typeName(name)}`, [name], 'type');
  };
  // `(eval datum namespace?)`
  define('eval', 1, 2, (datum, name) => kernel.later(codeOf(system, datum, namespaceOf(name), null), []));
  // The data of a library's body carry positions of the text that is being evaluated.
  define('%eval-here', 2, 2, (datum, name) => kernel.later(codeOf(system, datum, namespaceOf(name), system.source), []));
}

/** A procedure of no arguments that evaluates the datum. */
function codeOf(system: System, datum: Value, namespace: Namespace, source: SourceText | null): Procedure {
  const expander = system.expander(namespace, source ?? NO_SOURCE);
  const lambda = new Lambda(-1, '', null);
  try {
    lambda.body = expander.expandTop(datum);
  } catch (e) {
    throw e instanceof SyntaxIssue ? new Raise(syntaxCondition(e, source)) : e;
  }
  annotate(lambda);
  return system.engine.evaluate(lambda, source);
}

/** A mistake in a program's shape as a guest condition. */
export function syntaxCondition(issue: SyntaxIssue, source: SourceText | null): Condition {
  const condition = new Condition(issue.message, [], 'syntax');
  if (source !== null && issue.pos >= 0) condition.where = source.locate(issue.pos);
  return condition;
}

/**
 * Runs a text form by form, each as a driven top-level run of the system's engine: a `perform` that nothing answers suspends the whole
 * text, and the rest of it is run when the request is answered. Mistakes in the text's shape are thrown as `ReadError` or
 * as a raised condition of kind "syntax", with the forms before them already run.
 */

import type { Done, Suspended } from '../control/outcome.ts';
import type { Node } from '../core/nodes.ts';
import { SyntaxIssue } from '../expander/issue.ts';
import type { Namespace } from '../instance/namespace.ts';
import { Reader } from '../reader/reader.ts';
import type { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import { EOF } from '../values/eof.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Sym } from '../values/symbol.ts';
import { syntaxCondition } from './evaluation.ts';
import type { System } from './system.ts';

export type Outcome = Done | Suspended;

/** Runs the forms of a text; the value of the last one is the value of the text. */
export function runText(system: System, source: SourceText, namespace: Namespace): Outcome {
  const reader = new Reader(source, system.kernel.symbols);
  const expander = system.expander(namespace, source);
  /** Where the form that runs begins. */
  let form = 0;
  const step = (act: () => Outcome): Outcome => {
    try {
      return within(system, source, act);
    } catch (e) {
      throw placed(e, source, form);
    }
  };
  const next = (value: Value): Outcome => {
    for (;;) {
      const datum = reader.next();
      if (datum === EOF) return { done: true, value };
      form = datum instanceof List ? datum.pos : reader.offset - (datum instanceof Sym ? datum.name.length : 1);
      const outcome = step(() => system.engine.run(expand(datum), source));
      if (!outcome.done) return continued(outcome);
      value = outcome.value;
    }
  };
  const expand = (datum: Value): Node => {
    try {
      return expander.expandTop(datum);
    } catch (e) {
      throw e instanceof SyntaxIssue ? new Raise(syntaxCondition(e, source)) : e;
    }
  };
  const continued = (s: Suspended): Suspended => {
    const on = (outcome: Outcome): Outcome => (outcome.done ? next(outcome.value) : continued(outcome));
    return {
      done: false,
      request: s.request,
      resume: value => on(step(() => s.resume(value))),
      raise: payload => on(step(() => s.raise(payload))),
    };
  };
  return next(null);
}

/** Runs an outcome to its end with answers that come at once; `answer` throws a `Raise` to fail a request. */
export function settle(outcome: Outcome, answer: (request: Value) => Value): Value {
  let current = outcome;
  while (!current.done) {
    let value: Value;
    try {
      value = answer(current.request);
    } catch (e) {
      if (!(e instanceof Raise)) throw e;
      current = current.raise(e.payload);
      continue;
    }
    current = current.resume(value);
  }
  return current.value;
}

/** A condition that does not know where it arose did so somewhere in the form that ran. */
function placed(e: unknown, source: SourceText, form: number): unknown {
  if (e instanceof Raise && e.payload instanceof Condition && e.payload.where === '') e.payload.where = source.locate(form);
  return e;
}

function within<T>(system: System, source: SourceText, act: () => T): T {
  const outer = system.source;
  system.source = source;
  try {
    return act();
  } finally {
    system.source = outer;
  }
}

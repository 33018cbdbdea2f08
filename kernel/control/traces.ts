/**
 * Traces as values of the language: `(call-trace)` answers the calls that are under way, `(text-trace path text offset)` a place in a
 * text, `(condition-trace condition)` where a condition arose, and `(trace-places trace)` the list of their places, `file:line:column`, innermost first. They are procedures and
 * not primitives, since only what is called as a procedure finds its caller's frames in order.
 */
import type { Kernel } from '../instance/kernel.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, fail } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { Trace } from '../values/trace.ts';
import { typeName } from '../values/type-name.ts';

export function installTraces(kernel: Kernel): void {
  const define = (name: string, fn: (...args: Value[]) => Value): void => {
    kernel.base.define(name, Object.assign(fn, { guestName: name }));
  };
  define('call-trace', () => kernel.trace());
  define('text-trace', (path, text, offset) => Trace.at({ source: new SourceText(path, text), pos: offset }));
  define('condition-trace', c =>
    c instanceof Condition ? Trace.from(c.origin) : fail(`condition-trace: expected condition, got ${typeName(c)}`, [c], 'type'),
  );
  define('trace-places', trace =>
    trace instanceof Trace
      ? kernel.list(...trace.places)
      : fail(`trace-places: expected trace, got ${typeName(trace)}`, [trace], 'type'),
  );
}

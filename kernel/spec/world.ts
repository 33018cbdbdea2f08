/**
 * The world that spec tests run in: names that are resolved late, and what `perform` is answered with. `echo` answers its value, `fail` raises its message,
 * `import` defines one of a few small libraries, anything else is refused.
 */
import type { System } from '../embed/system.ts';
import { runText, settle } from '../embed/text-run.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { SourceText } from '../reader/source.ts';
import { fail } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';

/** Hooks of the kernels that spec files run on: one global is known only to whoever is asked for it. */
export const SPEC_HOOKS: Partial<KernelHooks> = {
  resolveSymbol: name => (name === 'spec-late-name' ? 42 : undefined),
};

/** Libraries that are not loaded until somebody imports them. */
const LIBRARIES: Readonly<Record<string, string>> = {
  '(spec shapes)': `(define-library (spec shapes)
    (export area (rename internal-scale scale))
    (import (spec numbers))
    (begin (define (area w h) (times-two (/ (* w h) 2)))
           (define (internal-scale k) (fn (x) (* k x)))))`,
  '(spec numbers)': `(define-library (spec numbers) (export times-two) (begin (define (times-two x) (* 2 x))))`,
  '(spec broken)': `(define-library (spec broken) (export f) (begin (define f (car (list)))))`,
};

export function answerRequest(system: System): (request: Value) => Value {
  const answer = (request: Value): Value => {
    const op = request instanceof Map ? request.get('op') : undefined;
    switch (op) {
      case 'echo':
        return request.get('value');
      case 'fail':
        return fail(request.get('message'), [], 'io');
      case 'import': {
        const name = inspect(request.get('library'));
        const text = LIBRARIES[name];
        if (text !== undefined) settle(runText(system, new SourceText(`${name}.sx`, text), system.kernel.user), answer);
        return null;
      }
      default:
        return fail(`perform: nobody answers ${inspect(request, { budget: 50 })}`, [request], 'io');
    }
  };
  return answer;
}

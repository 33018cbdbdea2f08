/**
 * Control operators as the CEK performs them: on the machine's registers, without host recursion. Their host
 * implementations, for callers that are native code, are in `kernel/control/`.
 */

import { conditionOf, elementsOf, handlerPairs, spread } from '../control/arguments.ts';
import { Link, LinkKind } from '../control/dynamic.ts';
import { Escape } from '../control/escape.ts';
import { CONTROLS, Control } from '../control/operators.ts';
import { type Bindings, converting, type Parameter, parameterOf, rebound } from '../control/parameter.ts';
import { settle } from '../control/promise.ts';
import { Status, type Step } from '../control/status.ts';
import { arityError } from '../values/arity.ts';
import { fail } from '../values/condition.ts';
import { Generator } from '../values/generator.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { GuestPromise } from '../values/promise.ts';
import { answer, applyHost, call } from './apply.ts';
import { Arity, Closure, NO_CODE, NO_ENV } from './code.ts';
import { applyContinuation, capture, compose, reset, shift } from './continuation.ts';
import { Frame, FrameOp } from './frames.ts';
import { resumeGenerator } from './generator.ts';
import type { Machine } from './machine.ts';
import { adopt, adoptNext, moveOut, mustMove, openEscape } from './migration.ts';
import { takeExit } from './native.ts';
import { beginRaise } from './raise.ts';
import { APPLY, EXIT } from './states.ts';
import { locate } from './where.ts';

/** What `procedure.lambda` becomes for a control operator. */
export function controlClosure(name: string): Closure {
  if (name === 'adopt') return new Closure(Arity.Control, NO_ENV, NO_CODE, Control.Adopt);
  const row = CONTROLS[name];
  return new Closure(Arity.Control, NO_ENV, NO_CODE, row ? row.op : Control.Host, row ? [name, row.min, row.max] : null);
}

const push = (m: Machine, op: FrameOp, i: number, x: Value): void => {
  m.k = new Frame(op, m.at, NO_ENV, i, x, m.k, 0);
};

export function applyControl(m: Machine, l: Closure, f: Value, vals: Value[]): Step {
  const count = vals.length - 1;
  switch (l.control) {
    case Control.Host:
      return applyHost(m, f, vals);
    case Control.Continuation:
      return applyContinuation(m, l.datum, vals.slice(1));
    case Control.Composable:
      return compose(m, l.datum, vals.slice(1));
    case Control.Adopt:
      return adopt(m, vals[1]);
    case Control.Adopted:
      return adoptNext(m, l.datum);
    case Control.Exit:
      return takeExit(m, l.datum, vals[1], vals[2]);
    default:
  }
  const [name, min, max] = l.datum;
  if (count < min || (max >= 0 && count > max)) arityError(name, min, max, count);
  if (l.control === Control.Perform) {
    const answered = m.kernel.hooks.answer?.(vals[1]);
    if (answered !== undefined) return answer(m, answered);
  }
  if (mustMove(m, l.control)) return moveOut(m, vals);
  switch (l.control) {
    case Control.Raise:
      locate(vals[1], m.at, m.e, m.k);
      return beginRaise(m, vals[1], false);
    case Control.RaiseContinuable:
      locate(vals[1], m.at, m.e, m.k);
      return beginRaise(m, vals[1], true);
    case Control.Error: {
      const condition = conditionOf(m.kernel, vals.slice(1));
      locate(condition, m.at, m.e, m.k);
      return beginRaise(m, condition, false);
    }
    case Control.CallCC:
      return call(m, vals[1], capture(m));
    case Control.CallEC:
      return callWithEscape(m, vals[1]);
    case Control.DynamicWind:
      push(m, FrameOp.WindEnter, 0, [vals[1], vals[2], vals[3]]);
      return call(m, vals[1]);
    case Control.WithExceptionHandler:
      return withHandlers(m, [[null, vals[1]]], vals[2]);
    case Control.HandlerBind:
      return withHandlers(m, handlerPairs(vals[1]), vals[2]);
    case Control.Reset:
      return reset(m, vals[1]);
    case Control.Shift:
      return shift(m, vals[1]);
    case Control.Perform:
      return perform(m, vals[1]);
    case Control.Apply:
      m.vals = spread(vals);
      m.c = APPLY;
      return;
    case Control.Values:
      return answer(m, count === 1 ? vals[1] : new Multiple(vals.slice(1)));
    case Control.CallWithValues:
      push(m, FrameOp.Consume, 0, vals[2]);
      return call(m, vals[1]);
    case Control.Parameterize:
      return parameterize(m, vals);
    case Control.GeneratorResume: {
      const g = vals[1];
      if (!(g instanceof Generator)) fail('generator-resume!: expected generator', [g], 'type');
      return resumeGenerator(m, g, vals[2], vals[3]);
    }
    case Control.Force:
      return force(m, vals[1]);
    default:
      throw new Error(`CEK: control operator ${name}`);
  }
}

function callWithEscape(m: Machine, receiver: Value): Step {
  const { d } = m;
  // In tail position of another one, whose way out leads to the same place.
  if (d instanceof Link && d.kind === LinkKind.Escape && d.frame === m.k) return call(m, receiver, (d.a as Escape).procedure);
  const way = new Escape(m.kernel);
  openEscape(m, way);
  call(m, receiver, way.procedure);
}

function withHandlers(m: Machine, pairs: Value, thunk: Value): Step {
  push(m, FrameOp.PopLink, 0, null);
  m.setD(new Link(LinkKind.Handler, m.d, pairs));
  call(m, thunk);
}

/** Inside a driven top-level run the machine stops with the request; otherwise the kernel's resolver answers at once. */
function perform(m: Machine, request: Value): Step {
  if (m.top && m.driven) {
    m.v = request;
    m.status = Status.Suspended;
    m.c = EXIT;
    return;
  }
  const resolver = m.kernel.hooks.performResolver;
  if (resolver) return answer(m, resolver(request));
  fail('IO suspension in non-IO context', [request], 'io');
}

function parameterize(m: Machine, vals: Value[]): Step {
  const parameters = elementsOf(vals[1]).map(parameterOf);
  convert(m, { parameters, values: [...elementsOf(vals[2])], thunk: vals[3] }, 0);
}

/** Converts the values from number `i` on, then binds. */
function convert(m: Machine, b: Bindings, i: number): Step {
  for (; i < b.parameters.length; i++) {
    const converter = (b.parameters[i] as Parameter).converter;
    if (converter === null) continue;
    push(m, FrameOp.Converter, i, b);
    return call(m, converter, b.values[i]);
  }
  const d = m.d;
  if (m.k.op === FrameOp.PopLink && d instanceof Link && d.kind === LinkKind.Parameters) {
    m.setD(rebound(d, b));
  } else {
    push(m, FrameOp.PopLink, 0, null);
    m.setD(new Link(LinkKind.Parameters, d, b.parameters, b.values));
  }
  call(m, b.thunk);
}

/** A converter has answered `v`. */
export function converted(m: Machine, f: Frame, v: Value): Step {
  convert(m, converting(f.x as Bindings, f.i, v), f.i + 1);
}

function force(m: Machine, p: Value): Step {
  if (!(p instanceof GuestPromise)) return answer(m, p);
  if (p.box.done) return answer(m, p.box.content);
  push(m, FrameOp.Force, 0, p);
  call(m, p.box.content);
}

/** A promise's thunk has answered `v`. Chains of any length run in constant space: the frame has been popped. */
export function forced(m: Machine, f: Frame, v: Value): Step {
  settle(f.x, v);
  force(m, f.x);
}

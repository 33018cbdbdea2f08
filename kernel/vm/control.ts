/**
 * Control operators as the machine performs them: on its frames, without host recursion. The same operators for callers
 * that are native code are in `kernel/control/`, and the CEK's in `kernel/cek/control.ts`; the three must agree.
 */

import { conditionOf, elementsOf, handlerPairs, spread } from '../control/arguments.ts';
import { Link, LinkKind } from '../control/dynamic.ts';
import { Escape } from '../control/escape.ts';
import { Control } from '../control/operators.ts';
import { type Bindings, converting, type Parameter, parameterOf, rebound } from '../control/parameter.ts';
import { settle } from '../control/promise.ts';
import type { Step } from '../control/status.ts';
import { arityError } from '../values/arity.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { GuestPromise } from '../values/promise.ts';
import { FrameKind, type VmClosure } from './code.ts';
import { applyContinuation, capture, compose, reset, shift } from './continuation.ts';
import type { Machine } from './machine.ts';
import { perform } from './perform.ts';
import { beginRaise } from './raise.ts';
import { locate, note } from './where.ts';

/** `vals`: operator and operands, which have been taken off the stack. */
export function applyControl(m: Machine, l: VmClosure, vals: readonly Value[]): Step {
  const count = vals.length - 1;
  if (l.control === Control.Continuation) return applyContinuation(m, l.x, vals.slice(1));
  if (l.control === Control.Composable) return compose(m, l.x, vals.slice(1));
  const [name, min, max] = l.x;
  if (count < min || (max >= 0 && count > max)) arityError(name, min, max, count);
  switch (l.control) {
    case Control.Raise:
    case Control.RaiseContinuable:
      locate(m, vals[1]);
      note(m, vals[1]);
      return beginRaise(m, vals[1], l.control === Control.RaiseContinuable);
    case Control.Error: {
      const condition = conditionOf(m.kernel, vals.slice(1));
      locate(m, condition);
      return beginRaise(m, condition, false);
    }
    case Control.CallCC:
      return m.call(vals[1], capture(m));
    case Control.CallEC:
      return callWithEscape(m, vals[1]);
    case Control.DynamicWind:
      m.push(FrameKind.WindEnter, 0, [vals[1], vals[2], vals[3]]);
      return m.call(vals[1]);
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
    case Control.Apply: {
      const [f, ...args] = spread(vals);
      return m.call(f, ...args);
    }
    case Control.Values:
      return m.answer(count === 1 ? vals[1] : new Multiple(vals.slice(1)));
    case Control.CallWithValues:
      m.push(FrameKind.Consume, 0, vals[2]);
      return m.call(vals[1]);
    case Control.Parameterize: {
      const parameters = elementsOf(vals[1]).map(parameterOf);
      return convert(m, { parameters, values: [...elementsOf(vals[2])], thunk: vals[3] }, 0);
    }
    case Control.Force:
      return force(m, vals[1]);
    default:
      throw new Error(`VM: control operator ${name}`);
  }
}

function callWithEscape(m: Machine, receiver: Value): Step {
  const { d } = m;
  // In tail position of another one, whose way out leads to the same place.
  if (d instanceof Link && d.kind === LinkKind.Escape && m.isOwn(m.engine.frame(m.fd).k, FrameKind.PopLink)) {
    return m.call(receiver, (d.a as Escape).procedure);
  }
  const way = new Escape(m.kernel);
  const mark = m.mark(null);
  m.push(FrameKind.PopLink);
  m.setD(new Link(LinkKind.Escape, d, way, null, 0, mark));
  m.call(receiver, way.procedure);
}

function withHandlers(m: Machine, pairs: Value, thunk: Value): Step {
  m.push(FrameKind.PopLink);
  m.setD(new Link(LinkKind.Handler, m.d, pairs));
  m.call(thunk);
}

/** Converts the values from number `i` on, then binds. */
function convert(m: Machine, b: Bindings, i: number): Step {
  for (; i < b.parameters.length; i++) {
    const { converter } = b.parameters[i] as Parameter;
    if (converter === null) continue;
    m.push(FrameKind.Converter, i, b);
    return m.call(converter, b.values[i]);
  }
  const { d } = m;
  const below = m.engine.frame(m.fd).k;
  if (m.isOwn(below, FrameKind.PopLink) && d instanceof Link && d.kind === LinkKind.Parameters) {
    m.setD(rebound(d, b));
  } else {
    m.push(FrameKind.PopLink);
    m.setD(new Link(LinkKind.Parameters, d, b.parameters, b.values));
  }
  m.call(b.thunk);
}

/** The converter of value `i` has answered `v`. */
export function converted(m: Machine, b: Bindings, i: number, v: Value): Step {
  convert(m, converting(b, i, v), i + 1);
}

function force(m: Machine, p: Value): Step {
  if (!(p instanceof GuestPromise)) return m.answer(p);
  if (p.box.done) return m.answer(p.box.content);
  m.push(FrameKind.Force, 0, p);
  m.call(p.box.content);
}

/** A promise's thunk has answered `v`. Chains of any length run in constant space: the frame has been popped. */
export function forced(m: Machine, p: Value, v: Value): Step {
  settle(p, v);
  force(m, p);
}

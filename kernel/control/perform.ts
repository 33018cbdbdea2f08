/**
 * Control operators as both machines perform them: on their registers, without host recursion. Their host implementations, for callers
 * that are native code, are in `install.ts`; the two must agree.
 */
import { arityError } from '../values/arity.ts';
import { fail } from '../values/condition.ts';
import { Generator } from '../values/generator.ts';
import { Multiple } from '../values/multiple.ts';
import type { Value } from '../values/procedure.ts';
import { GuestPromise } from '../values/promise.ts';
import { conditionOf, elementsOf, handlerPairs, spread } from './arguments.ts';
import { raised } from './continuable.ts';
import { applyContinuation, capture, compose, reset, shift } from './continuation.ts';
import { Link, LinkKind } from './dynamic.ts';
import { Escape } from './escape.ts';
import { FrameKind } from './frames.ts';
import { resumeGenerator } from './generators.ts';
import type { Machine } from './machine.ts';
import { CONTROLS, Control } from './operators.ts';
import { type Bindings, converting, type Parameter, parameterOf, rebound } from './parameter.ts';
import { settle } from './promise.ts';
import { beginRaise, reraise } from './raise.ts';
import { Status, type Step } from './status.ts';

/** What an operator's closure keeps: the name, for messages, and how many operands it takes. */
export type OperatorDatum = readonly [name: string, min: number, max: number];

/** The number and datum of the operator of this name; `Host` if it is none that machines perform. */
export function operatorOf(name: string): [Control, OperatorDatum | null] {
  const row = CONTROLS[name];
  return row === undefined ? [Control.Host, null] : [row.op, [name, row.min, row.max]];
}

export function checkOperands([name, min, max]: OperatorDatum, count: number): void {
  if (count < min || (max >= 0 && count > max)) arityError(name, min, max, count);
}

/** Performs a control operator, or calls a continuation; `vals`: it and its operands, whose number has been checked. */
export function performControl(m: Machine, control: Control, datum: Value, vals: readonly Value[]): Step {
  const [, a, b, c] = vals;
  switch (control) {
    case Control.Continuation:
      return applyContinuation(m, datum, vals.slice(1));
    case Control.Composable:
      return compose(m, datum, vals.slice(1));
    case Control.Raise:
    case Control.RaiseContinuable:
      m.locate(a);
      return beginRaise(m, a, control === Control.RaiseContinuable);
    case Control.Reraise:
      m.locate(raised(a));
      return reraise(m, a);
    case Control.Error: {
      const condition = conditionOf(m.kernel, vals.slice(1));
      m.locate(condition);
      return beginRaise(m, condition, false);
    }
    case Control.CallCC:
      return m.call(a, capture(m));
    case Control.CallEC:
      return callWithEscape(m, a);
    case Control.DynamicWind:
      m.push(FrameKind.WindEnter, 0, [a, b, c]);
      return m.call(a);
    case Control.WithExceptionHandler:
      return withHandlers(m, [[null, a]], b);
    case Control.HandlerBind:
      return withHandlers(m, handlerPairs(a), b);
    case Control.Reset:
      return reset(m, a);
    case Control.Shift:
      return shift(m, a);
    case Control.Perform:
      return perform(m, a);
    case Control.Apply:
      return m.apply(spread(vals));
    case Control.Values:
      return m.answer(vals.length === 2 ? a : new Multiple(vals.slice(1)));
    case Control.CallWithValues:
      m.push(FrameKind.Consume, 0, b);
      return m.call(a);
    case Control.Parameterize:
      return convert(m, { parameters: elementsOf(a).map(parameterOf), values: [...elementsOf(b)], thunk: c }, 0);
    case Control.GeneratorResume:
      return a instanceof Generator ? resumeGenerator(m, a, b, c) : fail('generator-resume!: expected generator', [a], 'type');
    case Control.Force:
      return force(m, a);
    default:
      throw new Error(`control operator ${control}`);
  }
}

function callWithEscape(m: Machine, receiver: Value): Step {
  const { d } = m;
  // In tail position of another one, whose way out leads to the same place.
  if (m.topIs(FrameKind.PopLink) && d instanceof Link && d.kind === LinkKind.Escape) {
    return m.call(receiver, (d.a as Escape).procedure);
  }
  const way = new Escape(m.kernel);
  openEscape(m, way);
  m.call(receiver, way.procedure);
}

/** The way out that `way` stands for leads here. */
export function openEscape(m: Machine, way: Escape): void {
  m.bracket(FrameKind.PopLink, null, LinkKind.Escape, way);
}

function withHandlers(m: Machine, pairs: Value, thunk: Value): Step {
  m.bracket(FrameKind.PopLink, null, LinkKind.Handler, pairs);
  m.call(thunk);
}

/** Whether the host has an answer that need not be waited for; then the machine has it. */
export function answersInPlace(m: Machine, request: Value): boolean {
  const answered = m.kernel.hooks.answer?.(request);
  if (answered === undefined) return false;
  m.answer(answered);
  return true;
}

/** Inside a driven top-level run the machine stops with a request that must wait; elsewhere the kernel's resolver answers at once. */
export function perform(m: Machine, request: Value): Step {
  if (answersInPlace(m, request)) return;
  if (m.top && m.driven) return m.finish(Status.Suspended, request);
  const resolver = m.kernel.hooks.performResolver;
  if (resolver) return m.answer(resolver(request));
  fail('IO suspension in non-IO context', [request], 'io');
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
  if (m.topIs(FrameKind.PopLink) && d instanceof Link && d.kind === LinkKind.Parameters) m.setD(rebound(d, b));
  else m.bracket(FrameKind.PopLink, null, LinkKind.Parameters, b.parameters, b.values);
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

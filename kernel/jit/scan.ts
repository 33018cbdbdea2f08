/**
 * The safety scan: what about a piece of code keeps it interpreted. Recursion inside a compiled lambda would grow the host's stack where the
 * interpreter has the heap; what captures or handles is looked for only if the policy asks.
 */
import { Kind, type Lambda, type Loop, type Node, type Variable } from '../core/nodes.ts';
import { children } from '../core/walk.ts';

/** Control operators that capture the continuation they are called in. */
const CAPTURING = new Set(['perform', '%shift', 'call/cc']);
/** Names of such an operator that promise to escape only. */
const ESCAPING = new Set(['call/ec', 'call-with-escape-continuation']);
/** Library procedures that capture. */
const CAPTURING_NAMES = new Set(['coroutine-yield', 'coroutine-resume', 'coroutine->list']);
const HANDLING = new Set(['with-exception-handler', '%handler-bind', 'dynamic-wind']);

function controlOf(node: Node): string | undefined {
  return node.kind === Kind.GlobalRef && typeof node.cell.v === 'function' ? node.cell.v.control : undefined;
}

/** In no particular order. */
function find(root: Node, test: (n: Node) => string | undefined): string | undefined {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const found = test(node);
    if (found !== undefined) return found;
    for (const child of children(node)) pending.push(child);
  }
  return undefined;
}

/** The name of something in the code, nested lambdas included, that captures continuations; `others` are known to. */
export function captures(node: Node, others: ReadonlySet<string> = new Set()): string | undefined {
  return find(node, n => {
    if (n.kind !== Kind.GlobalRef) return undefined;
    const { name } = n.cell;
    if (CAPTURING_NAMES.has(name) || others.has(name)) return name;
    return CAPTURING.has(controlOf(n) ?? '') && !ESCAPING.has(name) ? name : undefined;
  });
}

/** What in the code, nested lambdas included, installs handlers. Only asked when the policy's `handlerScan` is on. */
export function installsHandlers(node: Node): string | undefined {
  return find(node, n => {
    if (n.kind === Kind.Catch) return 'guard';
    if (n.kind === Kind.Finally) return 'try-finally';
    const control = controlOf(n);
    return control !== undefined && HANDLING.has(control) ? control : undefined;
  });
}

/** Whether it is a generator's body, whatever that does, or suspends one. */
export function suspends(code: Lambda | Loop): boolean {
  if (code.kind === Kind.Lambda && code.generator) return true;
  const visit = (n: Node): boolean => n.kind === Kind.Yield || (n.kind !== Kind.Lambda && children(n).some(visit));
  return visit(code.body);
}

/** A lambda inside that calls itself, or a sibling, in operand position. It is promoted by itself. */
export function recursesInside(code: Lambda | Loop): string | undefined {
  return find(code.body, n => {
    if (n.kind !== Kind.Letrec) return undefined;
    const group = new Set(n.vars);
    for (const [i, init] of n.inits.entries()) {
      if (init.kind === Kind.Lambda && callsBack(init.body, group, true)) return n.vars[i]?.name;
    }
    return undefined;
  });
}

function callsBack(n: Node, group: ReadonlySet<Variable>, tail: boolean): boolean {
  switch (n.kind) {
    case Kind.Call:
      if (!tail && n.fn.kind === Kind.LocalRef && group.has(n.fn.variable)) return true;
      return [n.fn, ...n.args].some(a => callsBack(a, group, false));
    case Kind.If:
      return callsBack(n.test, group, false) || callsBack(n.then, group, tail) || callsBack(n.otherwise, group, tail);
    case Kind.Seq:
      return n.body.some((part, i) => callsBack(part, group, tail && i === n.body.length - 1));
    case Kind.Let:
    case Kind.Letrec:
    case Kind.Loop:
      return n.inits.some(init => callsBack(init, group, false)) || callsBack(n.body, group, tail);
    case Kind.Lambda:
    case Kind.Block:
      return callsBack(n.body, group, true);
    case Kind.ReturnFrom:
      return callsBack(n.value, group, n.direct);
    case Kind.Catch:
      return callsBack(n.body, group, false) || callsBack(n.handler, group, tail);
    default:
      return children(n).some(c => callsBack(c, group, false));
  }
}

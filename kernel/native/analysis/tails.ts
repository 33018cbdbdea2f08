/**
 * Which lambdas may answer the pending-tail-call sentinel. Those that tail-call something unknown, those on a cycle of
 * tail calls between known lambdas (which must bounce to keep the host stack bounded), those that tail-call such a one, and
 * those whose frame may be moved because a call in them answers it. All others answer values, so that their callers need no test.
 */
import type { Lambda } from '../../core/nodes.ts';

export interface Calls {
  /** Tail calls of known lambdas. */
  known: Lambda[];
  /** Other calls of known lambdas, if they can be moved away from. */
  inner: Lambda[];
  /** Something unknown is called in tail position, or where it can be moved away from. */
  unknown: boolean;
}

export type TailCalls = Map<Lambda, Calls>;

export function findTailCallers(calls: TailCalls, cycles: Cycles): Set<Lambda> {
  const result = new Set<Lambda>();
  const callers = new Map<Lambda, Lambda[]>();
  for (const [lambda, { known, inner, unknown }] of calls) {
    if (unknown) result.add(lambda);
    for (const k of [...known, ...inner]) {
      const list = callers.get(k);
      if (list) list.push(lambda);
      else callers.set(k, [lambda]);
    }
  }
  for (const l of cycles.keys()) result.add(l);
  const work = [...result];
  for (let l = work.pop(); l !== undefined; l = work.pop()) {
    for (const caller of callers.get(l) ?? []) {
      if (result.has(caller)) continue;
      result.add(caller);
      work.push(caller);
    }
  }
  return result;
}

/** The lambdas that are on a cycle of tail calls between known lambdas, with the number of their strongly connected component. */
export type Cycles = ReadonlyMap<Lambda, number>;

/** Tarjan's algorithm, with an explicit stack. */
export function findCycles(calls: TailCalls): Cycles {
  const index = new Map<Lambda, number>();
  const low = new Map<Lambda, number>();
  const open = new Set<Lambda>();
  const stack: Lambda[] = [];
  const found = new Map<Lambda, number>();
  for (const root of calls.keys()) {
    if (index.has(root)) continue;
    const path: { lambda: Lambda; next: number }[] = [];
    const enter = (lambda: Lambda) => {
      index.set(lambda, index.size);
      low.set(lambda, index.get(lambda) as number);
      open.add(lambda);
      stack.push(lambda);
      path.push({ lambda, next: 0 });
    };
    enter(root);
    while (path.length > 0) {
      const top = path[path.length - 1] as { lambda: Lambda; next: number };
      const targets = calls.get(top.lambda)?.known ?? [];
      const target = targets[top.next++];
      if (target !== undefined) {
        if (!index.has(target)) enter(target);
        else if (open.has(target)) low.set(top.lambda, Math.min(low.get(top.lambda) as number, index.get(target) as number));
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      const own = low.get(top.lambda) as number;
      if (parent) low.set(parent.lambda, Math.min(low.get(parent.lambda) as number, own));
      if (own !== index.get(top.lambda)) continue;
      const component: Lambda[] = [];
      let member: Lambda;
      do {
        member = stack.pop() as Lambda;
        open.delete(member);
        component.push(member);
      } while (member !== top.lambda);
      if (component.length > 1 || targets.includes(top.lambda)) for (const l of component) found.set(l, own);
    }
  }
  return found;
}

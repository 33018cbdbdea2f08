/**
 * The dynamic state: a linked list, innermost first, of everything that is in force while an expression runs: handlers,
 * parameter bindings, and what must happen when the expression is left. `kernel.handlers` points at the innermost link
 * in every engine; native code pushes plain `{next}` links for its `guard`s, the CEK pushes `Link`s.
 *
 * Links refer to each other and to continuation frames only relatively (by counting), so that a run of links can be
 * copied on top of another dynamic state: that is how delimited continuations and generators take theirs along.
 */
import type { HandlerLink } from '../values/handler-link.ts';
import type { Procedure, Value } from '../values/procedure.ts';

export enum LinkKind {
  /** A `Catch`: raising inside unwinds to it. Native code's links have no kind and mean the same. */
  Catch,
  /** A `Catch` whose handler may decline. Native code's links may be that, too. */
  Guard,
  /** `a`: array of [predicate or null, handler]. */
  Handler,
  /** A handler is running: the links below, up to and including the next `count` handlers, do not see what is raised here. */
  Shield,
  /** `a`: parameters, `b`: their values. */
  Parameters,
  /** `a`: before, `b`: after. */
  Wind,
  /** A `Finally` whose body is running. */
  Finally,
  /** `a`: the way out of an escaping continuation. */
  Escape,
}

export class Link implements HandlerLink {
  constructor(
    readonly kind: LinkKind,
    readonly next: HandlerLink | null,
    readonly a: Value = null,
    readonly b: Value = null,
    readonly count = 0,
    /** The engine's continuation frame that belongs to this link. */
    readonly frame: unknown = null,
  ) {}

  on(next: HandlerLink | null): Link {
    return new Link(this.kind, next, this.a, this.b, this.count, this.frame);
  }
}

export type HandlerPair = [predicate: Procedure | null, handler: Procedure];

/** The innermost link that takes part in raising, seen from `from`: a handler or a catch, own or native. */
export function nextHandling(from: HandlerLink | null): HandlerLink | null {
  let link = from;
  while (link !== null) {
    if (!(link instanceof Link)) return link;
    if (isHandling(link)) return link;
    link = link.kind === LinkKind.Shield ? behind(link) : link.next;
  }
  return null;
}

/** A shield on top of `d` that hides everything down to the handler `to`. */
export function shieldTo(d: HandlerLink | null, to: HandlerLink): Link {
  return new Link(LinkKind.Shield, d, null, null, countTo(d, to));
}

/** What takes part in raising from `d` down to and including `to`. That is counted, not links: engines differ in what else they put on the list. */
export function countTo(d: HandlerLink | null, to: HandlerLink): number {
  let n = 1;
  for (let link = d; link !== to && link !== null; link = link.next) if (isHandling(link)) n++;
  return n;
}

/** What a shield does not hide. */
export const behind = (shield: Link): HandlerLink | null => beyond(shield.next, shield.count);

/** What is left of `d` without the first `n` that take part in raising. */
export function beyond(d: HandlerLink | null, n: number): HandlerLink | null {
  let link = d;
  for (let left = n; left > 0 && link !== null; link = link.next) if (isHandling(link)) left--;
  return link;
}

/** A handler or a catch, own or native. */
export function isHandling(link: HandlerLink): boolean {
  if (!(link instanceof Link)) return true;
  return link.kind === LinkKind.Catch || link.kind === LinkKind.Guard || link.kind === LinkKind.Handler;
}

/** The outermost guard that a continuable raise may pass on its way to a handler; `null` if it passes none, or there is no handler. */
export function lastGuard(d: HandlerLink | null): HandlerLink | null {
  let passed: HandlerLink | null = null;
  let last: HandlerLink | null = null;
  for (let link = nextHandling(d); link !== null; link = nextHandling(link.next)) {
    if (!(link instanceof Link) || link.kind === LinkKind.Guard) last = link;
    else if (link.kind === LinkKind.Catch) break;
    else {
      passed = last;
      if (link.a.some(([predicate]: HandlerPair) => predicate === null)) break;
    }
  }
  return passed;
}

/** The links from `from` down to, but not including, `to`; innermost first. */
export function linksAbove(from: HandlerLink | null, to: HandlerLink | null): Link[] {
  const links: Link[] = [];
  for (let link = from; link !== to && link !== null; link = link.next) links.push(link as Link);
  return links;
}

/** Copies `links` (innermost first) on top of `base`. */
export function replant(links: readonly Link[], base: HandlerLink | null): HandlerLink | null {
  let d = base;
  for (let i = links.length - 1; i >= 0; i--) d = (links[i] as Link).on(d);
  return d;
}

/** The links that two dynamic states have in common. */
export function commonLinks(a: HandlerLink | null, b: HandlerLink | null): HandlerLink | null {
  let n = height(a) - height(b);
  for (; n > 0; n--) a = (a as HandlerLink).next;
  for (; n < 0; n++) b = (b as HandlerLink).next;
  while (a !== b) {
    a = (a as HandlerLink).next;
    b = (b as HandlerLink).next;
  }
  return a;
}

/** Number of links. */
export function height(d: HandlerLink | null): number {
  let n = 0;
  for (let link = d; link !== null; link = link.next) n++;
  return n;
}

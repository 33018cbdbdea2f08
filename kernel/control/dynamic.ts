/**
 * The dynamic state: a linked list, innermost first, of everything that is in force while an expression runs: handlers,
 * parameter bindings, and what must happen when the expression is left. `kernel.handlers` points at the innermost link
 * in every engine; native code pushes plain `{handler: null, next}` links for its `guard`s, the CEK pushes `Link`s.
 *
 * Links refer to each other and to continuation frames only relatively (by counting), so that a run of links can be
 * copied on top of another dynamic state: that is how delimited continuations and generators take theirs along.
 */
import type { HandlerLink } from '../kernel.ts';
import type { Procedure, Value } from '../values/procedure.ts';

export enum LinkKind {
  /** A `Catch`: raising inside unwinds to it. Native code's links have no kind and mean the same. */
  Catch,
  /** `a`: array of [predicate or null, handler]. */
  Handler,
  /** A handler is running: the `count` links below do not see what is raised here. */
  Shield,
  /** `a`: parameters, `b`: their values. */
  Parameters,
  /** `a`: before, `b`: after. */
  Wind,
  /** A `Finally` whose body is running. */
  Finally,
}

export class Link implements HandlerLink {
  readonly handler: Procedure | null = null;
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
    if (link.kind === LinkKind.Catch || link.kind === LinkKind.Handler) return link;
    let skip = link.kind === LinkKind.Shield ? link.count : 0;
    link = link.next;
    while (skip-- > 0 && link !== null) link = link.next;
  }
  return null;
}

/** Number of links from `from` down to, but not including, `to`. */
export function linksBetween(from: HandlerLink | null, to: HandlerLink | null): number {
  let n = 0;
  for (let link = from; link !== to && link !== null; link = link.next) n++;
  return n;
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
  let n = linksBetween(a, null) - linksBetween(b, null);
  for (; n > 0; n--) a = (a as HandlerLink).next;
  for (; n < 0; n++) b = (b as HandlerLink).next;
  while (a !== b) {
    a = (a as HandlerLink).next;
    b = (b as HandlerLink).next;
  }
  return a;
}

/** While the handlers of `link` run for what is raised under `d`: they see neither themselves nor anything inside. */
export const shielded = (d: HandlerLink | null, link: Link): Link =>
  new Link(LinkKind.Shield, d, null, null, linksBetween(d, link) + 1);

/** The links that the handlers behind a shield see. */
export function outside(shield: Link): HandlerLink | null {
  let outer = shield.next;
  for (let n = shield.count; n > 0 && outer !== null; n--) outer = outer.next;
  return outer;
}

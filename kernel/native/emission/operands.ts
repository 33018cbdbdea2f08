/**
 * Operands of calls, in strict left-to-right order. `once` writes operands that are used once, in order, in one
 * expression; `atoms` writes operands that are identifiers or literals, for templates that repeat them.
 */
import { Kind, type Node } from '../../core/nodes.ts';
import type { Fn } from './context.ts';
import { expression } from './expressions.ts';

const ATOM = /^(?:[\w$.]+|\(-[\d.e+-]+n?\)|"(?:[^"\\]|\\.)*")$/;

/** Whether the text is an identifier or a literal. */
export function isAtom(text: string): boolean {
  return ATOM.test(text);
}

/** The value is the same whenever it is read after this point, and reading it does nothing. */
function isStable(fn: Fn, node: Node): boolean {
  const { bindings } = fn.analysis;
  switch (node.kind) {
    case Kind.Const:
    case Kind.Site:
      return true;
    case Kind.LocalRef:
      return !node.variable.assigned;
    case Kind.GlobalRef:
      return (
        bindings.constantOf(node) !== undefined ||
        bindings.lambdaOf(node) !== undefined ||
        bindings.importOf(node.cell) !== undefined
      );
    default:
      return false;
  }
}

/** Evaluates to a value without effects on anything. */
function isQuiet(fn: Fn, node: Node): boolean {
  return node.kind === Kind.LocalRef || node.kind === Kind.Lambda || isStable(fn, node);
}

export function once(fn: Fn, nodes: readonly Node[], top: boolean): string[] {
  const last = nodes.findLastIndex(n => fn.needs(n));
  return nodes.map((n, i) => {
    if (i > last) {
      const mark = fn.live;
      const text = expression(fn, n, top && nodes.length === 1);
      if (!(top && nodes.length === 1)) fn.live = mark;
      return text;
    }
    if (i === last || isStable(fn, n)) return expression(fn, n, true);
    return spill(fn, n);
  });
}

/** Evaluates a node into a fresh temporary by a statement of its own. */
export function spill(fn: Fn, node: Node): string {
  const t = hold(fn, node);
  fn.held.set(node, t);
  return t;
}

function hold(fn: Fn, node: Node): string {
  // Such a call is written as statements that end in a temporary anyway.
  if (node.kind === Kind.Call && fn.analysis.isSite(node)) return expression(fn, node, true);
  const t = fn.temp();
  const text = expression(fn, node, true);
  fn.line(`${t} = ${text};`);
  fn.live = Number(t.slice(1));
  return t;
}

/**
 * Answers atoms, and in `lead` the assignments that must be evaluated before them (joined by commas, with a trailing
 * one), which is empty when statements could be used instead.
 */
export function atoms(fn: Fn, nodes: readonly Node[], top: boolean): { atoms: string[]; lead: string } {
  const statements = top || nodes.some(n => fn.needs(n));
  const noisy = nodes.findLastIndex(n => !isQuiet(fn, n));
  let lead = '';
  const texts = nodes.map((n, i) => {
    if (isStable(fn, n) || (n.kind === Kind.LocalRef && i > noisy)) return expression(fn, n, false);
    if (statements) return spill(fn, n);
    const t = fn.temp();
    const text = expression(fn, n, false);
    fn.live = Number(t.slice(1));
    lead += `${t} = ${text}, `;
    return t;
  });
  return { atoms: texts, lead };
}

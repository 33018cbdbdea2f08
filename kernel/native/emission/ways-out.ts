/** How the body of a `Finally` is left, for a cleanup that can be interrupted and goes on elsewhere. */
import { type Block, type Finally, Kind, type Node } from '../../core/nodes.ts';
import { children } from '../../core/walk.ts';

export enum WayOut {
  /** The value is the body's. */
  End,
  /** The value is a host exception. */
  Thrown,
  /** For number `n - Block` of `blocksLeft`. */
  Block,
}

/** The blocks outside of a `Finally` that its body leaves for, in a fixed order. */
export function blocksLeft(node: Finally): Block[] {
  const inside = new Set<Block>();
  const found = new Set<Block>();
  const visit = (n: Node): void => {
    if (n.kind === Kind.Lambda) return;
    if (n.kind === Kind.Block) inside.add(n);
    if (n.kind === Kind.ReturnFrom && !inside.has(n.block)) found.add(n.block);
    for (const c of children(n)) visit(c);
  };
  visit(node.body);
  return [...found];
}

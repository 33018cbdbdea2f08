/** How deep and how large a tree is, for who works by recursion or makes code whose size matters. */
import { Kind, type Node, Unsupported } from './nodes.ts';
import { children } from './walk.ts';

/** Levels that recursive passes over a tree may take; each costs some hundreds of bytes of the host's stack. */
const MOST_LEVELS = 400;
/** Nodes of one piece of emitted code. The host's own compilers take more than their share of time with larger ones. */
const MOST_NODES = 200_000;
/** Operands of one call, variables of one binding. Each is saved at each place where a frame may be left. */
const MOST_PARTS = 300;

/** Refuses trees that are too deep or too large for recursive passes. */
export function refuseExtremes(roots: readonly Node[]): void {
  let level: Node[] = [...roots];
  let count = 0;
  for (let depth = 0; level.length > 0; depth++) {
    count += level.length;
    if (depth > MOST_LEVELS) throw new Unsupported(`code nested deeper than ${MOST_LEVELS} levels`, roots[0]?.pos ?? -1);
    if (count > MOST_NODES) throw new Unsupported(`more than ${MOST_NODES} nodes in one piece of code`, roots[0]?.pos ?? -1);
    const next: Node[] = [];
    for (const node of level) {
      const parts = children(node);
      if (parts.length > MOST_PARTS && node.kind !== Kind.Seq)
        throw new Unsupported(`more than ${MOST_PARTS} operands`, node.pos);
      for (const part of parts) next.push(part);
    }
    level = next;
  }
}

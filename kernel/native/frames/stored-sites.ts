/**
 * Call sites of units that are stored: the nodes and variables of what their unit defines at top level (a procedure, or a value with procedures in it), by number, so
 * that they are found again when the definition's text is expanded anew.
 */
import type { Finally, Lambda, Node, Variable } from '../../core/nodes.ts';
import { bound, children } from '../../core/walk.ts';
import type { CallSite } from './call-sites.ts';

export interface StoredSite {
  /** Name of the definition. */
  within: string;
  /** Number of its nodes; tells whether it is still the same. */
  size: number;
  path: number[];
  held: number[];
  interrupted: number[];
  live: number[];
  /** -1: none. */
  defaults: number;
  shared: number[];
  pending: number[];
  known: number[];
}

/** Nodes and bound variables of a definition's value in the order of its text. */
class Census {
  readonly nodes: Node[] = [];
  readonly variables: Variable[] = [];

  constructor(value: Node) {
    const visit = (node: Node): void => {
      this.nodes.push(node);
      this.variables.push(...bound(node));
      for (const c of children(node)) visit(c);
    };
    visit(value);
  }
}

/** `definitions`: the values that the unit defines, by name. All sites are inside of them. */
export function storeSites(sites: readonly CallSite[], definitions: ReadonlyMap<string, Node>): StoredSite[] {
  const owners = new Map<Node, string>();
  const censuses = new Map<string, Census>();
  if (sites.length > 0) {
    for (const [name, value] of definitions) {
      const census = new Census(value);
      censuses.set(name, census);
      for (const n of census.nodes) owners.set(n, name);
    }
  }
  return sites.map(site => {
    const within = owners.get(site.path.at(-1) as Node) as string;
    const { nodes, variables } = censuses.get(within) as Census;
    const ofNodes = (list: readonly Node[]) => list.map(n => nodes.indexOf(n));
    const ofVariables = (list: Iterable<Variable>) => Array.from(list, v => variables.indexOf(v));
    return {
      within,
      size: nodes.length,
      path: ofNodes(site.path),
      held: ofNodes(site.held),
      interrupted: ofNodes(site.interrupted),
      live: ofVariables(site.live),
      defaults: site.defaults ? nodes.indexOf(site.defaults) : -1,
      shared: ofVariables(site.shared),
      pending: ofVariables(site.pending),
      known: ofVariables(site.known),
    };
  });
}

export function findSite(stored: StoredSite, value: Node): CallSite {
  const { nodes, variables } = new Census(value);
  if (nodes.length !== stored.size) throw new Error(`${stored.within} is not what its unit was compiled from`);
  const toNodes = (list: readonly number[]) => list.map(i => nodes[i] as Node);
  const toVariables = (list: readonly number[]) => list.map(i => variables[i] as Variable);
  return {
    path: toNodes(stored.path),
    loop: null,
    held: toNodes(stored.held),
    interrupted: toNodes(stored.interrupted) as Finally[],
    live: toVariables(stored.live),
    defaults: (nodes[stored.defaults] as Lambda | undefined) ?? null,
    shared: new Set(toVariables(stored.shared)),
    pending: new Set(toVariables(stored.pending)),
    known: new Set(toVariables(stored.known)),
  };
}

/**
 * Entries: compiled forms of one lambda, or of one loop, of a program that is being interpreted. The emitted function takes the
 * interpreter's environment and the values of the parameters (loop variables); free variables stay where the interpreter
 * has them, so that interpreted and compiled closures share them. A jump to a place outside the loop leaves the function with
 * the number of an exit, and the interpreter goes on from there.
 */
import { type Block, Kind, Lambda, type Loop, type Node, type Variable } from '../../core/nodes.ts';
import { bound, children } from '../../core/walk.ts';
import { INLINE_SCOPE } from '../../primitives/inline-scope.ts';
import { Analysis } from '../analysis/analysis.ts';
import { CallSites } from '../frames/call-sites.ts';
import { extractMarks } from '../units/positions.ts';
import type { EmitOptions, NativeUnit } from '../units/unit.ts';
import { Fn, type Outside, UnitState } from './context.ts';
import { type Borrowed, entryText } from './functions.ts';

/** Variables of each rib around the code, innermost first. */
export type Ribs = readonly (readonly Variable[])[];

export interface Entry {
  unit: NativeUnit;
  /** Where the jumps out of the function go, by exit number. */
  exits: (Block | Loop)[];
}

/** The unit's thunk answers the function. */
export function emitEntry(code: Lambda | Loop, ribs: Ribs, options: EmitOptions): Entry {
  const loop = code instanceof Lambda ? null : code;
  const root = code instanceof Lambda ? code : roundsOf(code);
  const sealed = options.sealed ?? false;
  const analysis = new Analysis([root], sealed, options.imports ?? (() => undefined), options.movable);
  const exits: (Block | Loop)[] = [];
  const places = outside(ribs, root, exits);
  const sites = options.movable ? new CallSites([root], loop && { lambda: root, loop }) : null;
  const unit = new UnitState(analysis, sealed, false, options.position !== undefined, places, sites);
  const text = entryText(new Fn(unit, null, 0), root, loop, loop ? borrow(loop, unit, places) : []);
  const lines = [
    'rt.probe = () => new Error();',
    'const K = rt.kernel, TCO = rt.TCO, tick = rt.tick, finish = rt.finish;',
    ...(sites ? ['const settle = rt.settle, save = rt.save;'] : []),
    `const { ${Object.keys(INLINE_SCOPE).join(', ')} } = rt.scope;`,
    ...unit.pool.declarations,
    ...unit.declarations,
    `return () => ${text};`,
    '',
  ];
  return {
    unit: {
      name: options.name,
      ...extractMarks(lines.join('\n'), options.position ?? (() => null)),
      sealed,
      cells: unit.cells.map(c => c.name),
      liveCells: unit.cells,
      constants: unit.pool.live,
      sites: sites?.list ?? [],
      storedSites: [],
      exports: {},
    },
    exits,
  };
}

/** A loop's rounds as a procedure of its variables. */
function roundsOf(loop: Loop): Lambda {
  const lambda = new Lambda(loop.pos, loop.label, null);
  lambda.params = [...loop.vars];
  lambda.body = loop.body;
  return lambda;
}

/**
 * Variables of the interrupted procedure that no closure knows: nobody else can see them while the loop runs, so it works on
 * local copies, and writes back those that it assigns when it is left in any way.
 */
function borrow(loop: Loop, unit: UnitState, places: Outside): Borrowed[] {
  const used = new Set<Variable>();
  const assigned = new Set<Variable>();
  const visit = (n: Node): void => {
    if (n.kind === Kind.LocalRef || n.kind === Kind.SetLocal) {
      const v = n.variable;
      if (!v.captured && !loop.vars.includes(v) && places.place(v) !== undefined) used.add(v);
      if (n.kind === Kind.SetLocal) assigned.add(v);
    }
    for (const c of children(n)) visit(c);
  };
  visit(loop.body);
  return [...used].map(v => ({ name: unit.own(v), place: places.place(v) as string, assigned: assigned.has(v) }));
}

/** What `root` binds itself is its own, even if the code around it, the rest of a frame that was moved, binds that variable, too. */
function outside(ribs: Ribs, root: Lambda, exits: (Block | Loop)[]): Outside {
  const own = new Set<Variable>();
  const visit = (n: Node): void => {
    for (const v of bound(n)) own.add(v);
    for (const c of children(n)) visit(c);
  };
  visit(root);
  // Large programs have thousands of variables around each of thousands of procedures: only those that are asked for are looked for.
  const places = new Map<Variable, string | undefined>();
  const find = (v: Variable): string | undefined => {
    if (own.has(v)) return undefined;
    for (let depth = 0; depth < ribs.length; depth++) {
      const i = (ribs[depth] as readonly Variable[]).indexOf(v);
      if (i >= 0) return `env${'[0]'.repeat(depth)}[${i + 1}]`;
    }
    return undefined;
  };
  return {
    place(v) {
      if (!places.has(v)) places.set(v, find(v));
      return places.get(v);
    },
    exit(target) {
      const known = exits.indexOf(target);
      return known >= 0 ? known : exits.push(target) - 1;
    },
  };
}

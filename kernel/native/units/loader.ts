/**
 * From a native unit to a runnable thunk. The host's code generator is reached only through a `CodeLoader`, and it only
 * ever sees code that the emitter wrote. Where the host forbids generating code from strings, loading is refused as
 * `Unsupported`.
 */
import { type Cell, Unsupported } from '../../core/nodes.ts';
import type { Kernel, UnitText } from '../../instance/kernel.ts';
import type { Namespace } from '../../instance/namespace.ts';
import type { Value } from '../../values/procedure.ts';
import type { CallSite } from '../frames/call-sites.ts';
import { Moves, NO_ORIGIN, type Origin } from '../frames/moves.ts';
import { findSite, type StoredSite } from '../frames/stored-sites.ts';
import { registerUnit, scriptName } from './positions.ts';
import { NativeRuntime } from './runtime.ts';
import type { NativeUnit } from './unit.ts';

/** A unit's code as a host function. */
export type UnitFactory = (rt: NativeRuntime) => () => Value;

/** Turns the body of a `function (rt)` into that function; `name` is what host stack traces must call the script. */
export type CodeLoader = (body: string, name: string) => UnitFactory;

export const newFunctionLoader: CodeLoader = (body, name) => {
  try {
    return new Function('rt', `${body}//# sourceURL=${name}`) as UnitFactory;
  } catch (e) {
    if (e instanceof EvalError) throw new Unsupported('generating code from strings', -1);
    throw e;
  }
};

/** Turns the text of several units' bodies, one `function (rt) {…}` each in an array literal, into those functions. */
export type PackLoader = (text: string) => UnitFactory[];

export const newFunctionPackLoader: PackLoader = text =>
  (newFunctionLoader(`return ${text};`, 'sx:pack') as unknown as () => UnitFactory[])();

/** The text that a `PackLoader` takes. */
export function packText(bodies: readonly string[]): string {
  return `[${bodies.map(body => `function (rt) {${body}\n}`).join(',\n')}]`;
}

/**
 * Binds a unit to a kernel; the thunk runs its top-level nodes in order and answers the last value. A unit emitted in
 * this process keeps its own cells; one from a store finds them in `namespace`, by name.
 */
export function instantiate(
  unit: NativeUnit,
  kernel: Kernel,
  namespace: Namespace,
  load: CodeLoader = newFunctionLoader,
  origin: Origin = NO_ORIGIN,
): () => Value {
  const cells = cellsOf(unit, namespace);
  const script = scriptName(unit.name, unit.map);
  const rt = new NativeRuntime(kernel, cells, unit.constants, movesOf(unit, kernel, origin));
  const run = load(unit.code, script)(rt);
  registerUnit(script, unit, rt.probe);
  return run;
}

/** The same for a unit whose code has been loaded with a pack; positions in such code are not traced. */
export function instantiatePacked(factory: UnitFactory, unit: NativeUnit, kernel: Kernel, namespace: Namespace): () => Value {
  return factory(new NativeRuntime(kernel, cellsOf(unit, namespace), unit.constants, movesOf(unit, kernel, NO_ORIGIN)));
}

/** A unit emitted in this process keeps its sites; those of a stored one are found in its text, once the kernel has that. */
function movesOf(unit: NativeUnit, kernel: Kernel, origin: Origin): Moves {
  const { sites } = unit;
  if (sites.length > 0) return new Moves({ origin, known: true, at: i => sites[i] as CallSite });
  return new Moves({
    get known() {
      return kernel.texts.has(unit);
    },
    get origin() {
      return { ...NO_ORIGIN, source: kernel.texts.get(unit)?.source };
    },
    at(i) {
      const stored = unit.storedSites[i] as StoredSite;
      return findSite(stored, (kernel.texts.get(unit) as UnitText).definition(stored.within));
    },
  });
}

function cellsOf(unit: NativeUnit, namespace: Namespace): readonly Cell[] {
  return unit.liveCells.length > 0 ? unit.liveCells : unit.cells.map(name => namespace.cell(name));
}

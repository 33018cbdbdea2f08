/**
 * The driver of the native tier: top-level nodes of one module in, one `NativeUnit` out. Never evaluates anything. An
 * AOT unit refuses constants that have no text. The emitted factory declares constants, cells and (in a sealed unit)
 * the module's functions, and answers the thunk that runs the top-level nodes.
 */
import { refuseExtremes } from '../../core/extent.ts';
import { type Node, Unsupported } from '../../core/nodes.ts';
import { INLINE_SCOPE } from '../../primitives/inline-scope.ts';
import { Analysis } from '../analysis/analysis.ts';
import { CallSites } from '../frames/call-sites.ts';
import { storeSites } from '../frames/stored-sites.ts';
import type { Export, Imports } from '../units/exports.ts';
import { extractMarks } from '../units/positions.ts';
import type { EmitOptions, NativeUnit } from '../units/unit.ts';
import { EFFECT, Fn, UnitState, VALUE } from './context.ts';
import { functionText } from './functions.ts';
import { statement } from './statements.ts';

/** Direct calls in earlier sealed units would not see the new value. */
function refuseRedefinitions(analysis: Analysis, imports: Imports | undefined): void {
  for (const cell of analysis.bindings.volatile) {
    if (imports?.(cell) !== undefined) throw new Unsupported(`redefining ${cell.name}, which an earlier sealed unit defines`, -1);
  }
}

function exportsOf(analysis: Analysis): Record<string, Export> {
  const { globals, constants, values, records } = analysis.bindings;
  const exports: Record<string, Export> = {};
  for (const [cell, value] of constants) exports[cell.name] = { kind: 'constant', value };
  for (const cell of values) if (!records.has(cell)) exports[cell.name] = { kind: 'value' };
  for (const [cell, lambda] of globals) {
    const result = analysis.types.ofResult(lambda);
    exports[cell.name] = {
      kind: 'procedure',
      min: lambda.params.length,
      max: lambda.rest ? -1 : lambda.params.length + lambda.optional.length,
      lenient: lambda.lenient,
      defers: analysis.tailCallers.has(lambda),
      result: result === 'none' || result === 'other' ? null : result,
    };
  }
  return exports;
}

function definitionsOf(analysis: Analysis): Map<string, Node> {
  return new Map(Array.from(analysis.bindings.definitions, ([cell, value]) => [cell.name, value]));
}

export function emitUnit(nodes: readonly Node[], options: EmitOptions): NativeUnit {
  refuseExtremes(nodes);
  const sealed = options.sealed ?? false;
  const analysis = new Analysis(nodes, sealed, options.imports ?? (() => undefined), options.movable);
  refuseRedefinitions(analysis, options.imports);
  const sites = options.movable ? new CallSites(nodes, null) : null;
  const unit = new UnitState(analysis, sealed, options.ahead ?? false, options.position !== undefined, null, sites);
  const top = new Fn(unit, null, 0);
  const functions = [...analysis.bindings.globals.values()].map(l => functionText(top, l));

  const run = new Fn(unit, null, 1);
  for (const [i, n] of nodes.entries()) statement(run, n, i === nodes.length - 1 ? VALUE : EFFECT);
  if (nodes.length === 0) run.line('return null;');

  // The line table counts from here, whatever a loader puts before the code. Not strict: see `NativeRuntime.arity`.
  const probe = 'rt.probe = () => new Error();';
  const lines = [
    probe,
    'const K = rt.kernel, TCO = rt.TCO, tick = rt.tick, finish = rt.finish;',
    ...(sites ? ['const settle = rt.settle, save = rt.save;'] : []),
    `const { ${Object.keys(INLINE_SCOPE).join(', ')} } = rt.scope;`,
    ...unit.pool.declarations,
    ...unit.declarations,
    ...functions,
  ];
  lines.push('return function run() {', ...run.prologue(), ...run.lines, '};', '');
  return {
    name: options.name,
    ...extractMarks(lines.join('\n'), options.position ?? (() => null)),
    sealed,
    cells: unit.cells.map(c => c.name),
    liveCells: options.ahead ? [] : unit.cells,
    constants: unit.pool.live,
    sites: options.ahead ? [] : (sites?.list ?? []),
    storedSites: options.ahead && sites ? storeSites(sites.list, definitionsOf(analysis)) : [],
    exports: sealed ? exportsOf(analysis) : {},
  };
}

/**
 * Gives native library procedures the source that the CEK runs instead of them, so that continuations and `perform` cross
 * procedures which call back into the program (`map`, `sort` …). The text is read and expanded when the CEK calls one of its
 * procedures for the first time.
 */

import { LazyLambda } from '../core/lazy-lambda.ts';
import { Kind, type Lambda, type Node } from '../core/nodes.ts';
import type { Namespace } from '../instance/namespace.ts';
import { Reader } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { EOF } from '../values/eof.ts';
import type { Procedure } from '../values/procedure.ts';
import type { CompiledFile, LibraryFile } from './image.ts';
import type { System } from './system.ts';

/** Marks what the unit of `file` has defined in `namespace`; to be called when the unit has run. */
export function makePortable(system: System, file: LibraryFile, compiled: Pick<CompiledFile, 'unit' | 'namespace'>): void {
  const namespace = system.kernel.namespace(compiled.namespace);
  const source = new SourceText(file.path, file.text, true);
  let values: Map<string, Node> | null = null;
  const definition = (name: string): Node => {
    values ??= undisturbed(system, () => definitions(system, source, namespace));
    const found = values.get(name);
    if (found === undefined) throw new Error(`${file.path} does not define ${name}`);
    return found;
  };
  const lambda = (name: string): Lambda => {
    const found = definition(name);
    if (found.kind !== Kind.Lambda) throw new Error(`${file.path} does not define ${name} as a procedure`);
    return found;
  };
  system.kernel.texts.set(compiled.unit, { source, definition });
  for (const [name, { kind }] of Object.entries(compiled.unit.exports)) {
    const procedure = namespace.lookup(name)?.v as Procedure | undefined;
    if (kind !== 'procedure' || procedure === undefined) continue;
    procedure.lambda = new LazyLambda(() => lambda(name), source);
  }
}

/** Expanding runs macros; it happens while a tail call may be pending (frames are being moved), which must be as it was afterwards. */
function undisturbed<T>({ kernel }: System, work: () => T): T {
  const { tailFn, tailArgs } = kernel;
  try {
    return work();
  } finally {
    kernel.tailFn = tailFn;
    kernel.tailArgs = tailArgs;
  }
}

/** The values that a text defines at top level. Expanding defines its macros once more, which changes nothing. */
function definitions(system: System, source: SourceText, namespace: Namespace): Map<string, Node> {
  const found = new Map<string, Node>();
  const expander = system.expander(namespace, source);
  const reader = new Reader(source, system.kernel.symbols);
  const collect = (node: Node): void => {
    if (node.kind === Kind.Seq) for (const part of node.body) collect(part);
    else if (node.kind === Kind.Define) found.set(node.cell.name, node.value);
  };
  for (let datum = reader.next(); datum !== EOF; datum = reader.next()) collect(expander.expandTop(datum));
  return found;
}

/**
 * Large programs are translated once: what the expander made of a text is kept in the host's store, under everything that went into it, and read
 * again piece by piece as its functions are called. Small ones are translated faster than a file is found. A text with an early error has no
 * entry; neither has one whose tree cannot be written (`core/stored`).
 */
import type { Node } from '../core/nodes.ts';
import type { StoredTree } from '../core/stored/format.ts';
import { readTree } from '../core/stored/read.ts';
import { writeTree } from '../core/stored/write.ts';
import type { Namespace } from '../instance/namespace.ts';
import type { Value } from '../values/procedure.ts';
import type { JsServices } from './javascript-program.ts';
import { type FunctionSpan, functionsIn, type ProgramText } from './javascript-text.ts';
import type { System } from './system.ts';

/** Code units. */
const LARGE = 8_000;

interface Entry {
  readonly tree: StoredTree;
  readonly functions: readonly FunctionSpan[];
}

export class StoredPrograms {
  constructor(
    private readonly services: JsServices,
    private readonly system: System,
    private readonly version: string,
  ) {}

  /** The tree of a program. `context`: what its translation depends on besides its text and name. */
  treeOf(source: ProgramText, context: string): Node {
    if (source.text.length < LARGE) return this.expanded(source.translate(), source);
    const { compiled, fingerprint } = this.services;
    const key = fingerprint({ version: this.version, name: source.name, context, text: source.text });
    const stored = compiled.get('program', key);
    if (stored !== undefined) {
      const { tree, functions } = JSON.parse(stored) as Entry;
      source.functions = functions;
      return readTree(tree, source.text, this.system.kernel.symbols, this.namespaces);
    }
    const datum = source.translate();
    const node = this.expanded(datum, source);
    const tree = writeTree(node, source.text, this.namespaces);
    if (tree !== null) {
      source.functions = functionsIn(datum);
      const entry: Entry = { tree, functions: source.functions };
      compiled.put('program', key, JSON.stringify(entry));
    }
    return node;
  }

  /** The namespace of translated programs, and those that its macros come from. */
  private get namespaces(): readonly Namespace[] {
    const found: Namespace[] = [];
    for (let n: Namespace | null = this.system.kernel.namespace('js'); n !== null; n = n.parent) found.push(n);
    return found;
  }

  expanded(datum: Value, source: ProgramText): Node {
    return this.system.expander(this.system.kernel.namespace('js'), source).expandTop(datum);
  }
}

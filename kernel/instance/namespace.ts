/**
 * Namespaces: name → cell. A child sees its parent's bindings through cells of its own: the first reference copies the
 * parent's value into a new cell, so that redefining a name in the child never changes what the parent's code sees.
 * Macros live beside values, under the same names.
 */
import { Cell } from '../core/nodes.ts';
import type { Value } from '../values/procedure.ts';

/** What the names of a namespace stood for at one moment. */
export interface NameMark {
  changes: number;
  readonly cells: Map<string, Cell>;
  readonly macros: ReadonlyMap<string, Value>;
  readonly declared: ReadonlySet<string>;
  readonly linked: ReadonlySet<string>;
}

export class Namespace {
  private cells = new Map<string, Cell>();
  private macros = new Map<string, Value>();
  /** Names with a definition of their own here, which hide a parent's macro even before they have a value. */
  private declared = new Set<string>();
  /** Names whose cells belong to other namespaces. */
  private linked = new Set<string>();
  /** Grows with every change of what a name stands for; values of cells are none. */
  private changes = 0;

  constructor(
    readonly name: string,
    readonly parent: Namespace | null = null,
  ) {}

  /** The cell for `name`, made on demand; unbound here and above: an unbound cell of this namespace. */
  cell(name: string): Cell {
    let c = this.cells.get(name);
    if (c === undefined) {
      c = new Cell(name);
      c.v = this.parent?.lookup(name)?.v;
      this.cells.set(name, c);
      this.changes++;
    } else if (c.v === undefined && this.parent) {
      // The parent may have defined the name after this namespace first mentioned it.
      c.v = this.parent.lookup(name)?.v;
    }
    return c;
  }

  /**
   * This namespace's own cell for a definition; unlike `cell` it does not look at the parent. A definition of an imported name is
   * this namespace's alone: what it was imported from keeps its value.
   */
  ownCell(name: string): Cell {
    this.changes++;
    this.macros.delete(name);
    this.declared.add(name);
    if (this.linked.delete(name)) this.cells.delete(name);
    return this.cell(name);
  }

  /** The bound cell visible under `name`, or undefined. */
  lookup(name: string): Cell | undefined {
    const c = this.cells.get(name);
    return c !== undefined && c.v !== undefined ? c : this.parent?.lookup(name);
  }

  define(name: string, value: Value): Cell {
    const c = this.ownCell(name);
    c.v = value;
    return c;
  }

  /** Shares another namespace's cell under a name: an import. */
  link(name: string, cell: Cell): void {
    this.changes++;
    this.cells.set(name, cell);
    this.linked.add(name);
    this.declared.add(name);
    this.macros.delete(name);
  }

  macro(name: string): Value | undefined {
    const own = this.macros.get(name);
    if (own !== undefined) return own;
    return this.declared.has(name) ? undefined : this.parent?.macro(name);
  }

  defineMacro(name: string, transformer: Value): void {
    this.changes++;
    this.macros.set(name, transformer);
    this.declared.delete(name);
  }

  /** Names of values and macros that can be used here. */
  visibleNames(): string[] {
    return [...this.names(), ...this.macros.keys(), ...(this.parent?.visibleNames() ?? [])];
  }

  /** Names of the values and macros that this namespace has defined: not what it only sees. */
  definedNames(): string[] {
    const own = [...this.cells].filter(([n, c]) => c.v !== undefined && !this.linked.has(n) && c.v !== this.parent?.lookup(n)?.v);
    return [...new Set([...own.map(([n]) => n), ...this.macros.keys()])];
  }

  mark(): NameMark {
    const { changes, cells, macros, declared, linked } = this;
    return { changes, cells: new Map(cells), macros: new Map(macros), declared: new Set(declared), linked: new Set(linked) };
  }

  /**
   * Names stand again for what they did. Cells that were made since stay, for code refers to them; they are answered, and belong to the
   * mark from now on.
   */
  back(mark: NameMark): readonly Cell[] {
    if (this.changes === mark.changes) return [];
    const fresh = [...this.cells].filter(([name]) => !mark.cells.has(name));
    for (const [name, cell] of fresh) mark.cells.set(name, cell);
    this.cells = new Map(mark.cells);
    this.macros = new Map(mark.macros);
    this.declared = new Set(mark.declared);
    this.linked = new Set(mark.linked);
    mark.changes = this.changes;
    return fresh.map(([, cell]) => cell);
  }

  /** Names bound in this namespace itself. */
  names(): string[] {
    return [...this.cells].filter(([, c]) => c.v !== undefined).map(([n]) => n);
  }
}

/**
 * Record types that a sealed unit defines itself: recognises what `define-record-type` expands to, so that the unit's
 * functions can perform the operations in place. A type counts only if it and its ancestors are defined once and their
 * fields are written out.
 */
import { type Cell, Kind, type Node } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import { RecordType } from '../../values/record.ts';
import type { Bindings } from './callees.ts';

/** `single`: whether the unit defines a cell exactly once and never assigns it. */
export function findOwnRecords(nodes: readonly Node[], bindings: Bindings, single: (cell: Cell) => boolean): void {
  const fields = new Map<Cell, readonly string[]>();
  const scan = (n: Node): void => {
    if (n.kind === Kind.Seq) {
      n.body.forEach(scan);
      return;
    }
    if (n.kind !== Kind.Define || n.value.kind !== Kind.Call || n.value.fn.kind !== Kind.GlobalRef || !single(n.cell)) return;
    const { fn, args } = n.value;
    const [first, second] = args;
    if (fn.cell.name === '%make-record-type') {
      const names = typeFields(args, fields, bindings);
      if (names) {
        fields.set(n.cell, names);
        bindings.recordTypes.set(n.cell, parentOf(args[1], fields));
      }
      return;
    }
    if (first?.kind !== Kind.GlobalRef) return;
    const type = first.cell;
    const known = fields.get(type);
    if (known === undefined) return;
    const add = (op: 'make' | 'pred' | 'get' | 'set', index: number) => {
      if (index >= 0) bindings.records.set(n.cell, { type, op, index });
    };
    const field = second?.kind === Kind.Const ? second.value : undefined;
    switch (fn.cell.name) {
      case '%record-constructor':
        if (field === null || (field instanceof List && sameNames(field.toArray(), known))) add('make', known.length);
        return;
      case '%record-predicate':
        add('pred', 0);
        return;
      case '%record-accessor':
        add('get', known.lastIndexOf(field));
        return;
      case '%record-modifier':
        add('set', known.lastIndexOf(field));
        return;
    }
  };
  nodes.forEach(scan);
}

function typeFields(
  args: readonly Node[],
  fields: ReadonlyMap<Cell, readonly string[]>,
  bindings: Bindings,
): readonly string[] | undefined {
  const [, parent, own] = args;
  if (own?.kind !== Kind.Const || !(own.value instanceof List || own.value === null)) return undefined;
  const names = own.value === null ? [] : (own.value.toArray() as string[]);
  if (parent?.kind === Kind.Const) return parent.value === null ? names : undefined;
  if (parent?.kind !== Kind.GlobalRef) return undefined;
  const outside = !bindings.volatile.has(parent.cell) && parent.cell.v instanceof RecordType ? parent.cell.v.fields : undefined;
  const inherited = fields.get(parent.cell) ?? outside;
  return inherited && [...inherited, ...names];
}

function parentOf(node: Node | undefined, fields: ReadonlyMap<Cell, readonly string[]>): Cell | RecordType | null {
  if (node?.kind !== Kind.GlobalRef) return null;
  return fields.has(node.cell) ? node.cell : (node.cell.v as RecordType);
}

function sameNames(a: readonly unknown[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i] && b.lastIndexOf(b[i] as string) === i);
}

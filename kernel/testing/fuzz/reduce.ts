/**
 * Makes a program smaller as long as it stays interesting: leaves out top-level forms, then replaces parts by nothing, by one of their
 * own parts, or by an atom. Works on the text's structure only, so it also finds what the decisions behind a program cannot express.
 */
import { System } from '../../embed/system.ts';
import { readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { inspect } from '../../values/writer.ts';

type Tree = string | Tree[];

const ATOMS = ['nil', '1'];

/** The smallest program found within so many attempts. */
export function reduce(forms: readonly string[], interesting: (forms: readonly string[]) => boolean, attempts = 2000): string[] {
  let best = forms.map(treeOf);
  let left = attempts;
  const accept = (candidate: Tree[]): boolean => {
    if (left-- <= 0 || !interesting(candidate.map(textOf))) return false;
    best = candidate;
    return true;
  };
  for (let before = -1; before !== sizeOf(best) && left > 0; ) {
    before = sizeOf(best);
    for (let count = best.length >> 1; count >= 1; count >>= 1) {
      for (let i = best.length - count; i >= 0; i -= count) accept(best.toSpliced(i, count));
    }
    for (let i = best.length - 1; i >= 0; i--) shrinkAt([i]);
  }
  return best.map(textOf);

  /** Tries smaller things in the place of one part, then goes into what is left. */
  function shrinkAt(path: readonly number[]): void {
    for (let again = true; again && left > 0; ) {
      const part = partAt(best, path);
      again = candidates(part).some(c => accept(replaced(best, path, c) as Tree[]));
    }
    const part = partAt(best, path);
    if (typeof part === 'string') return;
    for (let i = part.length - 1; i >= 0; i--) {
      const now = partAt(best, path);
      if (typeof now !== 'string' && i < now.length) shrinkAt([...path, i]);
    }
  }
}

/** Smaller things that may stand in the place of a part, the smallest first. */
function candidates(part: Tree): Tree[] {
  if (typeof part === 'string') return ATOMS.includes(part) ? [] : ATOMS.slice(0, 1);
  const without = part.map((_, i) => part.toSpliced(i, 1));
  return [...ATOMS, ...part.filter(p => typeof p !== 'string'), ...part.filter(p => typeof p === 'string'), ...without];
}

function partAt(tree: Tree[], path: readonly number[]): Tree {
  return path.reduce<Tree>((t, i) => (t as Tree[])[i] as Tree, tree);
}

function replaced(tree: Tree, [i, ...path]: readonly number[], by: Tree): Tree {
  return i === undefined ? by : (tree as Tree[]).with(i, replaced((tree as Tree[])[i] as Tree, path, by));
}

function sizeOf(tree: Tree): number {
  return typeof tree === 'string' ? 1 : tree.reduce((sum, t) => sum + sizeOf(t), 1);
}

function textOf(tree: Tree): string {
  return typeof tree === 'string' ? tree : `(${tree.map(textOf).join(' ')})`;
}

function treeOf(form: string): Tree {
  return toTree(readAll(new SourceText('program.sx', form), new System().kernel.symbols)[0]);
}

function toTree(datum: Value): Tree {
  return datum instanceof List ? [...datum].map(toTree) : inspect(datum);
}

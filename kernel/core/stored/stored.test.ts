/** What is written of a core tree is read again as the same tree: of the kernel's specs, and of JavaScript programs made at random. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openKernel } from '../../embed/open-kernel.ts';
import { SyntaxIssue } from '../../expander/issue.ts';
import type { Namespace } from '../../instance/namespace.ts';
import { Reader } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { Raise } from '../../values/condition.ts';
import { EOF } from '../../values/eof.ts';
import { Kind, type Lambda, type Node } from '../nodes.ts';
import { children } from '../walk.ts';
import type { StoredTree } from './format.ts';
import { readTree } from './read.ts';
import { writeTree } from './write.ts';

const folder = new URL('../../spec/', import.meta.url);

function opened() {
  const { system } = openKernel({ tier: 'cek', libraries: [] });
  const namespaces: Namespace[] = [];
  for (let n: Namespace | null = system.kernel.user; n !== null; n = n.parent) namespaces.push(n);
  const expand = (text: string): Node[] => {
    const source = new SourceText('test', text);
    const reader = new Reader(source, system.kernel.symbols);
    const expander = system.expander(system.kernel.user, source);
    const nodes: Node[] = [];
    for (let datum = reader.next(); datum !== EOF; datum = reader.next()) {
      try {
        nodes.push(expander.expandTop(datum));
      } catch (e) {
        // Specs define macros that later forms use; nothing is run here.
        if (!(e instanceof SyntaxIssue || e instanceof Raise)) throw e;
      }
    }
    return nodes;
  };
  return { system, namespaces, expand };
}

const { system, namespaces, expand } = opened();
const written = (node: Node): StoredTree | null => writeTree(node, '', namespaces);
const readAgain = (tree: StoredTree): Node => readTree(tree, '', system.kernel.symbols, namespaces);

/** What the text of a tree may not say: nodes by kind and position, in order. */
function outline(root: Node): string[] {
  const lines: string[] = [];
  const pending: Node[] = [root];
  for (let n = pending.pop(); n !== undefined; n = pending.pop()) {
    lines.push(`${Kind[n.kind]} ${n.pos}`);
    pending.push(...children(n));
  }
  return lines;
}

describe('trees of the specs', () => {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.sx'))) {
    test(file, () => {
      let stored = 0;
      for (const node of expand(readFileSync(new URL(file, folder), 'utf8'))) {
        const tree = written(node);
        if (tree === null) continue;
        stored += 1;
        const again = readAgain(JSON.parse(JSON.stringify(tree)) as StoredTree);
        expect(outline(again)).toEqual(outline(node));
        expect(written(again)).toEqual(tree);
      }
      expect(stored).toBeGreaterThan(0);
    });
  }
});

describe('what runs', () => {
  test.each([['(let ((x 1)) (set! x (+ x 1)) (fn (y &optional (z 5) &rest r) (list x y z r)))', '((1 2) 7)', '']])('%s', text => {
    const [node] = expand(text) as [Node];
    const again = readAgain(written(node) as StoredTree);
    const of = (n: Node) => system.kernel.call(system.engine.evaluate(n, new SourceText('test', text)), 7);
    expect(system.kernel.inspect(of(again))).toBe(system.kernel.inspect(of(node)));
  });

  test('literals keep their kind', () => {
    const text = '(list -0.0 +nan.0 +inf.0 12345678901234567890n (quote (a "b" :c #t nil 1.5)) (quote #(1 (2))) :k 0)';
    const [node] = expand(text) as [Node];
    const again = readAgain(written(node) as StoredTree);
    const shown = (n: Node) => system.kernel.inspect(system.engine.evaluate(n, new SourceText('test', text)));
    expect(shown(again)).toBe(shown(node));
  });
});

test('bodies are read when they are asked for', () => {
  const [node] = expand('(fn (a) (fn (b) (+ a b)))') as [Lambda];
  const tree = written(node) as StoredTree;
  const again = readAgain({ ...tree, code: tree.code }) as Lambda;
  expect(Object.getOwnPropertyDescriptor(again, 'body')?.get).toBeDefined();
  const inner = again.body as Lambda;
  expect([inner.kind, inner.parent]).toEqual([Kind.Lambda, again]);
  expect(Object.getOwnPropertyDescriptor(again, 'body')?.value).toBe(inner);
  expect(again.params[0]).toMatchObject({ name: 'a', captured: true, assigned: false, owner: again });
});

test('what has no text is not written', () => {
  let deep = 'x';
  for (let i = 0; i < 3000; i++) deep = `(if x ${deep} 1)`;
  expect(written(expand(`(fn (x) ${deep})`)[0] as Node)).toBeNull();
});

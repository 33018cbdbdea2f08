/** Bundles of small CommonJS trees, run on Node. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundle } from './bundle.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sx-bundle-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Lines that the bundle of `main.cjs` prints. */
function printed(tree: Record<string, string>): unknown[] {
  for (const [name, text] of Object.entries(tree)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const lines: unknown[] = [];
  runInNewContext(bundle({ root, driver: path.join(root, 'main.cjs') }), { print: (line: unknown) => lines.push(line) });
  return lines;
}

it('runs each file once, in the order of requires', () => {
  const lines = printed({
    'main.cjs': `print(require('./a.cjs').n + require("./b").n); print(this === exports && exports === module.exports)`,
    'a.cjs': `print('a'); exports.n = require('./b').n`,
    'b/index.js': `print('b'); module.exports = { n: 2 } // a comment last`,
  });
  expect(lines).toEqual(['a', 'b', 4, true]);
});

it('shows a file in a cycle what the other has exported so far', () => {
  const lines = printed({
    'main.cjs': `exports.early = 1; require('./other.cjs'); exports.late = 2`,
    'other.cjs': `print(Object.keys(require('./main.cjs')).join())`,
  });
  expect(lines).toEqual(['early']);
});

it('finds packages by name and keeps directives, and a missing or built-in package throws', () => {
  const lines = printed({
    'main.cjs': `print(require('pack')); try { require('fs') } catch (e) { print(e.message) } // require('nowhere')`,
    'node_modules/pack/package.json': '{ "main": "lib/entry.js" }',
    'node_modules/pack/lib/entry.js': `'use strict'\nmodule.exports = (function () { return this })()`,
  });
  expect(lines).toEqual([undefined, 'Cannot find module fs']);
});

it('embeds the text of a file', () => {
  const text = 'print("\u2028`$\\{not run}`")';
  expect(printed({ 'main.cjs': `print(require.text('./data.js'))`, 'data.js': text })).toEqual([text]);
});

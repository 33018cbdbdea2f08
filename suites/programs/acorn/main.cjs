/**
 * Acorn parses its own source. Prints how many nodes, tokens and comments of each kind there are, a digest of the whole tree with every
 * position and value, and the messages for texts with errors.
 */
const acorn = require('acorn');
const source = require.text('acorn');

/** FNV-1a over UTF-16 units, the tree written as text. */
let hash = 0x811c9dc5;
function feed(text) {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
}

const counts = new Map();
function count(kind) {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

function walk(node) {
  count(node.type);
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (Array.isArray(value)) {
      feed(`${key}[${value.length}`);
      for (const item of value) if (item !== null) walk(item);
    } else if (value instanceof acorn.Node) {
      feed(key);
      walk(value);
    } else if (key !== 'loc') feed(`${key}=${String(value)};`);
  }
}

const comments = [];
const tokens = [];
const tree = acorn.parse(source, { ecmaVersion: 'latest', sourceType: 'script', onComment: comments, onToken: tokens });
walk(tree);
for (const [type, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${type} ${n}`);
console.log(`source ${source.length}, body ${tree.body.length}, end ${tree.end}`);
console.log(`tree ${hash.toString(16)}`);

counts.clear();
for (const token of tokens) {
  count(token.type.label);
  feed(`${token.type.label}@${token.start}-${token.end}`);
}
for (const [label, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`token ${label} ${n}`);
console.log(`comments ${comments.length}, longest ${Math.max(...comments.map(c => c.value.length))}`);
console.log(`digest ${hash.toString(16)}`);

const modern = `
import data, { x as y, 'odd name' as z } from './data.js' with { type: 'json' };
export default class extends (class { #p = 1; static { this.q ??= 2n ** 64n; } get #g() { return #p in this; } }) {}
export const { a = 1, ...rest } = y, f = async ([b], ...c) => { for await (const d of b) yield_(d?.[c]?.()); };
label: for (;;) { if (/[\\p{L}--[a-z]]+(?<year>\\d{4})\\k<year>/v.test(\`t\${a}e\`)) continue label; else break label; }
`;
console.log(
  JSON.stringify(acorn.parse(modern, { ecmaVersion: 'latest', sourceType: 'module', locations: true }), (_key, value) =>
    typeof value === 'bigint' ? `${value}n` : value instanceof RegExp ? String(value) : value,
  ),
);

for (const text of [
  'let a; let a;',
  'x = {',
  'for (const x of) ;',
  '"use strict"; with (a) b',
  '/(/',
  'a => { await 1 }',
  "'\\u{110000}'",
  'break;',
]) {
  try {
    acorn.parse(text, { ecmaVersion: 2022 });
    console.log(`no error: ${text}`);
  } catch (error) {
    console.log(`${error.name} ${error.message} at ${error.pos} ${JSON.stringify(error.loc)}`);
  }
}
console.log(acorn.parseExpressionAt('skip a + b * c', 5, { ecmaVersion: 2020 }).right.operator);
console.log([...acorn.tokenizer('a=>`x$' + '{1}`', { ecmaVersion: 2020 })].map(t => t.type.label).join(' '));

/** Large and deeply nested JavaScript texts and data: what other engines accept, on every tier. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';

/** An expression, and what it prints. `nest` is a text inside so many pairs, `evaluate` runs a text as a program. */
const LARGE: readonly (readonly [expression: string, printed: string])[] = [
  ["evaluate('1' + '+1'.repeat(20000))", '20001'],
  ["evaluate('1' + '&&1'.repeat(20000))", '1'],
  ["evaluate('null' + '??null'.repeat(20000))", 'null'],
  ["evaluate('1' + ',1'.repeat(20000))", '1'],
  ['evaluate(\'"a"\' + \'+"b"\'.repeat(20000)).length', '20001'],
  ["evaluate('!'.repeat(5000) + '1')", 'true'],
  ["evaluate('1**'.repeat(5000) + '1')", '1'],
  ["evaluate('0?1:'.repeat(5000) + '2')", '2'],
  ["evaluate(nest('(', '1', ')', 5000))", '1'],
  ["evaluate(nest('[', '', ']', 5000)).length", '1'],
  ["typeof evaluate('(' + nest('{a:', '1', '}', 5000) + ')')", 'object'],
  ["evaluate(nest('(function(){return ', '1', '})()', 5000))", '1'],
  ["typeof evaluate('()=>'.repeat(5000) + '1')", 'function'],
  ["evaluate('var f=x=>x;' + nest('f(', '1', ')', 5000))", '1'],
  ["evaluate('var o={};o.o=o;typeof o' + '.o'.repeat(20000))", 'object'],
  ["evaluate(nest('{', '3', '}', 5000))", '3'],
  ["evaluate('if(1)'.repeat(5000) + '4')", '4'],
  ["evaluate('if(0);' + 'else if(0);'.repeat(5000) + 'else 5')", '5'],
  ["evaluate(nest('try{', '6', '}finally{}', 2000))", '6'],
  ["evaluate('var ' + nest('[', 'q', ']', 1000) + '=' + nest('[', '7', ']', 1000) + ';q')", '7'],
  ["evaluate('{}'.repeat(200000) + '8')", '8'],
  ["evaluate(';'.repeat(200000) + '9')", '9'],
  ["evaluate(names(10000, i => 'function g' + i + '(){return ' + i + '}').join(';') + ';g9999()')", '9999'],
  ["evaluate('switch(9999){' + names(10000, i => 'case ' + i + ':').join('') + '10}')", '10'],
  ["evaluate('[' + '1,'.repeat(500000) + ']').length", '500000'],
  ["evaluate('({' + names(50000, i => 'k' + i + ':' + i).join() + '})').k49999", '49999'],
  ["evaluate('(function(){return arguments.length})(' + '1,'.repeat(10000) + '1)')", '10001'],
  ['Math.max(...many)', '1'],
  ['(function () { return arguments.length; })(...many)', '100000'],
  ['new (function (...rest) { this.n = rest.length; })(...many).n', '100000'],
  ['Math.max.apply(null, many)', '1'],
  ["JSON.parse(nest('[', '', ']', 100000)).length", '1'],
  ["typeof JSON.parse(nest('{\"a\":', '1', '}', 100000))", 'object'],
  ['JSON.stringify(nested).length', '10002'],
  ['nested.flat(Infinity).length', '0'],
  ['String(nested)', ''],
  ["evaluate('/' + nest('(', 'a', ')', 2000) + '/').test('a')", 'true'],
];

const PRELUDE = `const evaluate = text => (0, eval)(text);
const nest = (open, inside, close, n) => open.repeat(n) + inside + close.repeat(n);
const names = (n, name) => Array.from({ length: n }, (_, i) => name(i));
const many = new Array(100000).fill(1);
let nested = [];
for (let i = 0; i < 5000; i++) nested = [nested];
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-size-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function js(tier: string, source: string): Promise<string> {
  const file = path.join(folder, `${tier}.js`);
  writeFileSync(file, source);
  const args = [path.join(projectRoot(), 'bin', 'sx.js'), 'js', '--tier', tier, file];
  const { stdout, stderr } = await execa(process.execPath, args, { reject: false });
  return stdout + stderr;
}

test.each(['cek', 'vm', 'native', 'auto'])('on %s', { timeout: 300_000 }, async tier => {
  const lines = LARGE.map(([e]) => `try { print(String(${e})); } catch (e) { print("FAILED " + e); }`);
  const printed = (await js(tier, PRELUDE + lines.join('\n'))).split('\n');
  expect(LARGE.map(([e], i) => [e, printed[i]])).toEqual(LARGE.map(([e, value]) => [e, value]));
});

test('two million statements in a file', { timeout: 300_000 }, async () => {
  expect(await js('auto', `${'{}'.repeat(2_000_000)}print(1)`)).toBe('1');
});

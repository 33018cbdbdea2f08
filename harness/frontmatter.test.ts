/** Reading frontmatter: the fast path, the strict path, and that the two never disagree. */

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { frontmatterBlock, readFrontmatter } from './frontmatter.ts';
import { readUsualKeys } from './frontmatter-reader.ts';

const wrap = (yaml: string): string => `// Copyright\n/*---\n${yaml}\n---*/\ncode();\n`;

function read(yaml: string): unknown {
  const result = readFrontmatter(wrap(yaml));
  return result.readable ? result.frontmatter : result.reason;
}

const NOTHING = { flags: [], includes: [], features: [], negative: null };

describe('what tests say', () => {
  test.each([
    ['nothing', '', NOTHING],
    ['only texts', 'esid: sec-x\ndescription: >\n  Some: text # with\n  - signs\ninfo: |\n  flags: [raw]\n\n  more', NOTHING],
    ['flags on one line', 'flags: [onlyStrict, async]', { ...NOTHING, flags: ['onlyStrict', 'async'] }],
    ['flags as a list', 'flags:\n  - module\n  - raw', { ...NOTHING, flags: ['module', 'raw'] }],
    [
      'a list without indentation',
      'includes:\n- a.js\n- sm/b.js\nfeatures: [X]',
      { ...NOTHING, includes: ['a.js', 'sm/b.js'], features: ['X'] },
    ],
    ['a list over two lines', 'includes: [a.js,\n  b.js]', { ...NOTHING, includes: ['a.js', 'b.js'] }],
    ['a list with a comma at its end', 'includes: [a.js, ]', { ...NOTHING, includes: ['a.js'] }],
    ['an empty list', 'flags: []\nincludes: [ ]', NOTHING],
    [
      'negative',
      'negative:\n  phase: parse\n  type: SyntaxError',
      { ...NOTHING, negative: { phase: 'parse', type: 'SyntaxError' } },
    ],
    [
      'negative in braces',
      'negative: {phase: runtime, type: TypeError}',
      { ...NOTHING, negative: { phase: 'runtime', type: 'TypeError' } },
    ],
    [
      'features with dots and dashes',
      'features: [Symbol.iterator, cross-realm]',
      { ...NOTHING, features: ['Symbol.iterator', 'cross-realm'] },
    ],
    ['quoted names', 'includes: ["a.js"]', { ...NOTHING, includes: ['a.js'] }],
    ['a comment', '# note\nflags: [raw] # why', { ...NOTHING, flags: ['raw'] }],
    ['carriage returns', 'flags: [raw]\rincludes: [a.js]', { ...NOTHING, flags: ['raw'], includes: ['a.js'] }],
    ['windows line ends', 'flags: [raw]\r\nincludes:\r\n  - a.js\r\n', { ...NOTHING, flags: ['raw'], includes: ['a.js'] }],
    ['locale', 'locale: [en, de-AT]', NOTHING],
  ])('%s', (_, yaml, expected) => expect(read(yaml)).toEqual(expected));
});

describe('what is wrong is named', () => {
  test.each([
    ['flags: [nonsense]', 'unknown flag nonsense'],
    ['flags: [onlyStrict, noStrict]', 'both onlyStrict and noStrict'],
    ['flags: {a: b}', 'flags is not a list of names'],
    ['flags: [raw', expect.stringMatching(/^frontmatter is not YAML: /)],
    ['flags: [raw]\nflags: [async]', expect.stringMatching(/^frontmatter is not YAML: Map keys must be unique/)],
    ['includes: [/etc/passwd]', 'include outside harness/: /etc/passwd'],
    ['includes: [../x.js]', 'include outside harness/: ../x.js'],
    ['negative: SyntaxError', 'negative is not a mapping'],
    ['negative:\n  type: SyntaxError', 'negative has no known phase: undefined'],
    ['negative:\n  phase: early\n  type: SyntaxError', 'negative has no known phase: early'],
    ['negative:\n  phase: parse', 'negative has no type'],
    ['- a\n- b', 'frontmatter is not a mapping'],
  ])('%j', (yaml, reason) => expect(read(yaml)).toEqual(reason));

  test.each(['code();', '/*--- flags: [raw]', '---*/ /*'])('no block in %j', source => {
    expect(readFrontmatter(source)).toEqual({ readable: false, reason: 'no frontmatter block (/*--- … ---*/)' });
  });
});

test('the hand reader answers as YAML does, or not at all', () => {
  const values = [
    '',
    ' [a]',
    ' [a, b]',
    ' a',
    ' "a"',
    " 'a'",
    ' {a: b}',
    ' |\n  text: [x]',
    ' >\n  x',
    '\n  - a\n  - b',
    '\n- a',
    '\n  a: b',
    ' a: b',
    ' a # b',
    ' [a, [b]]',
    ' &x [a]',
    ' *x',
    ' !!str a',
    ' - a',
    ' [a]\n  b',
  ];
  let understood = 0;
  for (const first of values) {
    for (const second of values) {
      const block = `\nflags:${first}\ninfo:${second}\n`;
      const usual = readUsualKeys(block);
      if (usual === undefined) continue;
      understood += 1;
      const real = parse(block) as { flags?: unknown };
      expect(orNothing(usual.flags), block).toEqual(orNothing(real.flags));
    }
  }
  expect(understood).toBeGreaterThan(30);
});

test('the block ends at its first end mark', () => {
  expect(frontmatterBlock('/*---\na: 1\n---*/ x /*---\nb: 2\n---*/')).toBe('\na: 1\n');
});

/** An absent value and an empty list mean the same. */
function orNothing(value: unknown): unknown {
  return value === null || value === undefined ? [] : value;
}

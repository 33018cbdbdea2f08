import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bytes } from '../values/bytes.ts';
import { Char } from '../values/char.ts';
import { equal } from '../values/equality.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { SymbolTable } from '../values/symbol.ts';
import { inspect } from '../values/writer.ts';
import { literalData } from './literal-data.ts';
import { EOF, ReadError, Reader, readAll } from './reader.ts';
import { SourceText } from './source.ts';

const symbols = new SymbolTable();
const read = (text: string): Value[] => readAll(new SourceText('f', text), symbols);
const printed = (text: string): string =>
  read(text)
    .map(d => inspect(d))
    .join(' ');

describe('reader', () => {
  it.each([
    ['1 -2 +3 2.5 -.5 .5 1. 1e3 1E-2 007', '1 -2 3 2.5 -0.5 0.5 1 1000 0.01 7'],
    ['123456789012345678 9007199254740993 0.1', '123456789012345680 9007199254740992 0.1'],
    ['12n -5n 1/4 -6/2', '12n -5n 0.25 -3'],
    ['-0.0 +inf.0 -inf.0 +nan.0 -nan.0', '-0.0 +inf.0 -inf.0 +nan.0 +nan.0'],
    ['#xFF #b-101 #o17 #d10', '255 -5 15 10'],
    ['nil true false #t #f #true #false', 'nil true false true false true false'],
    ['- + -> ... -a +b a.b <=? a,b g#1 ~x/y:z λ x—y', '- + -> ... -a +b a.b <=? a,b g#1 ~x/y:z λ x—y'],
    [':a :a-b? ::x', ':a :a-b? ::x'],
    ['"a\\n\\r\\t\\0\\"\\\\\\u0041\\ud83d\\ude00"', '"a\\n\\r\\t\\0\\"\\\\A😀"'],
    ['"line one\nline two"', '"line one\\nline two"'],
    ['#\\a #\\space #\\( #\\x #\\x41 #\\λ #\\😀 #\\nul #\\, #\\"', '#\\a #\\space #\\( #\\x #\\A #\\λ #\\😀 #\\null #\\, #\\"'],
    ['(a (b) [c d] ())', '(a (b) (c d) ())'],
    ["'a `(b ,c ,@d) '()", '(quote a) (quasiquote (b (unquote c) (splice-unquote d))) (quote ())'],
    ["''a '#(1)", '(quote (quote a)) (quote #(1))'],
    ['{:a 1 "b" {}}', '(dict-literal :a 1 "b" (dict-literal))'],
    ['#(1 (2) #()) #u8(0 255)', '#(1 (2) #()) #u8(0 255)'],
    ['a ; comment\nb #;(c d) e #;#;f g h #| x #| y |# z |# i', 'a b e h i'],
    ["(a #;b) '#;x y (1,2)", '(a) (quote y) (1 (unquote 2))'],
    ['#symbol "a b" #keyword ""', '#symbol "a b" #keyword ""'],
    ['#z3 (x)', '(z3-translate (quote (x)))'],
    ['#!/usr/bin/env sx\na', 'a'],
    ['\ufeffa\u00a0b', 'a b'],
    ['', ''],
    ['(a . (b c)) (a . ()) (a . nil) (a . b) (. a) [a . b]', '(a b c) (a) (a) (a . b) (. a) (a . b)'],
    ['-0 -0.0 -0/5 #xff #XFF #e#x10 #i1 #b-0', '0 -0.0 0 255 255 16 1 0'],
  ])('reads %j', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  it.each([
    ['(a\n  (b', 'READ_UNCLOSED', '2:5', 'list opened at 2:3 is never closed'],
    ['{:a', 'READ_UNCLOSED', '1:4', 'dict literal opened at 1:1 is never closed'],
    ['"ab', 'READ_UNCLOSED', '1:4', 'string opened at 1:1 is never closed'],
    ['a #| b', 'READ_UNCLOSED', '1:7', 'block comment opened at 1:3 is never closed'],
    ["a '", 'READ_UNCLOSED', '1:4', 'nothing follows the prefix at 1:3'],
    ['#;', 'READ_UNCLOSED', '1:3', 'nothing follows the datum comment at 1:1'],
    [')', 'READ_UNEXPECTED_CLOSE', '1:1', 'nothing is open here'],
    ['(a\n]', 'READ_MISMATCHED_CLOSE', '2:1', 'closing what was opened at 1:1'],
    ["(')", 'READ_MISSING_DATUM', '1:3', 'after the prefix at 1:2'],
    ['{:a}', 'READ_ODD_DICT', '1:1', ''],
    ['$a', 'READ_BAD_NAME', '1:1', 'names do not begin with $ % ^ or |'],
    ['a |b', 'READ_BAD_NAME', '1:3', 'names do not begin with $ % ^ or |'],
    [': a', 'READ_BAD_NAME', '1:1', ''],
    ['12ab', 'READ_BAD_NUMBER', '1:1', ''],
    ['1/0', 'READ_BAD_NUMBER', '1:1', ''],
    ['"\\x"', 'READ_BAD_STRING', '1:2', 'known are \\" \\\\ \\n \\r \\t \\0 \\uXXXX'],
    ['"\\u00g0"', 'READ_BAD_STRING', '1:2', ''],
    ['#\\bogus', 'READ_BAD_CHAR', '1:1', ''],
    ['#\\', 'READ_BAD_CHAR', '1:1', ''],
    ['#<procedure f>', 'READ_BAD_SYNTAX', '1:1', ''],
    ['#u8(256)', 'READ_BAD_SYNTAX', '1:1', ''],
    ['#', 'READ_BAD_SYNTAX', '1:1', ''],
    ['.', 'READ_BAD_DOT', '1:1', 'it stands once in a list, before the datum that is its rest'],
    ['(a . b c)', 'READ_BAD_DOT', '1:9', 'it stands once in a list, before the datum that is its rest'],
    ['(a . b . c)', 'READ_BAD_DOT', '1:8', 'it stands once in a list, before the datum that is its rest'],
    ['#(a . b)', 'READ_BAD_DOT', '1:5', 'it stands once in a list, before the datum that is its rest'],
  ])('refuses %j', (text, code, place, hint) => {
    let error: unknown;
    try {
      read(text);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(ReadError);
    const e = error as ReadError;
    expect([e.code, `${e.line}:${e.column}`, e.hint, e.sourceName]).toEqual([code, place, hint, 'f']);
    expect(e.message).toContain(`f:${place}: ${e.reason}`);
  });

  it('gives lists the offset where they begin', () => {
    const [a, b] = read("(a (b))  'c") as List[];
    expect([a?.pos, (a?.at(1) as List | undefined)?.pos, b?.pos]).toEqual([0, 3, 9]);
  });

  it('reads one datum at a time', () => {
    const reader = new Reader(new SourceText('f', 'a (b) '), symbols);
    reader.next();
    expect(reader.offset).toBe(1);
    expect(inspect(reader.next())).toBe('(b)');
    expect(reader.next()).toBe(EOF);
    expect(reader.next()).toBe(EOF);
  });

  it('is not limited by depth', () => {
    const n = 100_000;
    const text = `${"'(".repeat(n)}${')'.repeat(n)}`;
    const once = inspect(read(text)[0]);
    expect(once.length).toBe(n * '(quote ())'.length);
    expect(() => read('('.repeat(n))).toThrow(/never closed/);
  });

  it('positions count lines and columns from 1', () => {
    const s = new SourceText('f', 'ab\ncd\n\nx');
    expect([0, 2, 3, 6, 7, 99, -1].map(o => s.place(o))).toEqual(['1:1', '1:3', '2:1', '3:1', '4:1', '4:2', '1:1']);
  });
});

describe('reading back what was written', () => {
  const text = fc.string({ unit: 'binary', maxLength: 8 });
  const code = fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff));
  const atom = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.bigInt(),
    text,
    fc.boolean(),
    fc.constant(null),
    fc
      .oneof(text, fc.constantFrom('a', 'nil', '1', '-', '$x', 'a b', ':k', '+inf.0', "a'", ',a', 'a,', '#t'))
      .map(s => symbols.symbol(s)),
    text.map(s => symbols.keyword(s)),
    code.map(c => Char.of(c)),
    fc.uint8Array({ maxLength: 4 }).map(u8 => new Bytes(new Uint8Array(u8))),
  );
  const datum = fc.letrec<{ d: Value }>(tie => ({
    d: fc.oneof(
      { depthSize: 'small' },
      atom,
      fc.array(tie('d'), { maxLength: 5 }).map(items => List.of([...items])),
      fc.array(tie('d'), { maxLength: 5 }).map(items => [...items]),
      fc.array(fc.tuple(text, tie('d')), { maxLength: 4 }).map(pairs => new Map(pairs)),
    ),
  })).d;

  it('gives equal data', () => {
    fc.assert(
      fc.property(datum, d => {
        const written = inspect(d);
        const back = read(written);
        expect(back.length).toBe(1);
        if (!equal(literalData(back[0]), d)) expect(written).toBe('read back differently');
        expect(inspect(literalData(back[0]))).toBe(written);
      }),
      { numRuns: 2000 },
    );
  });

  it('survives any text without a host error', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      "'",
      '`',
      ',',
      ',@',
      '"',
      '#',
      '\\',
      '#|',
      '|#',
      '#;',
      ';',
      '\n',
      ' ',
      'a',
      '1',
      '.',
      '-',
      ':',
      'n',
      '#\\',
      '#u8(',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        try {
          read(pieces.join(''));
        } catch (e) {
          expect(e).toBeInstanceOf(ReadError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

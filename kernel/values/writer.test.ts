import { describe, expect, it } from 'vitest';
import { Char } from './char.ts';
import { Condition } from './condition.ts';
import { EOF } from './eof.ts';
import { HashTable } from './hash-table.ts';
import { List } from './list.ts';
import type { Procedure, Value } from './procedure.ts';
import { RecordType } from './record.ts';
import { SymbolTable } from './symbol.ts';
import { displayString, inspect, strText } from './writer.ts';

const symbols = new SymbolTable();
const point = new RecordType('point', ['x', 'y']);
const named: Procedure = Object.assign(() => null, { guestName: 'f' });

describe('writer', () => {
  it.each<[Value, string]>([
    [null, 'nil'],
    [1e21, '1e+21'],
    [0.1 + 0.2, '0.30000000000000004'],
    [-0, '-0.0'],
    [5n, '5n'],
    ['a\u0001\u2028"', '"a\\u0001\\u2028\\""'],
    ['\ud800', '"\\ud800"'],
    [Char.of(10), '#\\newline'],
    [Char.of(0xd800), '#\\xd800'],
    [Char.of(0xa0), '#\\xa0'],
    [symbols.symbol(''), '#symbol ""'],
    [symbols.symbol('nil'), '#symbol "nil"'],
    [symbols.gensym('t'), 't#1'],
    [
      new Map<string, Value>([
        ['a', 1],
        ['b c', List.of([])],
      ]),
      '{:a 1 "b c" ()}',
    ],
    [new point.cls(1, 's'), '#<point x: 1 y: "s">'],
    [new new RecordType('unit', []).cls(), '#<unit>'],
    [named, '#<procedure f>'],
    [() => 1, '#<procedure>'],
    [new HashTable(), '#<hash-table 0>'],
    [new Condition('no'), '#<condition no>'],
    [EOF, '#<eof>'],
    [undefined, '#<undefined>'],
  ])('inspects %#', (value, text) => {
    expect(inspect(value)).toBe(text);
  });

  it('displays strings and characters raw at every level', () => {
    const v = List.of(['a b', Char.of(97), new Map([['k', 'v']])]);
    expect(displayString(v)).toBe('(a b a {:k v})');
    expect([strText(v), strText(null), strText('x'), strText(Char.of(97))]).toEqual(['("a b" #\\a {:k "v"})', '', 'x', 'a']);
  });

  it('ends on cycles and repeats what is shared', () => {
    const v: Value[] = [1];
    v.push(v);
    const record = new point.cls(v, null);
    expect(inspect(record)).toBe('#<point x: #(1 #<cycle>) y: nil>');
    const shared = List.of([1]);
    expect(inspect(List.of([shared, shared]))).toBe('((1) (1))');
  });

  it('stops at the budget', () => {
    const l = List.of([1, List.of([2, 3, 4]), 5]);
    expect([0, 1, 3, 4, 9].map(budget => inspect(l, { budget }))).toEqual([
      '(...)',
      '(1 ...)',
      '(1 (2 ...))',
      '(1 (2 3 ...))',
      '(1 (2 3 4) 5)',
    ]);
    let dag: Value = List.of([]);
    for (let i = 0; i < 40; i++) dag = List.of([dag, dag]);
    expect(inspect(dag, { budget: 1000 }).length).toBeLessThan(10_000);
  });
});

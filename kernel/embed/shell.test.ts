/** The interactive session without a terminal. */
import { beforeEach, describe, expect, it } from 'vitest';
import { standardSystem } from '../testing/standard.ts';
import { fail } from '../values/condition.ts';
import { describeFailure } from './failure-text.ts';
import { Shell } from './shell.ts';

let printed: string;
let shell: Shell;

beforeEach(() => {
  printed = '';
  const system = standardSystem({ output: text => (printed += text) });
  shell = new Shell(system, {
    answer: request => (request === 'six' ? 6 : fail('nobody answers')),
    readFile: path => {
      if (path === 'lib.sx') return '(define from-file 11)\nfrom-file';
      throw new Error('no such file');
    },
  });
});

/** What each line makes the shell show. */
function feed(...lines: string[]): string[] {
  return lines.map(line => {
    const reply = shell.feed(line);
    if (reply.kind === 'text') return reply.text.trimEnd();
    if (reply.kind !== 'error') return `<${reply.kind}>`;
    const failure = describeFailure(reply.error);
    return `! ${failure?.message} @${failure?.where}`;
  });
}

describe('input', () => {
  it('shows values; nil is silent', () => {
    expect(feed('(+ 1 2)', '"a\\nb"', 'nil', '(print "x")', '(list 1 "a")')).toEqual([
      '3',
      '"a\\nb"',
      '<quiet>',
      '<quiet>',
      '(1 "a")',
    ]);
    expect(printed).toBe('x\n');
  });

  it('several forms on a line: the last value', () => {
    expect(feed('(define x 5) (* x 2)')).toEqual(['10']);
  });

  it('waits until the forms are complete', () => {
    expect(feed('(define (f x)', '  (* x', '     2))', '(f 4)')).toEqual(['<more>', '<more>', '#<procedure f>', '8']);
  });

  it('strings may go over empty lines', () => {
    expect(feed('"a', '', 'b"')).toEqual(['<more>', '<more>', '"a\\n\\nb"']);
  });

  it('an empty line gives an unfinished form up', () => {
    expect(feed('(list 1', '', '(+ 1 1)')).toEqual(['<more>', '<quiet>', '2']);
  });

  it('quotes and block comments wait for what follows', () => {
    expect(feed("'", 'a', '#| one', 'two |# 7')).toEqual(['<more>', 'a', '<more>', '7']);
  });

  it('`it` is the last value', () => {
    expect(feed('(* 6 7)', '(+ it 1)', 'it')).toEqual(['42', '43', '43']);
  });

  it('requests are answered by the host', () => {
    expect(feed('(* 7 (perform "six"))')).toEqual(['42']);
  });
});

describe('errors keep the session', () => {
  it('with the place in the input', () => {
    expect(feed('(define y 1)', '(list\n  (car 5))', 'y')).toEqual([
      '1',
      '! car: expected non-empty list, got number @input-2:2:3',
      '1',
    ]);
  });

  it('mistakes in the text', () => {
    expect(feed('(a))', '(if)', '"\\q"')).toEqual([
      '! Undefined symbol: a @input-1:1:1',
      '! if: expected (if test then else?), but test is missing @input-2:1:1',
      '! unknown escape "\\q" (known are \\" \\\\ \\n \\r \\t \\0 \\uXXXX) @input-3:1:2',
    ]);
  });

  it('long results are cut', () => {
    expect((feed('(range 100000)')[0] as string).length).toBeLessThan(20_000);
  });
});

describe('commands', () => {
  it(':load runs a file', () => {
    expect(feed(':load lib.sx', 'from-file', ':load', ':load nope.sx')).toEqual([
      '11',
      '11',
      'expected :load FILE',
      'cannot read nope.sx: no such file',
    ]);
  });

  it(':help, :quit and unknown ones', () => {
    expect(feed(':help')[0]).toContain(':load FILE');
    expect(feed(':quit', ':exit', ':frob')).toEqual(['<quit>', '<quit>', 'unknown command :frob; :help lists the commands']);
  });
});

describe('completion', () => {
  it('offers globals, macros, special forms and own definitions', () => {
    feed('(define vector-of-mine 1)');
    expect(shell.completions('(vector-')[0]).toEqual(expect.arrayContaining(['vector-ref', 'vector-map', 'vector-of-mine']));
    expect(shell.completions('(let-m')).toEqual([['let-match'], 'let-m']);
    expect(shell.completions('(deft')).toEqual([['deftest'], 'deft']);
    expect(shell.completions('(foo ')).toEqual([[], '']);
    expect(shell.completions('(%')[0]).toEqual([]);
  });
});

/** The line protocol: commands, epochs, requests to the client, and every kind of bad line. */
import { beforeEach, describe, expect, it } from 'vitest';
import { SourceText } from '../../reader/source.ts';
import { standardSystem } from '../../testing/standard.ts';
import { inspect } from '../../values/writer.ts';
import { runText } from '../text-run.ts';
import { ServeSession } from './session.ts';

/** What the host has in files. */
const LIBRARIES: Readonly<Record<string, string>> = {
  '(in file)': '(define-library (in file) (export here) (import (from client)) (begin (define here (twice 4))))',
  '(round a)': '(define-library (round a) (export a) (import (round b)) (begin (define a 1)))',
  '(round b)': '(define-library (round b) (export b) (import (round a)) (begin (define b 1)))',
};

let sent: string[];
let session: ServeSession;

beforeEach(() => {
  sent = [];
  session = new ServeSession({
    createSystem: () => standardSystem(),
    send: line => sent.push(line),
    readFile: path => {
      if (path === 'good.sx') return '(define loaded 5)\n(define (f) (car 5))';
      throw new Error('no such file');
    },
    loadLibrary: (system, name) => {
      const text = LIBRARIES[inspect(name)];
      return text === undefined ? undefined : runText(system, new SourceText('lib.sx', text), system.kernel.user);
    },
  });
});

/** Replies to these lines. */
function talk(...lines: string[]): string[] {
  sent.length = 0;
  for (const line of lines) session.line(line);
  return [...sent];
}

describe('commands', () => {
  it('says that it is ready', () => {
    session.start();
    expect(sent).toEqual(['(ready)']);
  });

  it('evaluates, keeps definitions, answers every value', () => {
    expect(
      talk('(eval "(define x 5)")', '(eval "x (+ x 1)")', '(eval "nil")', '(eval "")', '(eval "(list 1 \\"a\\\\n\\" :k)")'),
    ).toEqual(['(ok 0 5)', '(ok 0 6)', '(ok 0 nil)', '(ok 0 nil)', '(ok 0 (1 "a\\n" "k"))']);
  });

  it('loads sources and files without answering their value', () => {
    expect(
      talk('(load-source "(define y 1) y")', '(eval "y")', '(load "good.sx")', '(eval "loaded")', '(load "bad.sx")'),
    ).toEqual(['(ok 0)', '(ok 0 1)', '(ok 0)', '(ok 0 5)', '(error 0 "load: cannot read bad.sx: no such file")']);
  });

  it('ping answers the name of the engine, at any time', () => {
    expect(talk('(ping)')).toEqual(['(ok 0 "sx")']);
  });

  it('reset forgets everything', () => {
    const replies = talk('(eval "(define z 1)")', '(reset)', '(eval "z")');
    expect(replies.slice(0, 2)).toEqual(['(ok 0 1)', '(ok 0)']);
    expect(replies[2]).toContain('Undefined symbol: z');
  });

  it('several commands on a line, blank lines and comments', () => {
    expect(talk('(ping) (eval "1")', '', '   ', '; nothing', '(ping) ; done')).toEqual([
      '(ok 0 "sx")',
      '(ok 0 1)',
      '(ok 0 "sx")',
    ]);
  });
});

describe('errors', () => {
  it.each([
    ['(eval "(car 5)")', '(error 0 "car: expected non-empty list, got number (eval:1:1)")'],
    ['(eval "(+ 1")', '(error 0 "unexpected end of text (list opened at 1:1 is never closed) (eval:1:5)")'],
    ['(eval "(if)")', '(error 0 "if: expected (if test then else?), but test is missing (eval:1:1)")'],
    ['(eval "(raise (list 1 2))")', '(error 0 "(1 2)")'],
    ['(eval "(error \\"no\\" 5)")', '(error 0 "no 5 (eval:1:1)")'],
    ['(eval "(f")', '(error 0 "unexpected end of text (list opened at 1:1 is never closed) (eval:1:3)")'],
    ['(eval', '(error 0 "protocol: column 6: unexpected end of text (a command is one line)")'],
    [')', '(error 0 "protocol: column 1: unexpected \\")\\" (nothing is open here)")'],
    ['hello', '(error 0 "protocol: expected a command in parentheses, got hello")'],
    ['()', '(error 0 "protocol: expected a command in parentheses, got ()")'],
    [
      '(frobnicate 1)',
      '(error 0 "protocol: unknown command frobnicate; known are epoch ping reset load load-source eval io-response io-error")',
    ],
    ['(eval 5)', '(error 0 "protocol: expected (eval \\"text\\"), got (eval 5)")'],
    ['(epoch -1)', '(error 0 "protocol: expected (epoch N), got (epoch -1)")'],
    ['(ping 1)', '(error 0 "protocol: expected (ping), got (ping 1)")'],
    ['(io-response 5)', '(error 0 "protocol: io-response without a request that waits for it")'],
    ['(io-response 0 7 5)', '(error 0 "protocol: io-response without a request that waits for it")'],
  ])('%s', (line, reply) => {
    expect(talk(line)).toEqual([reply]);
    expect(talk('(eval "(+ 1 1)")')).toEqual(['(ok 0 2)']);
  });
});

describe('epochs', () => {
  it('tag all replies', () => {
    expect(talk('(epoch 7)', '(ping)', '(eval "(car 1)")')).toEqual([
      '(ok 7 "sx")',
      '(error 7 "car: expected non-empty list, got number (eval:1:1)")',
    ]);
  });

  it('commands under an older epoch are dropped until a current one comes', () => {
    expect(
      talk(
        '(epoch 5)',
        '(ping)',
        '(epoch 4)',
        '(eval "1")',
        '(ping)',
        'garbage)',
        '(epoch 5)',
        '(eval "2")',
        '(epoch 6)',
        '(eval "3")',
      ),
    ).toEqual(['(ok 5 "sx")', '(ok 5 2)', '(ok 6 3)']);
  });

  it('a new epoch gives up a command that waits, and its late answer is dropped', () => {
    expect(
      talk('(epoch 1)', '(eval "(perform (list \\"q\\"))")', '(epoch 2)', '(io-response 1 1 5)', '(ping)', '(eval "6")'),
    ).toEqual(['(io-request 1 1 "q")', '(ok 2 "sx")', '(ok 2 6)']);
  });
});

describe('requests to the client', () => {
  it('suspend the command; the answer is the value', () => {
    expect(talk('(epoch 3)', '(eval "(+ 1 (perform (list \\"query\\" \\"posts\\" {:id 5})))")')).toEqual([
      '(io-request 3 1 "query" "posts" {:id 5})',
    ]);
    expect(talk('(io-response 41)')).toEqual(['(ok 3 42)']);
  });

  it('several in one command, each with a number of its own', () => {
    expect(
      talk(
        '(eval "(map (fn (x) (perform (list \\"get\\" x))) (list 1 2))")',
        '(io-response 0 1 "a")',
        '(io-response 0 2 {:b (1)})',
      ),
    ).toEqual(['(io-request 0 1 "get" 1)', '(io-request 0 2 "get" 2)', '(ok 0 ("a" {:b (1)}))']);
  });

  it('a dict goes under its op, anything else under perform', () => {
    expect(
      talk('(eval "(perform {:op \\"fetch\\" :url \\"/\\"})")', '(io-response nil)', '(eval "(perform 5)")', '(io-response nil)'),
    ).toEqual(['(io-request 0 1 "fetch" {:op "fetch" :url "/"})', '(ok 0 nil)', '(io-request 0 2 "perform" 5)', '(ok 0 nil)']);
  });

  it('io-error raises at the perform, where guard catches it', () => {
    expect(
      talk('(eval "(guard (e (true (list \\"caught\\" (condition-message e)))) (perform 1))")', '(io-error "gone")'),
    ).toEqual(['(io-request 0 1 "perform" 1)', '(ok 0 ("caught" "gone"))']);
  });

  it('other commands are refused while one waits; ping is not', () => {
    expect(talk('(eval "(perform 1)")', '(eval "2")', '(ping)', '(io-response 9)')).toEqual([
      '(io-request 0 1 "perform" 1)',
      '(error 0 "protocol: request 1 is not answered yet; answer it or begin a new epoch")',
      '(ok 0 "sx")',
      '(ok 0 9)',
    ]);
  });

  it('a wrong number does not answer; a second answer is dropped', () => {
    expect(talk('(eval "(perform 1)")', '(io-response 0 9 1)', '(io-response 0 1 1)', '(io-response 0 1 2)')).toEqual([
      '(io-request 0 1 "perform" 1)',
      '(error 0 "protocol: io-response without a request that waits for it")',
      '(ok 0 1)',
    ]);
  });

  it('reset gives up what waits', () => {
    expect(talk('(eval "(perform 1)")', '(reset)', '(io-response 0 1 5)', '(eval "1")')).toEqual([
      '(io-request 0 1 "perform" 1)',
      '(ok 0)',
      '(ok 0 1)',
    ]);
  });
});

describe('imports', () => {
  const TWICE = '(define-library (from client) (export twice) (begin (define (twice x) (* 2 x))))';

  it('ask the client for the text of a library', () => {
    expect(
      talk('(eval "(import (lib))")', '(io-response "(define-library (lib) (export y) (begin (define y 7)))")', '(eval "y")'),
    ).toEqual(['(io-request 0 1 "import" {:op "import" :library (lib)})', '(ok 0 nil)', '(ok 0 7)']);
  });

  it('a library that the client does not have is an error', () => {
    expect(talk('(eval "(import (lib))")', '(io-response nil)')[1]).toContain('import: library (lib) is not available');
  });

  it('a mistake in the text fails the import and keeps the session', () => {
    const replies = talk('(eval "(import (lib))")', '(io-response "(define-library")', '(eval "1")');
    expect(replies[1]).toContain('unexpected end of text');
    expect(replies[2]).toBe('(ok 0 1)');
  });

  it('libraries that the host finds are loaded; what they import in turn may come from the client', () => {
    expect(talk('(eval "(import (in file)) here")', `(io-response ${JSON.stringify(TWICE)})`)).toEqual([
      '(io-request 0 1 "import" {:op "import" :library (from client)})',
      '(ok 0 8)',
    ]);
  });

  it('libraries that import each other are an error, not an endless loop', () => {
    expect(talk('(eval "(import (round a))")', '(eval "1")')).toEqual([
      '(error 0 "import: (round a) imports (round b) imports (round a) (lib.sx:1:1)")',
      '(ok 0 1)',
    ]);
  });

  it('a library whose loading was given up may be asked for again', () => {
    const replies = talk(
      '(epoch 1)',
      '(eval "(import (in file))")',
      '(epoch 2)',
      '(eval "(import (in file)) here")',
      `(io-response ${JSON.stringify(TWICE)})`,
    );
    expect(replies.at(-1)).toBe('(ok 2 8)');
  });
});

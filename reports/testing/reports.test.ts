/** Reports as texts: stable messages, failure modes, tables, XML, progress. */
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../harness/outcome.ts';
import { normaliseMessage } from '../compare/normalise-message.ts';
import type { CaseEnd, RunRecord } from '../events.ts';
import { brokenReasons } from '../events.ts';
import { code, scoreboardMarkdown } from '../markdown.ts';
import { githubReporter } from '../reporters/github.ts';
import { junitXml, xml } from '../reporters/junit.ts';
import { lineReporter } from '../reporters/line.ts';
import { Progress } from '../reporters/progress.ts';
import { ReporterGroup } from '../reporters/reporter.ts';
import { parseResults, RunReadError } from '../runs/read-run.ts';
import { caseLine, metaLine } from '../runs/results-ndjson.ts';
import { failureModes } from '../scoreboard/failure-modes.ts';
import { scoreboardTable } from '../scoreboard/scoreboard-table.ts';
import { formatShare, tallyOf } from '../scoreboard/tally.ts';
import { styleFor } from '../style.ts';
import { caseEnd, runEnd, runRecord, runStart } from './records.ts';

describe('normalised messages', () => {
  test.each([
    ['expected 1 to be 2.5e10', 'expected N to be N'],
    ['at /home/someone/x/test.js:12:3 there', 'at <path> there'],
    ['at file:///a/b/c.js:1', 'at <path>'],
    ['C:\\work\\x\\y.js failed', '<path> failed'],
    ['in built-ins/Math/abs.js:3:4', 'in <path>'],
    ['object at 0x7ffe01', 'object at <address>'],
    ['two\nlines', 'two'],
    ['  much   space\t', 'much space'],
    ['a/b is a quotient', 'a/b is a quotient'],
    ['Array1 and v8', 'Array1 and v8'],
    ['x'.repeat(300), `${'x'.repeat(119)}…`],
    ['x'.repeat(120), 'x'.repeat(120)],
    ['in a.sx:12 and a.mjs:3:45', 'in <path> and <path>'],
    ['/one/two:12:34 and /one/two', '<path> and <path>'],
    ['C:\\one\\two:7 and file:///one/two:11', '<path> and <path>'],
    ['1.25 and 1e+21, 2E-7, 3e5', 'N and N, N, N'],
  ])('%j → %j', (message, normal) => expect(normaliseMessage(message)).toBe(normal));

  test('normalising twice changes nothing', () => {
    for (const text of ['expected 1 of /a/b/c.js:2', 'N', 'x'.repeat(500)])
      expect(normaliseMessage(normaliseMessage(text))).toBe(normaliseMessage(text));
  });
});

test('failure modes group what is the same, largest first, with the first id as example', () => {
  const fail = (id: string, message: string): CaseEnd => caseEnd(id, 'fail', { name: 'Test262Error', message });
  const modes = failureModes(
    [
      fail('c', 'expected «1» to be «2»'),
      fail('a', 'expected «"x"» to be «7»'),
      caseEnd('b', 'timeout', { name: 'Interrupted', message: 'whatever' }),
      caseEnd('p', 'pass'),
      caseEnd('s', 'skip', { name: 'Skip', message: 'x' }),
      caseEnd('k', 'crash', { name: 'Crash', message: 'bug 1' }),
    ],
    10,
  );
  expect(modes).toEqual([
    { label: 'Test262Error: expected «…» to be «…»', count: 2, example: 'a#sloppy@auto' },
    { label: 'crash: Crash: bug N', count: 1, example: 'k#sloppy@auto' },
    { label: 'timeout', count: 1, example: 'b#sloppy@auto' },
  ]);
});

test('every report says where a failure was thrown', () => {
  const at = { file: 'a/b.js', line: 3, column: 7 };
  const event = caseEnd('a/b.js', 'fail', { name: 'TypeError', message: 'no', at });
  const record = runRecord([caseEnd('a/c.js', 'fail', { name: 'TypeError', message: 'no' }), event]);
  expect(failureModes(record.cases, 10)).toEqual([{ label: 'TypeError: no', count: 2, example: event.id, at }]);
  expect(scoreboardTable(record, styleFor(false))).toContain('a/b.js#sloppy@auto at a/b.js:3:7');
  expect(scoreboardMarkdown(record)).toContain('`a/b.js#sloppy@auto at a/b.js:3:7`');
  expect(junitXml([event])).toContain('message="TypeError: no">at a/b.js:3:7</failure></testcase>');
  const lines: string[] = [];
  const sink = { write: (text: string) => void lines.push(text) };
  lineReporter(sink, styleFor(false)).caseEnd!(event);
  expect(lines[0]).toContain(' – TypeError: no (a/b.js:3:7)\n');
});

describe('shares', () => {
  const share = (...outcomes: Outcome[]): string =>
    formatShare(tallyOf(outcomes.map((outcome, at) => caseEnd(String(at), outcome))).counts);

  test('leave out what was not run, and never round up to all', () => {
    expect(share('pass', 'skip', 'harness-error')).toBe('100.0 %');
    expect(share('pass', 'fail', 'timeout', 'crash')).toBe('25.0 %');
    expect(share('skip')).toBe('–');
    expect(share(...new Array<Outcome>(9999).fill('pass'), 'fail')).toBe('99.9 %');
  });
});

describe('the scoreboard', () => {
  const record: RunRecord = {
    start: runStart({ declared: 4, notes: ['scored instead: the slice'] }),
    cases: [
      caseEnd('built-ins/__proto__/a', 'pass'),
      caseEnd('built-ins/__proto__/b', 'fail', { name: 'TypeError', message: 'a `b` | c' }),
      caseEnd('language/x/c', 'oom', { name: 'Interrupted', message: 'm' }),
      caseEnd('language/x/d', 'skip', { name: 'Skip', message: 'm' }),
    ],
    end: runEnd({ executed: 4, wallMs: 2000, firstResultMs: 150, notices: ['cache entry healed'] }),
  };

  test('as a table shows rare outcomes only when they happened', () => {
    expect(scoreboardTable(record, styleFor(false))).toBe(`test262 at 0123456789 (cache) · engine sx, tier auto · 4 cases
note: scored instead: the slice

┌─────────────────────┬───────┬──────┬──────┬─────────┬───────┬─────┬──────┬────────┐
│ category            │ total │ pass │ fail │ timeout │ crash │ oom │ skip │      % │
├─────────────────────┼───────┼──────┼──────┼─────────┼───────┼─────┼──────┼────────┤
│ built-ins/__proto__ │     2 │    1 │    1 │       0 │     0 │   0 │    0 │ 50.0 % │
│ language/x          │     2 │    0 │    0 │       0 │     0 │   1 │    1 │  0.0 % │
│ total               │     4 │    1 │    1 │       0 │     0 │   1 │    1 │ 33.3 % │
└─────────────────────┴───────┴──────┴──────┴─────────┴───────┴─────┴──────┴────────┘

Top failure modes
  1 × TypeError: a \`b\` | c
      built-ins/__proto__/b#sloppy@auto
  1 × oom
      language/x/c#sloppy@auto

4 cases in 2.00 s · 2 cases/s · 2 workers · first result after 0.15 s
% = pass / (total − skip − harness-error)
note: cache entry healed
`);
  });

  test('as Markdown keeps names as they are', () => {
    const text = scoreboardMarkdown(record);
    expect(text).toContain('| built-ins/\\_\\_proto\\_\\_ | 2 | 1 | 1 |');
    expect(text).toContain('- 1 × ``TypeError: a `b` | c`` – `built-ins/__proto__/b#sloppy@auto`');
    expect(code('`x`')).toBe('`` `x` ``');
  });

  test('in colour has the same text', () => {
    const plain = scoreboardTable(record, styleFor(true)).replace(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
    expect(plain).toBe(scoreboardTable(record, styleFor(false)));
  });
});

describe('JUnit XML', () => {
  test('holds nothing that XML cannot', () => {
    expect(xml('<&>"\u0000\u001b\ud800x\udc00😀\n')).toBe('&lt;&amp;&gt;&quot;\uFFFD\uFFFD\uFFFDx\uFFFD😀&#10;');
  });

  test('counts failures, errors and skips apart', () => {
    const cases = (['pass', 'fail', 'timeout', 'skip'] as const).map(outcome =>
      caseEnd(`a/b/${outcome}`, outcome, { name: 'E', message: 'm'.repeat(9000) }),
    );
    const text = junitXml(cases);
    expect(text).toContain('<testsuite name="a/b" tests="4" failures="1" errors="1" skipped="1" time="0.004">');
    expect(text.length).toBeLessThan(16_000);
  });
});

test('GitHub annotations are capped and escaped', () => {
  const lines: string[] = [];
  const summary: string[] = [];
  const reporter = githubReporter({ write: text => void lines.push(text) }, { write: text => void summary.push(text) });
  reporter.start!(runStart({ declared: 12 }));
  for (let at = 0; at < 12; at += 1) reporter.caseEnd!(caseEnd(`a/b/c${at}`, 'fail', { name: 'E', message: '50%\nmore' }));
  void reporter.end!(runEnd({ executed: 12 }));
  expect(lines[0]).toBe('::error title=a/b/c0#sloppy@auto::fail: E: 50%25%0Amore\n');
  expect(lines).toHaveLength(11);
  expect(lines[10]).toBe('::notice::2 more non-passes are in the report\n');
  expect(summary.join('')).toContain('| **total** | 12 |');
});

describe('progress', () => {
  function follow(live: boolean): string[] {
    const written: string[] = [];
    let now = 0;
    const options = { live, columns: 200, style: styleFor(false), now: () => now, plainEveryMs: 1000 };
    const progress = new Progress({ write: text => void written.push(text) }, options);
    progress.start(runStart({ declared: 40 }));
    for (let at = 0; at < 20; at += 1) {
      now += 100;
      progress.caseEnd(caseEnd(String(at), at % 4 === 3 ? 'fail' : 'pass'));
    }
    progress.end(runEnd());
    return written;
  }

  test('is a line now and then without a terminal, with rate and time left', () => {
    expect(follow(false)).toEqual([
      '10/40 (25 %) · 8 passed, 2 not · 10/s · about 3.00 s left\n',
      '20/40 (50 %) · 15 passed, 5 not · 10/s · about 2.00 s left\n',
    ]);
  });

  test('is a bar in place on a terminal, and leaves nothing behind', () => {
    const written = follow(true);
    expect(written[0]).toContain('░░░░ 0/40 (0 %)');
    expect(written.at(-2)).toContain('████████████░░░░░░░░░░░░ 20/40 (50 %)');
    expect(written.at(-1)).toBe('\r\u001B[2K');
  });
});

describe('reading results', () => {
  const meta = metaLine(runStart());
  const line = caseLine(caseEnd('a/b/c', 'pass'));

  test('gives back what was written', () => {
    const { start, cases, problems } = parseResults(meta + line, 'f');
    expect({ start, cases, problems }).toEqual({ start: runStart(), cases: [caseEnd('a/b/c', 'pass')], problems: [] });
  });

  test('names doubles and a cut-off end', () => {
    expect(parseResults(meta + line + line, 'f').problems).toEqual(['f: a/b/c#sloppy@auto is recorded twice']);
    expect(parseResults(meta + line + line.slice(0, 5), 'f').problems).toEqual(['f: last line is cut off']);
  });

  test.each([
    ['', 'f:1: not a JSON record'],
    [meta.replace('"format":1', '"format":2') + line, 'f: format 2 is newer than this tool (1)'],
    [`${meta}{"id":"x"}\n`, 'f:2: not a result'],
    [meta + line.replace('"pass"', '"passed"'), 'f:2: not a result'],
    [`${meta}[1\n`, 'f:2: not a JSON record'],
  ])('refuses %j', (text, message) => expect(() => parseResults(text, 'f')).toThrow(new RunReadError(message)));
});

test('what makes a run broken', () => {
  const reasons = (change: Partial<RunRecord>): string[] =>
    brokenReasons({ ...runRecord([caseEnd('a/b/c', 'pass')]), ...change });
  expect(reasons({})).toEqual([]);
  expect(reasons({ start: runStart({ declared: 2 }) })).toEqual(['declared 2 cases, executed 1']);
  expect(reasons({ cases: [] })).toEqual(['executed 1 cases, but 0 results are recorded']);
  expect(reasons({ cases: [caseEnd('a/b/c', 'harness-error')] })).toEqual(['1 case ended in harness-error']);
  expect(reasons({ end: runEnd({ executed: 1, problems: ['x'] }) })).toEqual(['x']);
  expect(reasons({ start: runStart({ declared: 9 }), end: runEnd({ executed: 1, interrupted: true }) })).toEqual([]);
});

test('a reporter that throws is named, once, and stops nobody else', async () => {
  const seen: string[] = [];
  const group = new ReporterGroup([
    {
      name: 'bad',
      caseEnd: () => {
        throw new Error('boom');
      },
    },
    { name: 'good', caseEnd: event => void seen.push(event.id), end: () => void seen.push('end') },
  ]);
  for (const event of [runStart(), caseEnd('a', 'pass'), caseEnd('b', 'pass'), runEnd()]) await group.emit(event);
  expect(seen).toEqual(['a#sloppy@auto', 'b#sloppy@auto', 'end']);
  expect(group.failures).toEqual(['reporter bad failed: boom']);
});

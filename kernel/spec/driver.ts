/**
 * Runs spec files: texts with `deftest` and `defsuite` forms, on a kernel that has the standard library. Every test is a
 * run of its own, so that none can take others along, whatever it does to its continuation. Nothing is lost silently: a
 * form that cannot be read, expanded or evaluated is a load error, and the tests declared in the text (counted without
 * evaluating it) must all have run, each once.
 */

import { Call, Const } from '../core/nodes.ts';
import type { System } from '../embed/system.ts';
import { runText, settle } from '../embed/text-run.ts';
import { ReadError, readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, fail, Interrupt, Raise } from '../values/condition.ts';
import type { List } from '../values/list.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';
import { type Declaration, declaredTests } from './declared.ts';

export interface SpecFile {
  path: string;
  text: string;
}

export type SpecOutcome = 'pass' | 'fail' | 'timeout' | 'crash';

export interface TestEvent {
  kind: 'test';
  file: string;
  /** Line of the test's form. */
  line: number;
  suite: string;
  test: string;
  outcome: SpecOutcome;
  /** Empty for a pass. */
  message: string;
}

export interface LoadErrorEvent {
  kind: 'load-error';
  file: string;
  line: number;
  column: number;
  message: string;
}

export interface FileEvent {
  kind: 'file';
  file: string;
  declared: number;
  executed: number;
  passed: number;
  /** All declared tests ran, all passed, everything loaded. */
  clean: boolean;
}

export type SpecEvent = TestEvent | LoadErrorEvent | FileEvent;

export interface SpecOptions {
  /** Answers a `perform`; throws a `Raise` to fail it. */
  answer?: (request: Value) => Value;
  /** Called before each test: the place to set a deadline that the kernel's checkpoint hook looks at. */
  beforeTest?: () => void;
}

interface Registered {
  suite: string;
  test: string;
  thunk: Procedure;
}

const refuse = (request: Value): Value => fail(`perform: nobody answers ${inspect(request, { budget: 50 })}`, [request], 'io');

/** A file that has been evaluated, with the tests that it registered, in order. */
export interface LoadedSpec {
  readonly declared: number;
  readonly errors: readonly LoadErrorEvent[];
  readonly tests: readonly LoadedTest[];
}

export interface LoadedTest {
  readonly suite: string;
  readonly test: string;
  readonly line: number;
  /** A run of its own. */
  run(): { outcome: SpecOutcome; message: string };
}

/** Evaluates a file. Its tests are registered, none is run. */
export function loadSpecFile(system: System, file: SpecFile, answer: (request: Value) => Value = refuse): LoadedSpec {
  const { kernel } = system;
  const source = new SourceText(file.path, file.text);
  const collector = kernel.base.cell('set-test-collector!').v;
  const registered: Registered[] = [];
  const errors: LoadErrorEvent[] = [];
  let declared: Declaration[] = [];
  try {
    declared = declaredTests(readAll(source, kernel.symbols));
    kernel.call(collector, (path: List, test: string, thunk: Procedure) => {
      registered.push({ suite: path.toArray().join(' > '), test, thunk });
      return null;
    });
    settle(runText(system, source, kernel.user), answer);
  } catch (e) {
    errors.push({ kind: 'load-error', file: file.path, ...placeOf(e, source), message: messageOf(e) });
  }
  kernel.call(collector, null);
  const lineOf = places(declared, source);
  const tests = registered.map(({ suite, test, thunk }) => ({
    suite,
    test,
    line: lineOf(suite, test),
    run: () => runTest(system, thunk, answer),
  }));
  return { declared: declared.length, errors, tests };
}

/** Runs one file; reports each load error, each test, and at the end the file as a whole. */
export function runSpecFile(
  system: System,
  file: SpecFile,
  report: (event: SpecEvent) => void,
  options: SpecOptions = {},
): FileEvent {
  const { declared, errors, tests } = loadSpecFile(system, file, options.answer);
  for (const error of errors) report(error);
  let passed = 0;
  for (const { suite, test, line, run } of tests) {
    options.beforeTest?.();
    const { outcome, message } = run();
    if (outcome === 'pass') passed++;
    report({ kind: 'test', file: file.path, line, suite, test, outcome, message });
  }
  const executed = tests.length;
  const clean = errors.length === 0 && declared === executed && passed === executed;
  const result: FileEvent = { kind: 'file', file: file.path, declared, executed, passed, clean };
  report(result);
  return result;
}

/** Finds the lines of tests; of those with one name, in the order in which they are asked for. */
function places(declared: readonly Declaration[], source: SourceText): (suite: string, test: string) => number {
  const left = [...declared];
  return (suite, test) => {
    const i = left.findIndex(d => d.suite === suite && d.test === test);
    return i < 0 ? 0 : source.position((left.splice(i, 1)[0] as Declaration).pos).line;
  };
}

function runTest(system: System, thunk: Procedure, answer: (request: Value) => Value): { outcome: SpecOutcome; message: string } {
  try {
    settle(system.engine.run(new Call(-1, new Const(-1, thunk), [])), answer);
    return { outcome: 'pass', message: '' };
  } catch (e) {
    if (e instanceof Raise) return { outcome: 'fail', message: messageOf(e) };
    if (e instanceof Interrupt)
      return { outcome: e.reason === 'timeout' ? 'timeout' : 'crash', message: `interrupted: ${e.reason}` };
    return { outcome: 'crash', message: messageOf(e) };
  }
}

function messageOf(e: unknown): string {
  if (e instanceof ReadError) return e.hint === '' ? e.reason : `${e.reason} (${e.hint})`;
  if (!(e instanceof Raise)) return e instanceof Error ? (e.stack ?? e.message) : String(e);
  const { payload } = e;
  if (!(payload instanceof Condition)) return `raised ${inspect(payload)}`;
  const irritants = payload.kind === 'error' ? payload.irritants.map(i => ` ${inspect(i)}`).join('') : '';
  // Where an assertion is implemented helps nobody.
  const where = payload.where === '' || payload.where.includes('std/assertions.sx') ? '' : ` (${payload.where})`;
  return `${payload.message}${irritants}${where}`;
}

/** Where a file failed to load, as far as the error knows; else its beginning. */
function placeOf(e: unknown, source: SourceText): { line: number; column: number } {
  if (e instanceof ReadError) return { line: e.line, column: e.column };
  const where = e instanceof Raise && e.payload instanceof Condition ? e.payload.where : '';
  const m = /:(\d+):(\d+)$/.exec(where);
  return m && where.startsWith(source.name) ? { line: Number(m[1]), column: Number(m[2]) } : { line: 1, column: 1 };
}

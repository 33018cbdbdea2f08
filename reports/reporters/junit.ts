/**
 * JUnit XML. One test suite per category. Control characters that XML cannot hold are replaced, and messages are capped, since
 * consumers of this format break on both.
 */
import { categoryOf } from '../../harness/test-case.ts';
import { placeText } from '../error-text.ts';
import type { CaseEnd } from '../events.ts';
import type { Reporter, Sink } from './reporter.ts';

const MAX_TEXT = 4_000;

export function junitReporter(sink: Sink): Reporter {
  const cases: CaseEnd[] = [];
  return {
    name: 'junit',
    caseEnd: event => void cases.push(event),
    end: () => sink.write(junitXml(cases)),
  };
}

export function junitXml(cases: readonly CaseEnd[]): string {
  const suites = new Map<string, CaseEnd[]>();
  for (const each of cases) {
    const category = categoryOf(each.path);
    const list = suites.get(category);
    if (list === undefined) suites.set(category, [each]);
    else list.push(each);
  }
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>'];
  for (const [name, list] of [...suites].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(
      `  <testsuite name="${xml(name)}" tests="${list.length}" failures="${count(list, isFailure)}" errors="${count(list, isError)}" skipped="${count(list, isSkip)}" time="${seconds(list)}">`,
      ...list.map(caseXml),
      '  </testsuite>',
    );
  }
  lines.push('</testsuites>', '');
  return lines.join('\n');
}

function caseXml(each: CaseEnd): string {
  const open = `    <testcase classname="${xml(each.path)}" name="${xml(each.id)}" time="${(each.ms / 1000).toFixed(3)}"`;
  if (each.outcome === 'pass') return `${open}/>`;
  const message = xml(`${each.error?.name ?? each.outcome}: ${each.error?.message ?? ''}`.slice(0, MAX_TEXT));
  if (isSkip(each)) return `${open}><skipped message="${message}"/></testcase>`;
  const tag = isError(each) ? 'error' : 'failure';
  const place = each.error === undefined ? '' : placeText(each.error);
  const body = place === '' ? '/>' : `>at ${xml(place)}</${tag}>`;
  return `${open}><${tag} type="${each.outcome}" message="${message}"${body}</testcase>`;
}

const isSkip = (each: CaseEnd): boolean => each.outcome === 'skip';
const isFailure = (each: CaseEnd): boolean => each.outcome === 'fail';
const isError = (each: CaseEnd): boolean => each.outcome !== 'pass' && !isSkip(each) && !isFailure(each);

function count(list: readonly CaseEnd[], test: (each: CaseEnd) => boolean): number {
  return list.filter(test).length;
}

function seconds(list: readonly CaseEnd[]): string {
  return (list.reduce((sum, each) => sum + each.ms, 0) / 1000).toFixed(3);
}

/** Characters outside XML 1.0 (controls, lone surrogates) become U+FFFD. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

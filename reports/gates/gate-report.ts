/** The verdict of the gates for people: gate, numbers, tests, and what to do. */

import type { Style } from '../style.ts';
import type { Finding } from './gates.ts';
import type { Judgement } from './judge.ts';

const TESTS_SHOWN = 25;

export function gateReport(headline: string, findings: readonly Finding[], judgement: Judgement, style: Style): string {
  const lines = [headline, ''];
  for (const finding of findings) {
    lines.push(`${style.bad('FAILED')} ${style.strong(finding.gate)} · ${finding.category}: ${finding.what}`);
    for (const test of finding.tests.slice(0, TESTS_SHOWN)) lines.push(`    ${test}`);
    if (finding.tests.length > TESTS_SHOWN) lines.push(style.dim(`    … and ${finding.tests.length - TESTS_SHOWN} more`));
  }
  if (findings.length > 0) lines.push('');
  const moved = judgement.cases.filter(each => each.messageChanged);
  if (moved.length > 0) {
    lines.push(
      style.dim(
        `${moved.length} known non-passes fail with another message than listed, such as ${moved.map(each => each.id).sort()[0]}`,
      ),
    );
  }
  if (judgement.notJudged > 0) {
    const why = judgement.scope.partial.length > 0 ? ` (partial run: ${judgement.scope.partial.join(', ')})` : '';
    lines.push(style.dim(`${judgement.notJudged} entries lie outside of this run and were not judged${why}`));
  }
  const expected = judgement.cases.filter(each => each.class === 'expected').length;
  lines.push(`${expected} of ${judgement.cases.length} cases as expected`);
  lines.push(findings.length === 0 ? style.good('All gates hold.') : style.bad(`${findings.length} gate findings.`), '');
  return lines.join('\n');
}

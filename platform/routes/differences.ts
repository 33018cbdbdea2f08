/** What is different between answers, in the order in which a person asks. */

import type { Answer } from './visitor.ts';
import type { Visit } from './walk.ts';

export type Part = 'answer' | 'status' | 'headers' | 'cookies' | 'body';

export interface RouteDifference {
  id: string;
  part: Part;
  /** By subject: what stands where they first differ. */
  saw: string[];
}

const PARTS: readonly [Part, (answer: Answer) => string][] = [
  ['status', ({ status }) => String(status)],
  ['headers', ({ headers }) => headers.map(pair => pair.join(': ')).join('\n')],
  ['cookies', ({ cookies }) => cookies.join('\n')],
  ['body', ({ body }) => body.toString('latin1')],
];

export function differenceOf({ id, answers }: Visit): RouteDifference | undefined {
  if (answers.some(answer => typeof answer === 'string')) {
    const saw = answers.map(answer => (typeof answer === 'string' ? answer : `status ${answer.status}`));
    return new Set(saw).size === 1 && answers.every(answer => typeof answer === 'string')
      ? undefined
      : { id, part: 'answer', saw };
  }
  for (const [part, of] of PARTS) {
    const texts = (answers as Answer[]).map(of);
    if (new Set(texts).size > 1) return { id, part, saw: excerpts(texts) };
  }
  return undefined;
}

const BEFORE = 30;
const SHOWN = 120;

/** The same stretch of each, from shortly before the first difference. */
function excerpts(texts: readonly string[]): string[] {
  const shortest = Math.min(...texts.map(text => text.length));
  let at = 0;
  while (at < shortest && texts.every(text => text[at] === texts[0]?.[at])) at++;
  const from = Math.max(0, at - BEFORE);
  return texts.map(text => {
    const cut = Buffer.from(text.slice(from, from + SHOWN), 'latin1').toString('utf8');
    return `${from > 0 ? `at byte ${at}: …` : ''}${cut}${from + SHOWN < text.length ? '…' : ''}`;
  });
}

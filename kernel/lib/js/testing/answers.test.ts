/** Every program of the tables prints on every tier what node printed when it was asked (`npm run answers`). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../harness/project-root.ts';
import { printedHere } from '../../../testing/js.ts';
import { type Answers, answerTo } from './questions.ts';
import { TABLES } from './tables.ts';

// Node was asked in this zone.
const zone = process.env.TZ;
process.env.TZ = 'UTC';
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const stored = (name: string): Answers =>
  JSON.parse(readFileSync(path.join(projectRoot(), 'kernel/lib/js/testing', name), 'utf8')) as Answers;

describe.each(Object.entries(TABLES))('%s', (name, { questions, tiers }) => {
  const answers = stored(name);

  it('answers every question, and no other', () => {
    expect(Object.keys(answers.printed)).toEqual(questions.map(q => q.title));
  });

  describe.each(tiers)('on %s', tier => {
    it.each(questions)('$title', ({ title, source }) => {
      expect(printedHere(source, { tier })).toEqual(answerTo(answers, title));
    });
  });
});

/** The examples of `docs/language.md`: what stands before `; =>` answers what stands behind it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceText } from '../reader/source.ts';
import { standardSystem } from '../testing/standard.ts';
import { inspect } from '../values/writer.ts';

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```sx\n(.*?)^```$/gms)].map(m => (m[1] as string).split('\n').filter(Boolean));

describe.each(['cek', 'vm'] as const)('the language page on %s', tier => {
  it.each(blocks)('%s …', (...lines) => {
    const system = standardSystem({}, tier);
    for (const line of lines) {
      const [program, value] = line.split('; => ') as [string, string | undefined];
      const answer = system.evaluateText(new SourceText('page', program), system.kernel.user);
      if (value !== undefined) expect([program, inspect(answer)]).toEqual([program, value]);
    }
  });
});

it('the page has examples', () => {
  expect(blocks.length).toBeGreaterThan(4);
});

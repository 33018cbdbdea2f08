/**
 * Counterexamples as files: SX text, one top-level form per paragraph, under a header that says where it came from, who differed and what
 * the program was made of. The files are run on all engines from then on.
 */
import { System } from '../../embed/system.ts';
import { readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import type { List } from '../../values/list.ts';
import { PREAMBLE } from '../programs/definitions.ts';
import type { Family } from '../programs/families.ts';
import type { Program } from '../programs/program.ts';
import type { Difference } from './compare.ts';

const FAMILIES = '; families: ';

export function regressionText({ forms, families }: Program, seed: number, differences: readonly Difference[]): string {
  const header = [
    `; seed ${seed}: ${[...new Set(differences.map(d => d.subject))].join(', ')}`,
    ...differences.slice(0, 1).flatMap(d => [`; cek: ${oneLine(d.expected)}`, `; ${d.subject}: ${oneLine(d.found)}`]),
    `${FAMILIES}${[...families].join(' ')}`,
  ];
  return `${[...header, '', ...forms.filter(form => !PREAMBLE.includes(form))].join('\n')}\n`;
}

/** The program of such a file. */
export function readRegression(text: string): Program {
  const starts = readAll(new SourceText('regression.sx', text), new System().kernel.symbols).map(datum => (datum as List).pos);
  const header = text.split('\n').find(line => line.startsWith(FAMILIES)) ?? FAMILIES;
  const families = header.slice(FAMILIES.length).split(' ') as Family[];
  return {
    forms: [...PREAMBLE, ...starts.map((start, i) => text.slice(start, starts[i + 1]).trim())],
    families: new Set(families),
  };
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ').slice(0, 160);

/**
 * Counterexamples as files: SX text, one top-level form per paragraph, under a header that says where it came from and who differed.
 * The files are run on all engines from then on.
 */
import type { System } from '../../boot.ts';
import { readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { PREAMBLE } from '../programs/definitions.ts';
import type { Difference } from './compare.ts';

export function regressionText(forms: readonly string[], seed: number, differences: readonly Difference[]): string {
  const own = forms.filter(form => !PREAMBLE.includes(form));
  const header = [
    `; seed ${seed}: ${[...new Set(differences.map(d => d.subject))].join(', ')}`,
    ...differences.slice(0, 1).flatMap(d => [`; cek: ${oneLine(d.expected)}`, `; ${d.subject}: ${oneLine(d.found)}`]),
  ];
  return `${[...header, '', ...own].join('\n')}\n`;
}

/** The top-level forms of such a file, with what they need before them. */
export function regressionForms(text: string, { kernel }: System): string[] {
  const source = new SourceText('regression.sx', text);
  const starts = readAll(source, kernel.symbols).map(datum => datum.pos as number);
  return [...PREAMBLE, ...starts.map((start, i) => text.slice(start, starts[i + 1]))];
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ').slice(0, 160);

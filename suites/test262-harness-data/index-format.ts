/**
 * The index on disk: columns instead of records, with each distinct frontmatter stored once (47,000 tests share about three
 * thousand). Raise `INDEX_VERSION` whenever the meaning of a column or the reading of frontmatter changes.
 */
import type { Frontmatter } from '../../harness/frontmatter.ts';

export const INDEX_VERSION = 2;

export interface IndexedTest {
  /** Relative to `test/`, forward slashes. */
  path: string;
  frontmatter: Frontmatter | null;
  frontmatterError?: string;
  usesAgent: boolean;
  size: number;
  mtimeMs: number;
}

interface Packed {
  version: number;
  paths: string;
  descriptions: string[];
  description: number[];
  size: number[];
  mtimeMs: number[];
}

type Description = Pick<IndexedTest, 'frontmatter' | 'frontmatterError' | 'usesAgent'>;

export function packIndex(tests: readonly IndexedTest[]): string {
  const descriptions: string[] = [];
  const numbers = new Map<string, number>();
  const description = tests.map(({ frontmatter, frontmatterError, usesAgent }) => {
    const text = JSON.stringify({ frontmatter, frontmatterError, usesAgent });
    let number = numbers.get(text);
    if (number === undefined) {
      number = descriptions.push(text) - 1;
      numbers.set(text, number);
    }
    return number;
  });
  const packed: Packed = {
    version: INDEX_VERSION,
    paths: tests.map(test => test.path).join('\n'),
    descriptions,
    description,
    size: tests.map(test => test.size),
    mtimeMs: tests.map(test => test.mtimeMs),
  };
  return JSON.stringify(packed);
}

export function unpackIndex(text: string): IndexedTest[] {
  const packed = JSON.parse(text) as Packed;
  if (packed.version !== INDEX_VERSION) return [];
  const descriptions = packed.descriptions.map(each => JSON.parse(each) as Description);
  const paths = packed.paths === '' ? [] : packed.paths.split('\n');
  return paths.map((path, at) => ({
    path,
    ...descriptions[packed.description[at]!]!,
    size: packed.size[at]!,
    mtimeMs: packed.mtimeMs[at]!,
  }));
}

/**
 * Pages, checked: every file or folder that a page of a folder names in backquotes exists, and every folder with more than three sources
 * has a page. Prints what is wrong; ends with 1 when something is.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastGlob from 'fast-glob';
import { projectRoot } from '../harness/project-root.ts';

/** Folders whose files are data of one kind, described by the page above them. */
const DATA_FOLDERS = [
  'suites/slice/test',
  'suites/slice/harness',
  'suites/programs/*',
  'runner/bench/inputs',
  'runner/bench/programs',
];
const MOST_SOURCES = 25;
const SOURCES = '**/*.{ts,sx,mjs,cjs}';
const IGNORE = ['**/node_modules/**', 'dist/**', '.sx/**', ...DATA_FOLDERS.map(folder => `${folder}/**`)];

/** Names in backquotes that look like a file or folder: `emitter.ts`, `forms/`, `../control/dynamic.ts`. */
const NAMED = /`((?:\.\.?\/)*[\w*-]+(?:[./][\w*-]+)*(?:\.(?:ts|sx|md|mjs|cjs)|\/))`/g;

export function checkPages(root: string): string[] {
  const pages = fastGlob.sync('**/*.md', { cwd: root, ignore: IGNORE }).sort();
  const problems = pages.flatMap(page => missingNames(root, page));
  const sources = new Map<string, string[]>();
  for (const file of fastGlob.sync(SOURCES, { cwd: root, ignore: IGNORE })) {
    if (/\.test\.ts$/.test(file)) continue;
    const folder = path.posix.dirname(file);
    sources.set(folder, [...(sources.get(folder) ?? []), file]);
  }
  for (const [folder, files] of [...sources].sort()) {
    const page = `${folder}/README.md`;
    const written = existsSync(path.join(root, page));
    if (files.length > 3 && folder !== '.' && !written) problems.push(`${folder} has ${files.length} sources and no README.md`);
    if (files.length > MOST_SOURCES && !(written && readFileSync(path.join(root, page), 'utf8').includes('Why so many files')))
      problems.push(`${folder} has ${files.length} sources: make rooms, or say in its page "Why so many files"`);
  }
  return problems;
}

function missingNames(root: string, page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');
  const folder = path.posix.dirname(page);
  const names = new Set(Array.from(text.matchAll(NAMED), match => match[1]!));
  return [...names].filter(name => !isThere(root, folder, name)).map(name => `${page} names ${name}, which is not there`);
}

/** A name is relative to the page's folder, to one above it, or to one below it. */
function isThere(root: string, folder: string, name: string): boolean {
  for (let above = folder; ; above = path.posix.dirname(above)) {
    if (existsSync(path.join(root, above, name))) return true;
    if (above === '.') break;
  }
  const pattern = name.endsWith('/') ? `**/${name.slice(0, -1)}` : `**/${name}`;
  const options = {
    cwd: path.join(root, folder),
    ignore: ['**/node_modules/**', 'dist/**', '.sx/**'],
    onlyFiles: false,
    dot: false,
  };
  return !name.startsWith('.') && fastGlob.sync(pattern, options).length > 0;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('check-pages')) {
  const problems = checkPages(projectRoot());
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(`pages: ${problems.length === 0 ? 'all as they say' : `${problems.length} problems`}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/** Absolute paths of tests, as shells and editors give them, in the words of a suite. */
import path from 'node:path';

/** `folder`: what the paths of the suite's tests are relative to. A path outside of it stays as it is, and matches nothing. */
export function relativeTo(folder: string, pattern: string): string {
  if (!path.isAbsolute(pattern)) return pattern;
  const relative = path.relative(folder, pattern);
  if (relative === '') return '.';
  return relative.startsWith('..') || path.isAbsolute(relative) ? pattern : relative.split(path.sep).join('/');
}

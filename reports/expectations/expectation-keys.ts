/** Keys of expectation entries: `path#mode`, or `folder/**` for everything below a folder. */
const PATTERN_END = '/**';

export function isPatternKey(key: string): boolean {
  return key.endsWith(PATTERN_END);
}

export function patternKey(folder: string): string {
  return folder + PATTERN_END;
}

export function coverKey(key: string): (path: string) => boolean {
  const prefix = key.slice(0, -PATTERN_END.length + 1);
  return path => path.startsWith(prefix);
}

export function splitKey(key: string): { path: string; mode: string } {
  const at = key.lastIndexOf('#');
  return { path: key.slice(0, at), mode: key.slice(at + 1) };
}

export function topFolderOfKey(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? '_root' : key.slice(0, slash);
}

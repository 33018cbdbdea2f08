/**
 * Patterns over test paths, relative to `test/` (a leading `test/` is forgiven). A folder stands for all below it, a file for
 * itself, anything with `*`, `?`, `[` or `{` is a glob: `*` and `?` stay within a folder, `**` crosses folders, `{a,b}` and `[a-z]`
 * work as in shells. Pure, so that planning and the later judgement of a run cannot disagree on what was covered.
 */
export function globToRegExp(glob: string): RegExp {
  let source = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob[at]!;
    if (character === '*') {
      if (glob[at + 1] !== '*') {
        source += '[^/]*';
        continue;
      }
      at += 1;
      if (glob[at + 1] === '/') {
        at += 1;
        source += '(?:.*/)?';
      } else source += '.*';
    } else if (character === '?') source += '[^/]';
    else if (character === '{') {
      depth += 1;
      source += '(?:';
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      source += ')';
    } else if (character === ',' && depth > 0) source += '|';
    else if (character === '[') {
      const end = glob.indexOf(']', at + 2);
      if (end < 0) source += '\\[';
      else {
        const body = glob.slice(at + 1, end).replaceAll('\\', '\\\\');
        source += body.startsWith('!') ? `[^/${body.slice(1)}]` : `[${body}]`;
        at = end;
      }
    } else source += character.replace(/[\\^$.|+()]/g, '\\$&');
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}

export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

export function normalisePattern(pattern: string): string {
  return pattern
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/^test\/(?=.)/, '')
    .replace(/\/+$/, '');
}

export function matcherOf(pattern: string): (path: string) => boolean {
  const normal = normalisePattern(pattern);
  if (normal === '' || normal === '.' || normal === 'test') return () => true;
  if (isGlob(normal)) {
    const expression = globToRegExp(normal);
    return path => expression.test(path);
  }
  const folder = `${normal}/`;
  const file = normal.endsWith('.js') ? normal : `${normal}.js`;
  return path => path === file || path.startsWith(folder);
}

/** True for every path that the patterns cover; no patterns cover everything. */
export function coverOf(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => true;
  const matchers = patterns.map(matcherOf);
  return path => matchers.some(matches => matches(path));
}

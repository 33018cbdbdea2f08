/**
 * Globs over test paths as regular expressions: `*` and `?` stay within a folder, `**` crosses folders, `{a,b}` and `[a-z]` work as
 * in shells. Nothing else is special. Matching a list in memory needs no file system, which is why this is not fast-glob.
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

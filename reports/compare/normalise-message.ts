/**
 * Messages without what changes from run to run: paths, positions, addresses, times, long quotations. Two runs of the same failure
 * give the same normalised message, and a changed failure gives another one. Expectations and failure modes are built on it.
 */
const MAX_LENGTH = 120;

export function normaliseMessage(message: string): string {
  const text = message
    .split('\n', 1)[0]!
    .replace(/(?:file:\/\/)?\/?\b[\w./@$-]+\.(?:js|mjs|ts|sx):\d+(?::\d+)?/g, '<path>')
    .replace(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][\w.@$-]+){2,}(?::\d+)*/g, '<path>')
    .replace(/\b0x[0-9a-f]{4,}\b/gi, '<address>')
    .replace(/\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/gi, 'N')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

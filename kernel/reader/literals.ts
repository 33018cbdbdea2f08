/** String literals: the escapes of the dialect, and runs of plain text copied whole. */
import { ReadError } from './read-error.ts';
import type { SourceText } from './source.ts';

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0', '"': '"', '\\': '\\' };

/** Reads the literal whose opening quote is at `start`; `end` is the offset after its closing quote. */
export function readStringLiteral(source: SourceText, start: number): { value: string; end: number } {
  const { text } = source;
  let value = '';
  let from = start + 1;
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) return { value: value === '' ? text.slice(from, i) : value + text.slice(from, i), end: i + 1 };
    if (c !== 92) continue;
    value += text.slice(from, i);
    const e = text[++i] ?? '';
    const plain = ESCAPES[e];
    if (plain !== undefined) {
      value += plain;
    } else if (e === 'u') {
      const hex = text.slice(i + 1, i + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new ReadError('READ_BAD_STRING', '\\u needs four hexadecimal digits', source, i - 1, '');
      value += String.fromCharCode(Number.parseInt(hex, 16));
      i += 4;
    } else if (e !== '') {
      throw new ReadError('READ_BAD_STRING', `unknown escape "\\${e}"`, source, i - 1, 'known are \\" \\\\ \\n \\r \\t \\0 \\uXXXX');
    }
    from = i + 1;
  }
  throw new ReadError('READ_UNCLOSED', 'unexpected end of text', source, text.length, `string opened at ${at(source, start)} is never closed`);
}

function at(source: SourceText, offset: number): string {
  const { line, column } = source.position(offset);
  return `${line}:${column}`;
}

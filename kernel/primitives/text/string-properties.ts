/** Strings as text: comparison, case, blanks, Unicode normalisation, and the small text helpers of web code. */
import { List } from '../../values/list.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { Value } from '../../values/procedure.ts';
import { strText } from '../../values/writer.ts';
import { elements, failRange, int, num, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { onStrings, pure } from '../rows.ts';
import { foldCase } from './case-folding.ts';

function comparison(op: string, holds: (a: string, b: string) => boolean): PrimitiveSpec[] {
  const inline = onStrings((a, b) => `${a} ${op === '=' ? '===' : op} ${b}`);
  const make = (name: string, fold: (s: string) => string, plain: boolean): PrimitiveSpec[] =>
    pure(
      name,
      1,
      -1,
      `\`(${name} a b …)\`: by code units${name.includes('-ci') ? ', case folded' : ''}`,
      (...args: Value[]) => {
        if (args.length === 2) return holds(fold(str(args[0], name)), fold(str(args[1], name)));
        const texts = args.map(s => fold(str(s, name)));
        return texts.every((s, i) => i === 0 || holds(texts[i - 1] as string, s));
      },
      plain ? inline : undefined,
      2,
    );
  return [...make(`string${op}?`, s => s, true), ...make(`string-ci${op}?`, foldCase, false)];
}

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'];

function normalize(s: Value, form: Value): string {
  const f = form === undefined ? 'NFC' : str(form, 'string-normalize');
  return FORMS.includes(f) ? str(s, 'string-normalize').normalize(f) : failRange('string-normalize', `unknown form ${f}`, [f]);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
const NEEDS_ENTITY = /[&<>"']/;

/** Most texts need no entity: they are found out by one search and answered as they are. */
function escapeHtml(s: string): string {
  let at = s.search(NEEDS_ENTITY);
  if (at < 0) return s;
  let out = '';
  let copied = 0;
  for (; at < s.length; at++) {
    const entity = ENTITIES[s[at] as string];
    if (entity === undefined) continue;
    out += s.slice(copied, at) + entity;
    copied = at + 1;
  }
  return out + s.slice(copied);
}

/** The text of many codes, a block of code units at a time, so that no character becomes a string of its own. */
function textOf(codes: readonly Value[], who: string, highest: number): string {
  let units: number[] = [];
  let out = '';
  for (let i = 0; i < codes.length; i++) {
    const code = int(codes[i], who);
    if (code < 0 || code > highest) failRange(who, `no code ${code}`, [code]);
    if (code > 0xffff) units.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
    else units.push(code);
    if (units.length < BLOCK) continue;
    out += String.fromCharCode.apply(null, units);
    units = [];
  }
  return out + String.fromCharCode.apply(null, units);
}

/** Far below the number of arguments that the host refuses. */
const BLOCK = 1000;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export const stringProperties: PrimitiveFamily = () => [
  ...comparison('=', (a, b) => a === b),
  ...comparison('<', (a, b) => a < b),
  ...comparison('>', (a, b) => a > b),
  ...comparison('<=', (a, b) => a <= b),
  ...comparison('>=', (a, b) => a >= b),
  ...pure('string-compare', 2, 2, '`(string-compare a b)`: -1, 0 or 1, by code units', (a, b) => {
    const [x, y] = [str(a, 'string-compare'), str(b, 'string-compare')];
    return x < y ? -1 : x > y ? 1 : 0;
  }),
  ...pure(['upcase', 'upper', 'string-upcase'], 1, 1, '`(upcase s)`', s => str(s, 'upcase').toUpperCase()),
  ...pure(['downcase', 'lower', 'string-downcase'], 1, 1, '`(downcase s)`', s => str(s, 'downcase').toLowerCase()),
  ...pure('string-foldcase', 1, 1, '`(string-foldcase s)`', s => foldCase(str(s, 'string-foldcase'))),
  ...pure(
    'capitalize',
    1,
    1,
    '`(capitalize s)`: first letter in upper case',
    s => str(s, 'capitalize').charAt(0).toUpperCase() + s.slice(1),
  ),
  ...pure(['trim', 'string-trim'], 1, 1, '`(trim s)`: without white space at both ends', s => str(s, 'trim').trim()),
  ...pure(['trim-start', 'string-trim-left'], 1, 1, '`(trim-start s)`', s => str(s, 'trim-start').trimStart()),
  ...pure(['trim-end', 'string-trim-right'], 1, 1, '`(trim-end s)`', s => str(s, 'trim-end').trimEnd()),
  ...pure('string-empty?', 1, 1, '`(string-empty? s)`', s => str(s, 'string-empty?') === ''),
  ...pure('blank?', 1, 1, '`(blank? s)`: nil, empty or only white space', s => s === null || str(s, 'blank?').trim() === ''),
  ...pure('string-reverse', 1, 1, '`(string-reverse s)`: by code points', s => [...str(s, 'string-reverse')].reverse().join('')),
  ...pure('string-normalize', 1, 2, '`(string-normalize s form?)`: Unicode form "NFC" (or "NFD" "NFKC" "NFKD")', normalize),
  ...pure(
    'string-well-formed?',
    1,
    1,
    '`(string-well-formed? s)`: no half surrogate pairs',
    s => !LONE_SURROGATE.test(str(s, 'string-well-formed?')),
  ),
  ...pure('string->code-points', 1, 1, '`(string->code-points s)`: list of numbers', s =>
    List.of(Array.from(str(s, 'string->code-points'), c => c.codePointAt(0))),
  ),
  ...pure('code-points->string', 1, 1, '`(code-points->string list)`: the string of these numbers', codes =>
    textOf(elements(codes, 'code-points->string'), 'code-points->string', 0x10ffff),
  ),
  ...pure('code-units->string', 1, 1, '`(code-units->string list)`: the string of these numbers below 65536', codes =>
    textOf(elements(codes, 'code-units->string'), 'code-units->string', 0xffff),
  ),
  ...pure('string->lines', 1, 1, '`(string->lines s)`: list of lines without their ends', s =>
    List.of(str(s, 'string->lines').split(/\r?\n/)),
  ),
  ...pure('string-locale-compare', 2, 2, "`(string-locale-compare a b)`: -1, 0 or 1, by the host's collation", (a, b) =>
    Math.sign(str(a, 'string-locale-compare').localeCompare(str(b, 'string-locale-compare'))),
  ),
  ...pure(['escape', 'html-escape', 'escape-html'], 1, 1, '`(escape s)`: with & < > " \' as HTML entities', s =>
    escapeHtml(typeof s === 'string' ? s : strText(s)),
  ),
  ...pure('strip-tags', 1, 1, '`(strip-tags s)`: without everything between < and >', s => strText(s).replace(/<[^>]*>/g, '')),
  ...pure(
    'pluralize',
    1,
    3,
    '`(pluralize n singular? plural?)`: the singular (empty) if n is 1, else the plural ("s")',
    (n, one, many) => (num(n, 'pluralize') === 1 ? (one ?? '') : (many ?? 's')),
  ),
];

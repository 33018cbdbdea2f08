/**
 * The built-in members that a file of `kernel/lib/js/intrinsics` defines, by the names that ECMA-262 gives them, and where each stands:
 * `(method "get" …)` in the prototype of `(define-constructor "Map" …)` is `Map.prototype.get`.
 */
import { System } from '../../kernel/embed/system.ts';
import { readAll } from '../../kernel/reader/reader.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { List } from '../../kernel/values/list.ts';
import { Sym } from '../../kernel/values/symbol.ts';

export interface BuiltinMember {
  /** As it may stand in a heading of ECMA-262, likeliest first. */
  readonly names: readonly string[];
  /** Counted from 0. */
  readonly line: number;
}

/** Clauses that name something else than a member. */
const OPTIONS = new Set([
  'proto',
  'parent',
  'prototype-intrinsic',
  'intrinsic-name',
  'kind',
  'data',
  'make',
  'null-proto',
  'no-prototype',
]);

export function builtinMembers(path: string, text: string): BuiltinMember[] {
  const source = new SourceText(path, text);
  const lineOf = (form: List): number => source.position(form.pos).line - 1;
  return readAll(source, new System().kernel.symbols).flatMap(form => {
    if (!(form instanceof List)) return [];
    const [head, name, ...rest] = form.toArray();
    const clauses = rest.filter((each): each is List => each instanceof List);
    if (typeof name !== 'string') return [];
    switch (nameOf(head)) {
      case 'define-intrinsic':
        return members(homesOf(name), clauses, lineOf);
      case 'define-intrinsic-function':
        return [{ names: functionNames(name, String(rest[0])), line: lineOf(form) }];
      case 'define-constructor':
        return [
          { names: [name, `%${name}%`], line: lineOf(form) },
          ...clauses.flatMap(clause => {
            const inside = clause
              .toArray()
              .slice(1)
              .filter((each): each is List => each instanceof List);
            if (nameOf(clause.at(0)) === 'static') return members([name, `%${name}%`], inside, lineOf);
            return nameOf(clause.at(0)) === 'prototype' ? members(homesOf(`%${name}Prototype%`), inside, lineOf) : [];
          }),
        ];
      default:
        return [];
    }
  });
}

function members(homes: readonly string[], clauses: readonly List[], lineOf: (form: List) => number): BuiltinMember[] {
  return clauses.flatMap(clause => {
    const head = nameOf(clause.at(0));
    if (head === '' || OPTIONS.has(head) || clause.length < 2) return [];
    const key = head === 'to-string-tag' ? '[%Symbol.toStringTag%]' : keyOf(clause.at(1));
    if (key === undefined) return [];
    return [{ names: homes.flatMap(home => [member(home, key), `get ${member(home, key)}`]), line: lineOf(clause) }];
  });
}

/** `%MapPrototype%` is called `Map.prototype`, `%TypedArrayPrototype%` `%TypedArray%.prototype`, `%Math%` `Math`. */
function homesOf(intrinsic: string): string[] {
  const name = intrinsic.slice(1, -1);
  if (name === 'GlobalTemplate') return [''];
  const owner = name.endsWith('Prototype') ? name.slice(0, -'Prototype'.length) : undefined;
  return owner === undefined ? [name, intrinsic] : [`${owner}.prototype`, `%${owner}%.prototype`, intrinsic];
}

/** `%MapPrototype_entries%` is `Map.prototype.entries`, `%parseInt%` `parseInt`. */
function functionNames(intrinsic: string, key: string): string[] {
  const [home, own] = intrinsic.slice(1, -1).split('_');
  return own === undefined ? [key] : homesOf(`%${home}%`).flatMap(each => [member(each, key), member(each, own)]);
}

const member = (home: string, key: string): string => (home === '' || key.startsWith('[') ? home + key : `${home}.${key}`);

/** A key is a string or the constant of a well-known symbol; a string in per cents is another intrinsic. */
function keyOf(key: unknown): string | undefined {
  if (typeof key === 'string') return key.startsWith('%') ? undefined : key;
  const symbol = /^js-symbol-(.+)$/.exec(nameOf(key))?.[1];
  return symbol === undefined
    ? undefined
    : `[%Symbol.${symbol.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}%]`;
}

const nameOf = (value: unknown): string => (value instanceof Sym ? value.name : '');

/** Mutations of programs as data: a part is dropped, doubled, moved, or replaced by something that does not belong there. */
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';

/** Answers 0 … below. */
export type Dice = (below: number) => number;

export function dice(seed: number): Dice {
  let state = (seed * 2654435761) >>> 0 || 1;
  return below => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const ATOMS: readonly Value[] = [
  ...[0, -1, 2.5, 'text', null, true, false, 12n, new Keyword('key'), new Keyword('else')],
  ...['x', 'else', '=>', '_', '...', '&rest', '&optional', 'quote', 'if', 'car'].map(name => new Sym(name)),
];

/** One of the parts of a datum: `list`'s element `at`. */
interface Place {
  list: Value[];
  at: number;
}

/** `parts` are what may be put anywhere: pieces of other programs. */
export function mutant(program: Value, roll: Dice, parts: readonly Value[]): Value {
  const copy = copied(program);
  const root: Value[] = [copy];
  const places = placesOf(root);
  const { list, at } = places[roll(places.length)] as Place;
  const old = list[at];
  switch (roll(9)) {
    case 0:
      if (list !== root) list.splice(at, 1);
      break;
    case 1:
      list.splice(at, 0, old);
      break;
    case 2:
      list[at] = ATOMS[roll(ATOMS.length)];
      break;
    case 3:
      list[at] = [];
      break;
    case 4:
      list[at] =
        Array.isArray(old) && old.length > 0
          ? [...old.slice(0, -1), new Sym('.'), old[old.length - 1]]
          : [old, new Sym('.'), old];
      break;
    case 5:
      list[at] = [old];
      break;
    case 6:
      list[at] = copied(parts[roll(parts.length)]);
      break;
    case 7: {
      const other = places[roll(places.length)] as Place;
      list[at] = copiedArray(other.list[other.at]);
      break;
    }
    default:
      // What was inside takes the place of the whole.
      if (Array.isArray(old) && old.length > 0) list[at] = old[roll(old.length)];
      else list.splice(at, 0, ATOMS[roll(ATOMS.length)]);
  }
  return root.length === 1 ? rebuilt(root[0]) : rebuilt([new Sym('begin'), ...root]);
}

/** Lists as host arrays, which are easier to change; vectors stay out of it. */
function copied(datum: Value): Value {
  return datum instanceof List ? datum.toArray().map(copied) : datum;
}

const copiedArray = (datum: Value): Value => (Array.isArray(datum) ? datum.map(copiedArray) : datum);

function rebuilt(datum: Value): Value {
  return Array.isArray(datum) ? List.of(datum.map(rebuilt)) : datum;
}

function placesOf(root: Value[]): Place[] {
  const found: Place[] = [];
  const visit = (list: Value[]): void => {
    for (const [at, item] of list.entries()) {
      found.push({ list, at });
      if (Array.isArray(item)) visit(item);
    }
  };
  visit(root);
  return found;
}

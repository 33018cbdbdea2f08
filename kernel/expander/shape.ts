/**
 * Shapes of special forms. A row says its shape as text, `(let bindings body…) or (let name bindings body…)`; here it is
 * parsed, and a form is compared with it. A word of the table below has a meaning; any other stands for any datum. `x?` may
 * be missing, `x…` may be repeated or missing, `[a b]…` is repeated in whole groups, `a|b` is either, `(…)` is a list.
 */
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Keyword, Sym } from '../values/symbol.ts';
import { inspect } from '../values/writer.ts';

/** What a word of a shape says of a datum in its place. */
const WORDS = new Map<string, (datum: Value) => boolean>();
const words = (names: string, test: (datum: Value) => boolean): void => {
  for (const name of names.split(' ')) WORDS.set(name, test);
};
words('name label type parent constructor maker predicate-name field getter setter', d => d instanceof Sym);
words(':annotation', d => d instanceof Keyword);
words("'else", d => d === true || ((d instanceof Sym || d instanceof Keyword) && d.name === 'else'));
words('none', d => d === false || d === null);
words('size', d => typeof d === 'number' && Number.isInteger(d) && d >= 0 && d <= 0xffff);
words('transformer', d => d instanceof Sym || (d instanceof List && d.length > 0));
// What is in these lists is looked at by those who take them apart (`bindings.ts`, `parameters.ts`).
words('params', d => d instanceof Sym || d instanceof List || d === null);
words('bindings', d => d instanceof List || d === null);

export interface Mistake {
  /** Continues `but …`. */
  what: string;
  /** The datum that is wrong, or the list in which something is. */
  at: Value;
  /** How far the form agreed with the shape; of several shapes the mistake of the best one is told. */
  agreed: number;
}

type Part =
  | { kind: 'word'; text: string; test: ((datum: Value) => boolean) | null }
  | { kind: 'list'; text: string; items: Items }
  | { kind: 'either'; text: string; parts: readonly Part[] };

type Repeat = 'once' | 'optional' | 'any';

/** What a list holds: at most one item is a repeated group, and no optional one stands beside it. */
interface Items {
  readonly before: readonly Part[];
  readonly optional: readonly Part[];
  readonly group: readonly Part[];
  readonly after: readonly Part[];
}

export class Shape {
  private readonly forms: readonly Items[];
  /** Any form of that many operands fits: nothing else has to be looked at. */
  private readonly least: number;
  private readonly most: number;

  constructor(readonly text: string) {
    this.forms = text.split(' or ').map(form => {
      const part = new ShapeText(form).part();
      if (part.kind !== 'list') throw new Error(`shape: ${form} is not a list`);
      return part.items;
    });
    const plain = this.forms.length === 1 && isPlain(this.forms[0] as Items);
    const only = this.forms[0] as Items;
    this.least = plain ? only.before.length : Number.POSITIVE_INFINITY;
    this.most = only.group.length > 0 ? Number.POSITIVE_INFINITY : only.before.length + only.optional.length;
  }

  /** What is wrong with the form, or null. */
  mistake(form: List): Mistake | null {
    if (form.length >= this.least && form.length <= this.most) return null;
    let worst: Mistake | null = null;
    for (const items of this.forms) {
      const found = compare(items, form, 0);
      if (found === null) return null;
      if (worst === null || found.agreed > worst.agreed) worst = found;
    }
    return worst;
  }
}

function isPlain({ before, optional, group, after }: Items): boolean {
  const any = (p: Part): boolean => p.kind === 'word' && p.test === null;
  return after.length === 0 && group.length <= 1 && [...before.slice(1), ...optional, ...group].every(any);
}

function compare(items: Items, list: List, agreed: number): Mistake | null {
  const { before, optional, group, after } = items;
  const needed = before.length + after.length;
  const count = list.length;
  if (count < needed) {
    // What is there is looked at first: it may tell more.
    const wanted = [...before, ...after];
    for (let i = 0; i < count; i++) {
      const found = differs(wanted[i] as Part, list.at(i), list, agreed + i);
      if (found !== null) return found;
    }
    return { what: `${(wanted[count] as Part).text} is missing`, at: list, agreed: agreed + count };
  }
  const last = count - after.length;
  for (let i = 0; i < last; i++) {
    let part = before[i] ?? optional[i - before.length];
    if (part === undefined && group.length > 0) {
      const inGroup = i - before.length - optional.length;
      part = group[inGroup % group.length] as Part;
      if (inGroup % group.length === 0 && last - i < group.length) {
        const missing = (group[last - i] as Part).text;
        return { what: `${missing} is missing after ${shown(list.at(last - 1))}`, at: list, agreed: agreed + i };
      }
    }
    if (part === undefined) return { what: `${shown(list.at(i))} is too much`, at: placed(list.at(i), list), agreed: agreed + i };
    const found = differs(part, list.at(i), list, agreed + i);
    if (found !== null) return found;
  }
  for (const [i, part] of after.entries()) {
    const found = differs(part, list.at(last + i), list, agreed + last + i);
    if (found !== null) return found;
  }
  return null;
}

function differs(part: Part, datum: Value, around: List, agreed: number): Mistake | null {
  switch (part.kind) {
    case 'word':
      return part.test === null || part.test(datum) ? null : wrong(part, datum, around, agreed);
    case 'list':
      return datum instanceof List ? compare(part.items, datum, agreed) : wrong(part, datum, around, agreed);
    case 'either': {
      let best: Mistake | null = null;
      for (const option of part.parts) {
        const found = differs(option, datum, around, agreed);
        if (found === null) return null;
        if (best === null || found.agreed > best.agreed) best = found;
      }
      return (best as Mistake).agreed > agreed ? best : wrong(part, datum, around, agreed);
    }
  }
}

const wrong = (part: Part, datum: Value, around: List, agreed: number): Mistake => ({
  what: `${part.text} is ${shown(datum)}`,
  at: placed(datum, around),
  agreed,
});

/** Only lists know where they are. */
const placed = (datum: Value, around: List): Value => (datum instanceof List && datum.pos >= 0 ? datum : around);

/** A datum in a message. */
export function shown(datum: Value): string {
  return inspect(datum, { budget: 20 });
}

/** The text of one shape, read from the front. */
class ShapeText {
  private i = 0;
  constructor(private readonly text: string) {}

  part(): Part {
    const parts = [this.single()];
    while (this.text[this.i] === '|') {
      this.i++;
      parts.push(this.single());
    }
    if (parts.length === 1) return parts[0] as Part;
    return { kind: 'either', text: parts.map(p => p.text).join('|'), parts };
  }

  private single(): Part {
    const start = this.i;
    if (this.text[start] === '(') {
      this.i++;
      const items = this.items(')');
      return { kind: 'list', text: this.text.slice(start, this.i), items };
    }
    const word = /[^\s()[\]|?…]+/y;
    // The form's own name may end like an optional part.
    word.lastIndex = start;
    const text = word.exec(this.text)?.[0];
    if (text === undefined) throw new Error(`shape: ${this.text} at ${start}`);
    this.i += text.length;
    return { kind: 'word', text, test: WORDS.get(text) ?? null };
  }

  private items(close: string): Items {
    const before: Part[] = [];
    const optional: Part[] = [];
    const after: Part[] = [];
    let group: Part[] = [];
    while (this.text[this.i] !== close) {
      if (this.text[this.i] === ' ') {
        this.i++;
        continue;
      }
      let parts: Part[];
      if (this.text[this.i] === '[') {
        this.i++;
        parts = [...this.items(']').before];
      } else parts = [this.part()];
      const repeat = this.repeat();
      if (repeat === 'any') group = parts;
      else if (repeat === 'optional') optional.push(...parts);
      else (group.length > 0 || optional.length > 0 ? after : before).push(...parts);
    }
    this.i++;
    return { before, optional, group, after };
  }

  private repeat(): Repeat {
    const mark = this.text[this.i];
    if (mark !== '?' && mark !== '…') return 'once';
    this.i++;
    return mark === '?' ? 'optional' : 'any';
  }
}

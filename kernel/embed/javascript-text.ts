/** A text of a JavaScript program: its translation, and which function a place in it belongs to. */
import { type Position, SourceText } from '../reader/source.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Sym } from '../values/symbol.ts';

/** A function of the text: offsets, the end not included, and its name as written or as the text gives it one. */
export interface FunctionSpan {
  start: number;
  end: number;
  name: string;
}

export class ProgramText extends SourceText {
  private spans: readonly FunctionSpan[] | null = null;

  constructor(
    name: string,
    text: string,
    /** The datum of the whole text; raises what is wrong with it. */
    readonly translate: () => Value,
  ) {
    super(name, text);
  }

  get functions(): readonly FunctionSpan[] {
    this.spans ??= functionsIn(this.translate());
    return this.spans;
  }

  /** Known from an earlier translation. */
  set functions(functions: readonly FunctionSpan[]) {
    this.spans = functions;
  }

  /** Name of the innermost function around a place; '' for none. */
  functionAt(place: Position): string {
    const offset = this.offset(place);
    let innermost: FunctionSpan | null = null;
    for (const span of this.functions) {
      if (span.start > offset || offset >= span.end) continue;
      if (innermost === null || span.start >= innermost.start) innermost = span;
    }
    return innermost?.name ?? '';
  }
}

/** The functions and classes of a translation: calls that take a name and, behind it, the source text as a part of the whole. */
export function functionsIn(datum: Value): FunctionSpan[] {
  const spans: FunctionSpan[] = [];
  const open: Value[] = [datum];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (!(part instanceof List)) continue;
    const items = part.toArray();
    const [head] = items;
    const kind = head instanceof Sym ? head.name : '';
    const slice = kind === 'js-closure' || kind === 'js-make-class' ? items.find(isSlice) : undefined;
    if (slice instanceof List) {
      const name = typeof items[2] === 'string' ? items[2] : '';
      const [, , start, end] = slice.toArray() as [Value, Value, number, number];
      // Static blocks of a class are run by what is around it; without a name there is nothing better to say.
      if (kind !== 'js-make-class') spans.push({ start, end, name });
      else if (name !== '') spans.push({ start, end, name: `new ${name}` });
    }
    open.push(...items);
  }
  return spans;
}

function isSlice(datum: Value): boolean {
  return datum instanceof List && datum.at(0) instanceof Sym && (datum.at(0) as Sym).name === 'substring';
}

/** For tests of primitives: evaluates calls written in SX, nested ones included, without any engine. */
import { Kernel } from '../instance/kernel.ts';
import { installPrimitives } from '../primitives/table.ts';
import { literalData } from '../reader/literal-data.ts';
import { readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Keyword, Sym } from '../values/symbol.ts';
import { inspect } from '../values/writer.ts';

export class Bench {
  readonly kernel: Kernel;
  /** Names called so far. */
  readonly called = new Set<string>();

  constructor() {
    this.kernel = new Kernel({ random: () => 0.5, now: () => 1000, output: text => this.output.push(text) });
    installPrimitives(this.kernel, this.kernel.base);
  }

  readonly output: string[] = [];

  read(text: string): Value[] {
    return readAll(new SourceText('test', text), this.kernel.symbols);
  }

  evaluate(datum: Value, variables: ReadonlyMap<string, Value> = new Map()): Value {
    if (datum instanceof Keyword) return datum.name;
    if (datum instanceof Sym) return variables.get(datum.name) ?? this.kernel.base.lookup(datum.name)?.v;
    if (!(datum instanceof List)) return literalData(datum);
    const head = (datum.at(0) as Sym).name;
    if (head === 'quote') return literalData(datum.at(1));
    if (head === 'begin')
      return datum
        .drop(1)
        .toArray()
        .map(d => this.evaluate(d, variables))
        .at(-1);
    if (head === 'let') {
      const scope = new Map(variables);
      for (const binding of datum.at(1) as List) {
        const [name, init] = (binding as List).toArray() as [Sym, Value];
        scope.set(name.name, this.evaluate(init, scope));
      }
      return datum
        .drop(2)
        .toArray()
        .map(d => this.evaluate(d, scope))
        .at(-1);
    }
    const name = head === 'dict-literal' ? 'dict' : head;
    this.called.add(name);
    const procedure = this.kernel.base.lookup(name)?.v;
    if (procedure === undefined) throw new Error(`no primitive ${name}`);
    return procedure(
      ...datum
        .drop(1)
        .toArray()
        .map(d => this.evaluate(d, variables)),
    );
  }

  /** Printed value, or `!kind message`. */
  outcome(datum: Value): string {
    try {
      return inspect(this.evaluate(datum));
    } catch (e) {
      if (e instanceof Raise && e.payload instanceof Condition) return `!${e.payload.kind} ${e.payload.message}`;
      throw e;
    }
  }
}

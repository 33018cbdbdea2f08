/**
 * Spec files on the native tier: every form is compiled by itself and run. Forms that capture their continuation are left to
 * the CEK, as they are in a mixed program; what they share with compiled code is part of what is tested.
 */
import type { System } from '../boot.ts';
import { Kind, type Node } from '../core/nodes.ts';
import { emitUnit } from '../native/emitter.ts';
import { instantiate } from '../native/loader.ts';
import { Reader } from '../reader/reader.ts';
import type { SourceText } from '../reader/source.ts';
import { type Outcome, settle } from '../text-run.ts';
import { EOF } from '../values/eof.ts';
import type { Value } from '../values/procedure.ts';
import { references } from './references.ts';

/** Procedures that take hold of the continuation they are called in; `perform` is answered at once under native code. */
const CAPTURING = [
  'call/cc',
  'call-with-current-continuation',
  '%shift',
  '%reset',
  'coroutine-yield',
  'coroutine-resume',
  'coroutine->list',
];

/** A loader for the driver. `answer` resolves what a form of the text performs while it is loaded. */
export function nativeLoader(answer: (request: Value) => Value): (system: System, source: SourceText) => Outcome {
  return (system, source) => {
    const { kernel } = system;
    // What is defined by a capturing form captures as well.
    const capturing = new Set(CAPTURING);
    const run = (node: Node): Value => {
      if (node.kind === Kind.Seq) return node.body.reduce<Value>((_, part) => run(part), null);
      if (references(node, capturing)) {
        if (node.kind === Kind.Define) capturing.add(node.cell.name);
        return settle(system.cek.run(node, source), answer);
      }
      const position = (offset: number) => ({ file: source.name, ...source.position(offset) });
      return instantiate(emitUnit([node], { name: source.name, sealed: false, position }), kernel, kernel.user)();
    };
    const reader = new Reader(source, kernel.symbols);
    const expander = system.expander(kernel.user, source);
    let value: Value = null;
    for (let datum = reader.next(); datum !== EOF; datum = reader.next()) {
      system.source = source;
      value = run(expander.expandTop(datum));
    }
    return { done: true, value };
  };
}

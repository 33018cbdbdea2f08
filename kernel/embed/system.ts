/**
 * Assembly of a kernel: primitives, control operators, then libraries from compiled images. Node-free: source texts, the unit
 * store and the digest come from outside.
 */

import { CekEngine } from '../cek/engine.ts';
import { installControl } from '../control/install.ts';
import type { Done, Suspended } from '../control/outcome.ts';
import { installTraces } from '../control/traces.ts';
import type { Node } from '../core/nodes.ts';
import { Expander } from '../expander/expander.ts';
import { Kernel, type KernelHooks } from '../instance/kernel.ts';
import type { Namespace } from '../instance/namespace.ts';
import { installPrimitives } from '../primitives/table.ts';
import { Reader } from '../reader/reader.ts';
import type { SourceText } from '../reader/source.ts';
import { EOF } from '../values/eof.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { VmEngine } from '../vm/engine.ts';
import { installEvaluation } from './evaluation.ts';

/** What runs core nodes. */
export interface Engine {
  evaluate(node: Node, source?: SourceText | null): Value;
  run(node: Node, source?: SourceText | null): Done | Suspended;
  /** Runs the call of a procedure. */
  runCall(procedure: Procedure, ...args: Value[]): Done | Suspended;
}

/** A kernel with its reference engine, before any library is loaded. */
export class System {
  readonly kernel: Kernel;
  readonly cek: CekEngine;
  private vmEngine: VmEngine | null = null;
  /** Runs programs: texts, and what they `eval`. */
  engine: Engine;
  /** The text whose forms are being evaluated. */
  source: SourceText | null = null;

  constructor(hooks: Partial<KernelHooks> = {}) {
    this.kernel = new Kernel(hooks);
    installPrimitives(this.kernel, this.kernel.base);
    installControl(this.kernel, this.kernel.base);
    installTraces(this.kernel);
    this.cek = new CekEngine(this.kernel);
    this.engine = this.cek;
    installEvaluation(this);
  }

  /** The virtual machine, made when it is first asked for. */
  get vm(): VmEngine {
    this.vmEngine ??= new VmEngine(this.kernel);
    return this.vmEngine;
  }

  /** From here on programs run on the virtual machine. */
  useVm(): void {
    const { vm } = this;
    this.engine = vm;
    this.kernel.nested = vals => vm.apply(vals);
    const interpreted = this.kernel.runs;
    this.kernel.runs = limit => [...vm.runs(limit), ...interpreted(limit)];
  }

  expander(namespace: Namespace, source: SourceText): Expander {
    return new Expander(this.kernel, namespace, node => this.cek.evaluate(node, source));
  }

  /** Reads, expands and evaluates a text form by form; answers the last value. `each` sees every core node. */
  evaluateText(source: SourceText, namespace: Namespace, each?: (node: Node) => void): Value {
    const reader = new Reader(source, this.kernel.symbols);
    const expander = this.expander(namespace, source);
    let value: Value = null;
    for (;;) {
      const datum = reader.next();
      if (datum === EOF) return value;
      this.source = source;
      const node = expander.expandTop(datum);
      each?.(node);
      value = this.engine.evaluate(node, source);
    }
  }
}

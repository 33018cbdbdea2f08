/**
 * The tier `native`: every form of a program is compiled before it runs. What captures continuations, and what is defined by
 * such a form, is left to the reference engine, as in every mixed program.
 */
import type { Engine, System } from '../boot.ts';
import type { Done, Suspended } from '../cek/engine.ts';
import { Kind, type Node, Unsupported } from '../core/nodes.ts';
import { emitUnit } from '../native/emitter.ts';
import { instantiate } from '../native/loader.ts';
import type { SourceText } from '../reader/source.ts';
import { Raise } from '../values/condition.ts';
import { TCO, type Value } from '../values/procedure.ts';
import type { JitPolicy } from './policy.ts';
import type { Target } from './promote.ts';
import { captures } from './scan.ts';

export class NativeEngine implements Engine {
  /** Globals defined by forms that capture. */
  private readonly capturing = new Set<string>();

  constructor(
    private readonly system: System,
    private readonly policy: JitPolicy,
    private readonly target: Target,
  ) {}

  evaluate(node: Node, source: SourceText | null = null): Value {
    const unit = this.compile(node, source);
    return unit === null ? this.system.cek.evaluate(node, source) : this.valueOf(unit);
  }

  run(node: Node, source: SourceText | null = null): Done | Suspended {
    const unit = this.compile(node, source);
    return unit === null ? this.system.cek.run(node, source) : { done: true, value: this.valueOf(unit) };
  }

  /** Value of a form; limits of the host become conditions, as they do in the interpreter. */
  private valueOf(unit: () => Value): Value {
    const { kernel } = this.system;
    try {
      const value = unit();
      return value === TCO ? kernel.bounce() : value;
    } catch (e) {
      throw e instanceof RangeError ? new Raise(kernel.caught(e)) : e;
    }
  }

  /** `null`: the form is left to the reference engine. */
  private compile(node: Node, source: SourceText | null): (() => Value) | null {
    const name = node.kind === Kind.Define ? node.cell.name : 'form';
    const reason = this.policy.disabled ?? captures(node, this.capturing);
    if (reason !== undefined) {
      if (node.kind === Kind.Define) this.capturing.add(node.cell.name);
      this.policy.note({ what: 'form', name, decision: 'refused', reason: `uses ${reason}` });
      return null;
    }
    const { kernel, sealed, imports, load } = this.target;
    const file = source?.name ?? '';
    try {
      const unit = emitUnit([node], {
        name: file,
        sealed,
        ...(sealed ? { imports } : {}),
        ...(source ? { position: (offset: number) => ({ file, ...source.position(offset) }) } : {}),
      });
      const run = instantiate(unit, kernel, kernel.user, load);
      this.policy.note({ what: 'form', name, decision: 'promoted', reason: '' });
      return run;
    } catch (e) {
      if (!(e instanceof Unsupported)) throw e;
      this.policy.note({ what: 'form', name, decision: 'refused', reason: e.message });
      return null;
    }
  }
}

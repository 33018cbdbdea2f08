/** The tier `native`: every form of a program is compiled before it runs, as the first call of a machine. */

import type { Done, Suspended } from '../control/outcome.ts';
import { Kind, type Node, Unsupported } from '../core/nodes.ts';
import type { JitPolicy } from '../jit/policy.ts';
import type { Target } from '../jit/promote.ts';
import { captures } from '../jit/scan.ts';
import { emitUnit } from '../native/emission/emitter.ts';
import { NO_ORIGIN } from '../native/frames/moves.ts';
import { instantiate } from '../native/units/loader.ts';
import type { SourceText } from '../reader/source.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import type { Engine, System } from './system.ts';

/** Forms that are compiled before they run; the host takes about a millisecond for each. */
const MOST_UNITS = 2000;

export class NativeEngine implements Engine {
  /** Globals defined by forms that capture, while the policy keeps those interpreted. */
  private readonly capturing = new Set<string>();
  private units = 0;

  constructor(
    private readonly system: System,
    private readonly policy: JitPolicy,
    private readonly target: Target,
  ) {}

  evaluate(node: Node, source: SourceText | null = null): Value {
    const { cek } = this.system;
    const unit = this.compile(node, source);
    return unit === null ? cek.evaluate(node, source) : cek.evaluateCall(unit);
  }

  run(node: Node, source: SourceText | null = null): Done | Suspended {
    const { cek } = this.system;
    const unit = this.compile(node, source);
    return unit === null ? cek.run(node, source) : cek.runCall(unit);
  }

  runCall(procedure: Procedure, ...args: Value[]): Done | Suspended {
    return this.system.cek.runCall(procedure, ...args);
  }

  /** `null`: the form is left to the reference engine. */
  private compile(node: Node, source: SourceText | null): (() => Value) | null {
    const name = node.kind === Kind.Define ? node.cell.name : 'form';
    const reason = this.policy.disabled ?? (this.policy.captureScan ? captures(node, this.capturing) : undefined);
    if (reason !== undefined) {
      if (node.kind === Kind.Define) this.capturing.add(node.cell.name);
      this.policy.note({ what: 'form', name, decision: 'refused', reason: `uses ${reason}` });
      return null;
    }
    if (++this.units > MOST_UNITS) {
      // A program of so many forms does not need each of them compiled before it runs: what is hot still is.
      this.system.cek.jit = this.policy;
      this.policy.note({ what: 'form', name, decision: 'refused', reason: `more than ${MOST_UNITS} forms` });
      return null;
    }
    const { kernel, sealed, imports, load } = this.target;
    const file = source?.name ?? '';
    try {
      const unit = emitUnit([node], {
        name: file,
        sealed,
        movable: !sealed,
        ...(sealed ? { imports } : {}),
        ...(source ? { position: (offset: number) => ({ file, ...source.position(offset) }) } : {}),
      });
      const run = instantiate(unit, kernel, kernel.user, load, { ...NO_ORIGIN, source });
      this.policy.note({ what: 'form', name, decision: 'promoted', reason: '' });
      return run;
    } catch (e) {
      if (!(e instanceof Unsupported)) throw e;
      this.policy.note({ what: 'form', name, decision: 'refused', reason: e.message });
      return null;
    }
  }
}

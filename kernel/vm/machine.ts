/**
 * The virtual machine's loop. A frame says which closure runs, at which instruction, and where its slots begin; the procedure that was called lies below
 * those.
 *
 * Protocol. The registers are host locals. *Store*: `fd`, `sp` and the frame's `at`, before anything else may look: steps on the machine's
 * fields (`port.ts`, `../control/`), host procedures that could call back, errors. *Load*, at the beginning and behind a step, at `load`:
 * nothing if `status` says that the run has ended; else `sp`, the frame on top with its `fp`, and `argc`, which is taken: `argc >= 0` has the loop call what lies on the
 * stack, otherwise the frame goes on behind its instruction.
 *
 * The machine's own frames (`FrameKind`) hold places on the same stack: their code is the single instruction RESUME.
 */
import { Link, type LinkKind } from '../control/dynamic.ts';
import { fault } from '../control/raise.ts';
import { Status } from '../control/status.ts';
import { unboundGlobal } from '../instance/globals.ts';
import { TCO, type Value } from '../values/procedure.ts';
import { callSlow } from './apply.ts';
import { Box, CallSite, callSite, type Frame, makeProcedure, type VmClosure, type VmCode } from './code.ts';
import { decode } from './decode.ts';
import { Act, holds, type Instruction } from './instruction.ts';
import { execute } from './instructions.ts';
import { BASE, Port } from './port.ts';

export class Machine extends Port {
  declare parent: Machine | null;

  /** The slow path of the fuel test in the loop. */
  private refuelAt(frame: Frame, sp: number, at: Instruction): void {
    this.sp = sp;
    this.fd = frame.height;
    frame.at = at;
    this.refuel(frame.height);
  }

  run(): void {
    const { kernel, engine } = this;
    const { stack } = engine;
    // Operands of a primitive.
    let x: Value;
    let y: Value;
    load: while (this.status === Status.Running) {
      let { sp, argc } = this;
      let frame = engine.frame(this.fd);
      let { fp } = frame;
      let i = argc < 0 ? frame.at.rest : frame.at;
      this.argc = -1;
      // What an operator calls, it calls from there.
      if (argc < 0) this.site = null;
      try {
        for (;;) {
          // biome-ignore lint/suspicious/noConfusingLabels: leaving this block means "call with argc operands"
          call: {
            if (argc >= 0) break call;
            // biome-ignore lint/suspicious/noConfusingLabels: leaving this block means "perform the primitive on argc operands"
            prim: {
              for (;;) {
                let v: Value;
                // A case that breaks leaves `v` as the instruction's value. A case that falls through does what follows it most
                // often at once: finding the way to the next case takes about as long as most of them.
                switch (i.act) {
                  case Act.Const:
                    v = i.x;
                    break;
                  case Act.Local:
                    v = stack[fp + i.a];
                    break;
                  case Act.Upvalue:
                    v = frame.k.upvalues[i.a];
                    break;
                  case Act.UpvalueBox:
                    v = (frame.k.upvalues[i.a] as Box).v;
                    break;
                  case Act.BoxGet:
                    v = (stack[fp + i.a] as Box).v;
                    break;
                  case Act.Closure:
                    v = makeProcedure(engine, i.x as VmCode, frame.k.upvalues, stack, fp);
                    break;
                  case Act.Pop:
                    sp--;
                    i = i.next;
                    continue;
                  case Act.Slide:
                    v = stack[--sp];
                    sp -= i.a;
                    stack[sp++] = v;
                    i = i.next;
                    continue;
                  case Act.SetLocal:
                    stack[fp + i.a] = stack[--sp];
                    i = i.next;
                    continue;
                  case Act.SetBox:
                    (stack[fp + i.a] as Box).v = stack[--sp];
                    i = i.next;
                    continue;
                  case Act.SetUpvalue:
                    (frame.k.upvalues[i.a] as Box).v = stack[--sp];
                    i = i.next;
                    continue;
                  case Act.Test:
                    v = stack[--sp];
                    i = v === false || v === null ? i.to : i.next;
                    continue;
                  case Act.TestL:
                    v = stack[fp + i.a];
                    i = v === false || v === null ? i.to : i.next;
                    continue;
                  case Act.TestNil:
                    x = stack[--sp];
                    if (i.cell.v !== i.procedure) break prim;
                    i = x === null ? i.next : i.to;
                    continue;
                  case Act.TestNot:
                    x = stack[--sp];
                    if (i.cell.v !== i.procedure) break prim;
                    i = x === null || x === false ? i.next : i.to;
                    continue;
                  case Act.TestSame:
                    sp -= 2;
                    x = stack[sp];
                    y = stack[sp + 1];
                    if (i.cell.v !== i.procedure) break prim;
                    i = x === y ? i.next : i.to;
                    continue;
                  case Act.JumpIfBound:
                    i = stack[fp + i.a] === undefined ? i.next : i.to;
                    continue;
                  case Act.Jump:
                    if (--kernel.fuel <= 0) this.refuelAt(frame, sp, i);
                    i = i.to;
                    continue;
                  // biome-ignore lint/suspicious/noFallthroughSwitchClause: the round of most loops ends with it
                  case Act.AddLL: {
                    x = stack[fp + i.a];
                    y = stack[fp + i.b];
                    if (typeof x !== 'number' || typeof y !== 'number' || i.cell.v !== i.procedure) break prim;
                    // Sums of integers stay integers all the way: by way of a float64 they take several times as long.
                    const p = x | 0;
                    const q = y | 0;
                    const r = (p + q) | 0;
                    if (p === x && q === y && r !== 0 && ((p ^ r) & (q ^ r)) >= 0) v = r;
                    else v = x + y;
                    if (i.c < 0 || i.next.act !== Act.Again) break;
                    stack[fp + i.c] = v;
                    i = i.next;
                  }
                  // biome-ignore lint/suspicious/noFallthroughSwitchClause: most loops begin with a comparison
                  case Act.Again: {
                    if (--kernel.fuel <= 0) this.refuelAt(frame, sp, i);
                    const n = i.a;
                    if (n === 1) stack[fp + i.b] = stack[sp - 1];
                    else for (let j = 0; j < n; j++) stack[fp + i.b + j] = stack[sp - n + j];
                    sp = fp + i.c;
                    i = i.to;
                    if (i.act !== Act.CompareLK) continue;
                  }
                  case Act.CompareLK:
                    x = stack[fp + i.a];
                    y = i.b;
                    if (typeof x !== 'number' || i.cell.v !== i.procedure) break prim;
                    i = holds(i.test, x, y) ? i.next : i.to;
                    continue;
                  case Act.Compare:
                    sp -= 2;
                    x = stack[sp];
                    y = stack[sp + 1];
                    if (typeof x !== 'number' || typeof y !== 'number' || i.cell.v !== i.procedure) break prim;
                    i = holds(i.test, x, y) ? i.next : i.to;
                    continue;
                  case Act.CompareLL:
                    x = stack[fp + i.a];
                    y = stack[fp + i.b];
                    if (typeof x !== 'number' || typeof y !== 'number' || i.cell.v !== i.procedure) break prim;
                    i = holds(i.test, x, y) ? i.next : i.to;
                    continue;
                  case Act.Add:
                    sp -= 2;
                    x = stack[sp];
                    y = stack[sp + 1];
                    if (typeof x !== 'number' || typeof y !== 'number' || i.cell.v !== i.procedure) break prim;
                    v = x + y;
                    break;
                  case Act.AddLK:
                    x = stack[fp + i.a];
                    y = i.b;
                    if (typeof x !== 'number' || i.cell.v !== i.procedure) break prim;
                    v = x + y;
                    break;
                  case Act.Sub:
                    sp -= 2;
                    x = stack[sp];
                    y = stack[sp + 1];
                    if (typeof x !== 'number' || typeof y !== 'number' || i.cell.v !== i.procedure) break prim;
                    v = x - y;
                    break;
                  // biome-ignore lint/suspicious/noFallthroughSwitchClause: operators before their first operand
                  case Act.Global:
                    v = i.cell.v;
                    if (v === undefined) {
                      this.sp = sp;
                      this.fd = frame.height;
                      frame.at = i;
                      v = unboundGlobal(kernel, i.cell);
                    }
                    if (i.c >= 0 || i.next.act !== Act.SubLK) break;
                    stack[sp++] = v;
                    i = i.next;
                  case Act.SubLK:
                    x = stack[fp + i.a];
                    y = i.b;
                    if (typeof x !== 'number' || i.cell.v !== i.procedure) break prim;
                    v = x - y;
                    break;
                  case Act.SubLL:
                    x = stack[fp + i.a];
                    y = stack[fp + i.b];
                    if (typeof x !== 'number' || typeof y !== 'number' || i.cell.v !== i.procedure) break prim;
                    v = x - y;
                    break;
                  case Act.Mul:
                    sp -= 2;
                    x = stack[sp];
                    y = stack[sp + 1];
                    if (typeof x !== 'number' || typeof y !== 'number' || i.cell.v !== i.procedure) break prim;
                    v = x * y + 0;
                    break;
                  case Act.Prim:
                    if (i.count === 2) {
                      sp -= 2;
                      x = stack[sp];
                      y = stack[sp + 1];
                    } else if (i.count === 1) x = stack[--sp];
                    break prim;
                  case Act.Prim1L:
                    x = stack[fp + i.a];
                    break prim;
                  case Act.Prim2LK:
                    x = stack[fp + i.a];
                    y = i.x;
                    break prim;
                  case Act.Prim2LL:
                    x = stack[fp + i.a];
                    y = stack[fp + i.b];
                    break prim;
                  case Act.Call: {
                    argc = i.a;
                    const f = stack[sp - argc - 1];
                    if (typeof f !== 'function') break call;
                    const c = f.vm as VmClosure | undefined;
                    if (c === undefined || c.arity !== argc) break call;
                    frame.at = i;
                    if (--kernel.fuel <= 0) this.refuelAt(frame, sp, i);
                    frame = frame.above ?? engine.frame(frame.height + 1);
                    frame.k = c;
                    fp = sp - argc;
                    frame.fp = fp;
                    i = c.code.start;
                    continue;
                  }
                  case Act.TailCall: {
                    argc = i.a;
                    const from = sp - argc - 1;
                    const f = stack[from];
                    for (let j = 1; j <= argc; j++) stack[fp - 1 + j] = stack[from + j];
                    sp = fp + argc;
                    const { code } = frame.k;
                    const c = typeof f === 'function' ? (f.vm as VmClosure | undefined) : undefined;
                    if (c === undefined || c.arity !== argc || --kernel.fuel <= 0) {
                      // The frame is left before anything else is called.
                      this.site = callSite(code, i.pc, stack[fp - 1]);
                      stack[fp - 1] = f;
                      frame = frame.below;
                      ({ fp, at: i } = frame);
                      break call;
                    }
                    if (c.code.placeless && !code.placeless) stack[fp - 1] = new CallSite(code, i.pc);
                    frame.k = c;
                    i = c.code.start;
                    continue;
                  }
                  case Act.Return:
                    stack[fp - 1] = stack[sp - 1];
                    sp = fp;
                    frame = frame.below;
                    ({ fp } = frame);
                    i = frame.at.rest;
                    continue;
                  case Act.ReturnL:
                    stack[fp - 1] = stack[fp + i.a];
                    sp = fp;
                    frame = frame.below;
                    ({ fp } = frame);
                    i = frame.at.rest;
                    continue;
                  case Act.Box:
                    stack[fp + i.a] = new Box(stack[fp + i.a]);
                    i = i.next;
                    continue;
                  case Act.Protect:
                    this.sp = sp;
                    this.fd = frame.height;
                    this.setD(new Link(i.a as LinkKind, this.d, null, null, 0, this.mark(i.to)));
                    i = i.next;
                    continue;
                  case Act.PopHandler:
                    this.setD((this.d as Link).next);
                    i = i.next;
                    continue;
                  case Act.Decode:
                    i = decode(frame.k.code);
                    frame.k.code.start = frame.k.code.entry.next = frame.k.code.entry.rest = i;
                    continue;
                  default:
                    this.sp = sp;
                    this.fd = frame.height;
                    frame.at = i;
                    execute(this, frame.k, i);
                    continue load;
                }
                if (i.c < 0) stack[sp++] = v;
                else stack[fp + i.c] = v;
                i = i.next;
              }
            }
            // Perform the primitive of `i`: on `x`, on `x` and `y`, or on what lies on the stack.
            argc = i.count;
            if (i.cell.v === i.procedure) {
              this.sp = sp;
              this.fd = frame.height;
              frame.at = i;
              let v: Value;
              switch (argc) {
                case 1:
                  v = i.fn(x);
                  break;
                case 2:
                  v = i.fn(x, y);
                  break;
                case 3:
                  v = i.fn(stack[sp - 3], stack[sp - 2], stack[sp - 1]);
                  sp -= 3;
                  break;
                default:
                  v = i.fn(...stack.slice(sp - argc, sp));
                  sp -= argc;
              }
              argc = -1;
              if (i.c < 0) {
                stack[sp++] = v;
                i = i.rest;
              } else {
                stack[fp + i.c] = v;
                i = i.next;
              }
              continue;
            }
            // The name means something else by now: an ordinary call.
            if (argc === 1) {
              stack[sp++] = i.cell.v;
              stack[sp++] = x;
            } else if (argc === 2) {
              stack[sp++] = i.cell.v;
              stack[sp++] = x;
              stack[sp++] = y;
            } else {
              for (let j = 0; j < argc; j++) stack[sp - j] = stack[sp - j - 1];
              stack[sp - argc] = i.cell.v;
              sp++;
            }
          }
          // Call what lies below `argc` operands.
          const f = stack[sp - argc - 1];
          frame.at = i;
          this.sp = sp;
          this.fd = frame.height;
          if (typeof f === 'function') {
            const c = f.vm as VmClosure | undefined;
            if (c !== undefined) {
              if (c.arity === argc) {
                if (--kernel.fuel <= 0) this.refuel(frame.height);
                if (this.site !== null) this.enters(c.code, sp - argc - 1);
                frame = frame.above ?? engine.frame(frame.height + 1);
                frame.k = c;
                fp = sp - argc;
                frame.fp = fp;
                i = c.code.start;
                argc = -1;
                continue;
              }
            } else if (
              f.control === undefined &&
              !engine.portable(f) &&
              (frame.k !== BASE || f.primitive !== undefined || this.top)
            ) {
              let v: Value;
              switch (argc) {
                case 0:
                  v = f();
                  break;
                case 1:
                  v = f(stack[sp - 1]);
                  break;
                case 2:
                  v = f(stack[sp - 2], stack[sp - 1]);
                  break;
                case 3:
                  v = f(stack[sp - 3], stack[sp - 2], stack[sp - 1]);
                  break;
                default:
                  v = f(...stack.slice(sp - argc, sp));
              }
              sp -= argc;
              if (v === TCO) {
                sp--;
                const vals = kernel.takeTail();
                for (const v of vals) stack[sp++] = v;
                argc = vals.length - 1;
                if (--kernel.fuel <= 0) this.refuel(frame.height);
                continue;
              }
              this.site = null;
              stack[sp - 1] = v;
              argc = -1;
              i = i.rest;
              continue;
            }
          }
          callSlow(this, f, argc);
          continue load;
        }
      } catch (error) {
        this.fd = frame.height;
        this.sp = sp;
        frame.at = i;
        fault(this, error);
      }
    }
  }
}

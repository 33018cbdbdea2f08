/**
 * The CEK machine's loop. It stays in one function, since whatever leaves it has to store the registers and load them again.
 *
 * The registers are host locals: C (code), E (environment), K (continuation), V (value), `vals` (operator and operands of the call being
 * made), F (the frame last popped). Everything that is not worth a place in the loop works on the machine's fields instead (`port.ts`,
 * `../control/`). Protocol. *Store*: `at` (the code whose evaluation this is), `k`, and of `e`, `v`, `vals` what the step reads. *Load*, behind
 * it: C, E, K, V, and `vals` if it may have prepared a call. Three pseudo-codes stand for the states that are not
 * "evaluate C": `RETURN` (give V to K), `APPLY` (call `vals`) and `EXIT` (leave the loop; `status` says why).
 *
 * `at` is the code of the call while C is `APPLY`; `c` is `at` where its evaluation has failed, and not while a call or a frame does.
 *
 * Invariants:
 * - A frame is changed only by the loop that pops it, and only if no continuation was captured since it was made.
 * - Up to the point where an op changes a register other than V, its evaluation can be started again (`Bail`).
 */

import { LinkKind } from '../control/dynamic.ts';
import { yieldValue } from '../control/generators.ts';
import { fault } from '../control/raise.ts';
import { Status } from '../control/status.ts';
import { Kind } from '../core/nodes.ts';
import { LEAVE, TCO, type Value } from '../values/procedure.ts';
import { analysed } from './analyse.ts';
import { applySlow } from './apply.ts';
import { type Code, type Env, type LambdaCode, Op } from './code.ts';
import { Frame, FrameOp } from './frames.ts';
import { enterNative, leaveNative } from './native.ts';
import { type Machine, protect } from './port.ts';
import { resume } from './resume.ts';
import { Bail, binary, letrecRib, setLocal, simple } from './simple.ts';
import { deoptimise } from './specialise.ts';
import { APPLY, BASE, RETURN } from './states.ts';

export function loop(m: Machine): void {
  const kernel = m.kernel;
  const engine = m.engine;
  let C = m.c;
  let E = m.e;
  let K = m.k;
  let V = m.v;
  let vals = m.vals;
  let F = K;
  for (;;) {
    try {
      main: for (;;) {
        // biome-ignore lint/suspicious/noConfusingLabels: leaving m block means "V is the value of C"
        value: {
          // biome-ignore lint/suspicious/noConfusingLabels: leaving m block means "call vals"
          call: {
            switch (C.op) {
              case Op.If: {
                const t = simple(C.a, E);
                C = t !== false && t !== null ? C.b : C.c;
                continue main;
              }
              case Op.IfC:
                K = new Frame(FrameOp.If, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Seq:
                simple(C.a, E);
                C = C.b;
                continue main;
              case Op.SeqC:
                K = new Frame(FrameOp.Seq, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Call0: {
                const fn = C.fn;
                let f = fn.op === Op.Global ? fn.cell.v : simple(fn, E);
                if (f === undefined) f = simple(fn, E);
                if (typeof f === 'function') {
                  const l = f.lambda;
                  if (l !== undefined && l.arity === 0) {
                    if (--kernel.fuel <= 0) m.refuel(K);
                    E = l.env;
                    const code: LambdaCode = l.code;
                    if (code.placeless && !C.owner.placeless) m.calls(C, K);
                    if (code.heat > 0 && --code.heat === 0) engine.jit?.hotLambda(code);
                    C = code.body;
                    continue main;
                  }
                }
                vals = [f];
                break call;
              }
              case Op.Call1: {
                const fn = C.fn;
                let f = fn.op === Op.Global ? fn.cell.v : simple(fn, E);
                if (f === undefined) f = simple(fn, E);
                const x = simple(C.a, E);
                if (typeof f === 'function') {
                  const l = f.lambda;
                  if (l !== undefined && l.arity === 1) {
                    if (--kernel.fuel <= 0) m.refuel(K);
                    E = [l.env, x];
                    const code: LambdaCode = l.code;
                    if (code.placeless && !C.owner.placeless) m.calls(C, K);
                    if (code.heat > 0 && --code.heat === 0) engine.jit?.hotLambda(code);
                    C = code.body;
                    continue main;
                  }
                }
                vals = [f, x];
                break call;
              }
              case Op.Call2: {
                const fn = C.fn;
                let f = fn.op === Op.Global ? fn.cell.v : simple(fn, E);
                if (f === undefined) f = simple(fn, E);
                const x = simple(C.a, E);
                const y = simple(C.b, E);
                if (typeof f === 'function') {
                  const l = f.lambda;
                  if (l !== undefined && l.arity === 2) {
                    if (--kernel.fuel <= 0) m.refuel(K);
                    E = [l.env, x, y];
                    const code: LambdaCode = l.code;
                    if (code.placeless && !C.owner.placeless) m.calls(C, K);
                    if (code.heat > 0 && --code.heat === 0) engine.jit?.hotLambda(code);
                    C = code.body;
                    continue main;
                  }
                }
                vals = [f, x, y];
                break call;
              }
              case Op.Call3: {
                const fn = C.fn;
                let f = fn.op === Op.Global ? fn.cell.v : simple(fn, E);
                if (f === undefined) f = simple(fn, E);
                const x = simple(C.a, E);
                const y = simple(C.b, E);
                const z = simple(C.c, E);
                if (typeof f === 'function') {
                  const l = f.lambda;
                  if (l !== undefined && l.arity === 3) {
                    if (--kernel.fuel <= 0) m.refuel(K);
                    E = [l.env, x, y, z];
                    const code: LambdaCode = l.code;
                    if (code.placeless && !C.owner.placeless) m.calls(C, K);
                    if (code.heat > 0 && --code.heat === 0) engine.jit?.hotLambda(code);
                    C = code.body;
                    continue main;
                  }
                }
                vals = [f, x, y, z];
                break call;
              }
              case Op.CallN: {
                const args = C.args;
                const operands: Value[] = [];
                for (let i = 0; i < args.length; i++) operands.push(simple(args[i] as Code, E));
                vals = operands;
                break call;
              }
              case Op.Prim1C:
                if (C.cell.v !== C.value) throw new Bail(C);
                K = new Frame(FrameOp.Prim1, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Prim2C: {
                if (C.cell.v !== C.value) throw new Bail(C);
                if (C.a.level === 0) {
                  K = new Frame(FrameOp.PrimA, C, E, 0, null, K, 0);
                  C = C.a;
                  continue main;
                }
                const x = simple(C.a, E);
                K = new Frame(FrameOp.PrimB, C, E, 0, x, K, 0);
                C = C.b;
                continue main;
              }
              case Op.PrimNC:
              case Op.CallC:
              case Op.LetC:
              case Op.LoopC:
              case Op.AgainC: {
                // Operands in order; the first that needs the machine gets a frame, the rest is done on its return.
                const args = C.args;
                const gathered: Value[] = [null];
                let i = 1;
                if (C.kind === Kind.Call) {
                  const fn = args[0] as Code;
                  if (C.op === Op.PrimNC) {
                    if (C.cell.v !== C.value) throw new Bail(C);
                    gathered[0] = C.value;
                  } else if (fn.level === 2) gathered[0] = simple(fn, E);
                  else i = 0;
                }
                const last = args.length - 1;
                let a = args[i] as Code;
                while (i < last && a.level === 2) {
                  gathered.push(simple(a, E));
                  a = args[++i] as Code;
                }
                const frame: Frame = new Frame(FrameOp.Gather, C, E, i, gathered, K, engine.epoch);
                K = frame;
                C = a;
                continue main;
              }
              case Op.Let1:
                E = [E, simple(C.a, E)];
                C = C.b;
                continue main;
              case Op.LetN: {
                const args = C.args;
                const rib: Env = [E];
                for (let i = 1; i < args.length; i++) rib.push(simple(args[i] as Code, E));
                E = rib;
                C = C.b;
                continue main;
              }
              case Op.LetrecS:
                E = letrecRib(C, E);
                C = C.b;
                continue main;
              case Op.LetrecC: {
                const args = C.args;
                const rib: Env = [E];
                for (let i = 1; i < args.length; i++) rib.push(null);
                K = new Frame(FrameOp.LetrecInit, C, rib, 1, null, K, 0);
                E = rib;
                C = args[1] as Code;
                continue main;
              }
              case Op.Loop: {
                const args = C.args;
                if (args.length === 2) E = [E, simple(C.a, E)];
                else if (args.length > 1) {
                  const rib: Env = [E];
                  for (let i = 1; i < args.length; i++) rib.push(simple(args[i] as Code, E));
                  E = rib;
                }
                C = C.b;
                continue main;
              }
              case Op.Again1: {
                const x = simple(C.a, E);
                if (--kernel.fuel <= 0) m.refuel(K);
                for (let n = C.depth; n > 0; n--) E = E[0];
                const loop = C.c;
                if (loop.heat > 0 && --loop.heat === 0) engine.jit?.hotLoop(loop);
                if (loop.index === 1) E[1] = x;
                else E = [E[0], x];
                C = loop.b;
                continue main;
              }
              case Op.Again2: {
                const x = simple(C.a, E);
                const y = simple(C.b, E);
                if (--kernel.fuel <= 0) m.refuel(K);
                for (let n = C.depth; n > 0; n--) E = E[0];
                const loop = C.c;
                if (loop.heat > 0 && --loop.heat === 0) engine.jit?.hotLoop(loop);
                if (loop.index === 1) {
                  E[1] = x;
                  E[2] = y;
                } else E = [E[0], x, y];
                C = loop.b;
                continue main;
              }
              case Op.AgainN: {
                const args = C.args;
                const rib: Env = [null];
                for (let i = 1; i < args.length; i++) rib.push(simple(args[i] as Code, E));
                if (--kernel.fuel <= 0) m.refuel(K);
                for (let n = C.depth; n > 0; n--) E = E[0];
                if (args.length > 1) {
                  rib[0] = E[0];
                  E = rib;
                }
                const loop = C.c;
                if (loop.heat > 0 && --loop.heat === 0) engine.jit?.hotLoop(loop);
                C = loop.b;
                continue main;
              }
              case Op.SetLocalC:
                K = new Frame(FrameOp.SetLocal, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.SetGlobal: {
                const v = simple(C.a, E);
                if (C.cell.v === undefined) engine.unbound(C.cell);
                V = v;
                C.cell.v = V;
                break value;
              }
              case Op.SetGlobalC:
                K = new Frame(FrameOp.SetGlobal, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Define:
                V = simple(C.a, E);
                C.cell.v = V;
                break value;
              case Op.DefineC:
                K = new Frame(FrameOp.Define, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Leave:
                for (let n = C.index; n > 0; n--) K = K.next;
                C = C.a;
                continue main;
              case Op.LeaveC:
                K = new Frame(FrameOp.Leave, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Default:
                if (E[C.index] !== undefined) {
                  V = null;
                  break value;
                }
                K = new Frame(FrameOp.Default, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Catch:
                K = protect(m, FrameOp.Catch, C.index, C, E, K);
                C = C.a;
                continue main;
              case Op.Finally:
                K = protect(m, FrameOp.Finally, LinkKind.Finally, C, E, K);
                C = C.a;
                continue main;
              case Op.YieldC:
                K = new Frame(FrameOp.Yield, C, E, 0, null, K, 0);
                C = C.a;
                continue main;
              case Op.Yield:
                V = simple(C.a, E);
                m.at = C;
                m.k = K;
                yieldValue(m, V);
                K = m.k;
                V = m.v;
                C = m.c;
                continue main;
              case Op.Native: {
                if (kernel.nativeDepth >= kernel.nativeLimit) {
                  C = C.a;
                  continue main;
                }
                m.at = C;
                m.k = K;
                V = enterNative(kernel, C.value, E);
                if (V === TCO) {
                  if (K === BASE && !m.stays && m.seg === null) {
                    m.k = K;
                    m.status = Status.Tail;
                    return;
                  }
                  vals = kernel.takeTail();
                  break call;
                }
                if (V !== LEAVE) break value;
                m.k = K;
                m.e = E;
                leaveNative(m, C.value);
                C = m.c;
                E = m.e;
                K = m.k;
                V = m.v;
                continue main;
              }
              case Op.Analyse:
                C = analysed(C);
                continue main;
              case Op.Return:
                break value;
              case Op.Apply:
                break call;
              case Op.Exit:
                m.k = K;
                m.v = V;
                m.c = C;
                return;
              default:
                V = simple(C, E);
                break value;
            }
          }
          // Call `vals`.
          const f = vals[0];
          if (typeof f === 'function') {
            const l = f.lambda;
            if (l !== undefined) {
              if (l.arity === vals.length - 1) {
                if (--kernel.fuel <= 0) m.refuel(K);
                if (l.code.bare) E = l.env;
                else {
                  vals[0] = l.env;
                  E = vals;
                }
                const code: LambdaCode = l.code;
                if (code.placeless) m.calls(C === APPLY ? m.at : C, K);
                if (code.heat > 0 && --code.heat === 0) engine.jit?.hotLambda(code);
                C = code.body;
                continue;
              }
            } else if (f.control === undefined && (K !== BASE || f.primitive !== undefined || m.stays)) {
              // Library code may make an error, which keeps where it was called from.
              if (C !== APPLY) m.at = C;
              C = APPLY;
              m.k = K;
              switch (vals.length) {
                case 1:
                  V = f();
                  break;
                case 2:
                  V = f(vals[1]);
                  break;
                case 3:
                  V = f(vals[1], vals[2]);
                  break;
                case 4:
                  V = f(vals[1], vals[2], vals[3]);
                  break;
                default:
                  V = f(...vals.slice(1));
              }
              if (V === TCO) {
                vals = kernel.takeTail();
                C = APPLY;
                if (--kernel.fuel <= 0) m.refuel(K);
                continue;
              }
              break value;
            }
          }
          if (C !== APPLY) m.at = C;
          C = m.c = APPLY;
          m.k = K;
          m.vals = vals;
          applySlow(m);
          C = m.c;
          E = m.e;
          K = m.k;
          V = m.v;
          vals = m.vals;
          continue;
        }
        // Give V to K.
        for (;;) {
          F = K;
          C = RETURN;
          K = F.next;
          switch (F.op) {
            case FrameOp.If:
              C = V !== false && V !== null ? F.code.b : F.code.c;
              E = F.env;
              continue main;
            case FrameOp.Seq:
              C = F.code.b;
              E = F.env;
              continue main;
            case FrameOp.PrimA: {
              const b = F.code.b;
              if (b.level === 0) {
                K = new Frame(FrameOp.PrimB, F.code, F.env, 0, V, K, 0);
                C = b;
                E = F.env;
                continue main;
              }
              V = binary(F.code.index, F.code, V, simple(b, F.env));
              continue;
            }
            case FrameOp.PrimB:
              V = binary(F.code.index, F.code, F.x, V);
              continue;
            case FrameOp.Prim1:
              V = F.code.prim(V);
              continue;
            case FrameOp.SetLocal:
              setLocal(F.code, F.env, V);
              continue;
            case FrameOp.Define:
              F.code.cell.v = V;
              continue;
            case FrameOp.SetGlobal:
              if (F.code.cell.v === undefined) engine.unbound(F.code.cell);
              F.code.cell.v = V;
              continue;
            case FrameOp.LetrecInit: {
              F.env[F.i] = V;
              const args = F.code.args;
              E = F.env;
              if (F.i === args.length - 1) {
                C = F.code.b;
                continue main;
              }
              const i = F.i + 1;
              K = new Frame(FrameOp.LetrecInit, F.code, E, i, null, K, 0);
              C = args[i] as Code;
              continue main;
            }
            case FrameOp.Gather: {
              const code = F.code;
              const args = code.args;
              const last = args.length - 1;
              const own = F.epoch === engine.epoch;
              const gathered: Value[] = own ? F.x : F.x.slice();
              let i = F.i;
              gathered[i] = V;
              if (i < last) {
                let a = args[++i] as Code;
                while (i < last && a.level === 2) {
                  gathered[i] = simple(a, F.env);
                  a = args[++i] as Code;
                }
                if (i < last || a.level === 0) {
                  E = F.env;
                  if (own) {
                    F.i = i;
                    F.called = null;
                    K = F;
                  } else K = new Frame(FrameOp.Gather, code, E, i, gathered, K, engine.epoch);
                  C = a;
                  continue main;
                }
                gathered[i] = simple(a, F.env);
              }
              switch (code.kind) {
                case Kind.Let:
                case Kind.Loop:
                  gathered[0] = F.env;
                  E = gathered;
                  C = code.b;
                  continue main;
                case Kind.Again: {
                  if (--kernel.fuel <= 0) m.refuel(K);
                  E = F.env;
                  for (let n = code.depth; n > 0; n--) E = E[0];
                  gathered[0] = E[0];
                  E = gathered;
                  const loop = code.c;
                  if (loop.heat > 0 && --loop.heat === 0) engine.jit?.hotLoop(loop);
                  C = loop.b;
                  continue main;
                }
                default:
                  vals = gathered;
                  C = APPLY;
                  m.at = code;
                  continue main;
              }
            }
            default:
              m.at = F.code;
              m.c = RETURN;
              m.k = K;
              m.v = V;
              resume(m, F);
              C = m.c;
              E = m.e;
              K = m.k;
              V = m.v;
              vals = m.vals;
              continue main;
          }
        }
      }
    } catch (error) {
      if (error instanceof Bail) {
        deoptimise(error.code);
        if (C === RETURN) K = F;
        continue;
      }
      if (C === APPLY) m.c = C;
      else {
        m.c = m.at = C === RETURN ? F.code : C;
        m.e = C === RETURN ? F.env : E;
      }
      m.k = K;
      fault(m, error);
      C = m.c;
      E = m.e;
      K = m.k;
      V = m.v;
      vals = m.vals;
    }
  }
}

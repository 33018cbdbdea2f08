/**
 * The evaluator of simple and direct code (see `code.ts`): plain recursion over nested expressions, no frames. Its host
 * depth is bounded by `specialise.ts`. Guest errors leave it as host exceptions; the machine's registers still describe
 * the expression that was being evaluated.
 */
import { unboundGlobal } from '../instance/globals.ts';
import type { Value } from '../values/procedure.ts';
import { type Code, type Env, Op } from './code.ts';
import { makeProcedure } from './procedure.ts';

/** An inlined primitive is no longer what its name means; the machine starts the expression again without the shortcut. */
export class Bail {
  constructor(readonly code: Code) {}
}

export function simple(c: Code, e: Env): Value {
  for (;;) {
    switch (c.op) {
      case Op.Const:
        return c.value;
      case Op.Local0:
        return e[c.index];
      case Op.Local1:
        return e[0][c.index];
      case Op.Local2:
        return e[0][0][c.index];
      case Op.LocalN: {
        let rib = e[0][0][0];
        for (let d = c.depth - 3; d > 0; d--) rib = rib[0];
        return rib[c.index];
      }
      case Op.Global: {
        const v = c.cell.v;
        return v !== undefined ? v : unboundGlobal(c.owner.engine.kernel, c.cell);
      }
      case Op.Lambda:
        return makeProcedure(c.lambda, e);
      case Op.If: {
        const t = simple(c.a, e);
        c = t !== false && t !== null ? c.b : c.c;
        continue;
      }
      case Op.Seq:
        simple(c.a, e);
        c = c.b;
        continue;
      case Op.Let1:
        e = [e, simple(c.a, e)];
        c = c.b;
        continue;
      case Op.LetN: {
        const rib: Env = [e];
        for (let i = 1; i < c.args.length; i++) rib.push(simple(c.args[i] as Code, e));
        e = rib;
        c = c.b;
        continue;
      }
      case Op.LetrecS:
        e = letrecRib(c, e);
        c = c.b;
        continue;
      case Op.SetLocal: {
        const v = simple(c.a, e);
        setLocal(c, e, v);
        return v;
      }
      case Op.Default:
        if (e[c.index] === undefined) e[c.index] = simple(c.a, e);
        return null;
      case Op.Prim0:
        if (c.cell.v !== c.value) throw new Bail(c);
        return c.prim();
      case Op.Prim1:
        if (c.cell.v !== c.value) throw new Bail(c);
        return c.prim(simple(c.a, e));
      case Op.Prim2: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        return c.prim(x, simple(c.b, e));
      }
      case Op.Prim3: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return c.prim(x, y, simple(c.c, e));
      }
      case Op.PrimN: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const operands: Value[] = [];
        for (let i = 1; i < c.args.length; i++) operands.push(simple(c.args[i] as Code, e));
        return c.prim(...operands);
      }
      case Op.Not: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        return x === false || x === null;
      }
      case Op.IsNil:
        if (c.cell.v !== c.value) throw new Bail(c);
        return simple(c.a, e) === null;
      case Op.AddConst: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.value;
        return typeof x === 'number' ? x + y : c.prim(x, y);
      }
      case Op.SubConst: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.value;
        return typeof x === 'number' ? x - y : c.prim(x, y);
      }
      case Op.LtConst: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.value;
        return typeof x === 'number' ? x < y : c.prim(x, y);
      }
      case Op.GtConst: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.value;
        return typeof x === 'number' ? x > y : c.prim(x, y);
      }
      case Op.NumEqConst: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.value;
        return typeof x === 'number' ? x === y : c.prim(x, y);
      }
      case Op.Add: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return typeof x === 'number' && typeof y === 'number' ? x + y : c.prim(x, y);
      }
      case Op.Sub: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return typeof x === 'number' && typeof y === 'number' ? x - y : c.prim(x, y);
      }
      case Op.Lt: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return typeof x === 'number' && typeof y === 'number' ? x < y : c.prim(x, y);
      }
      case Op.Gt: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return typeof x === 'number' && typeof y === 'number' ? x > y : c.prim(x, y);
      }
      case Op.Le: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return typeof x === 'number' && typeof y === 'number' ? x <= y : c.prim(x, y);
      }
      case Op.Ge: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return typeof x === 'number' && typeof y === 'number' ? x >= y : c.prim(x, y);
      }
      case Op.NumEq: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        const y = c.b.op === Op.Local0 ? e[c.b.index] : simple(c.b, e);
        return typeof x === 'number' && x === y ? true : c.prim(x, y);
      }
      case Op.Eq: {
        if (c.cell.v !== c.value) throw new Bail(c);
        const x = c.a.op === Op.Local0 ? e[c.a.index] : simple(c.a, e);
        return x === simple(c.b, e);
      }
      default:
        throw new Error(`CEK: op ${c.op} reached the simple evaluator`);
    }
  }
}

/** A binary primitive on values: `op` names the fast path, `c.prim` is the primitive. */
export function binary(op: Op, c: Code, x: Value, y: Value): Value {
  if (typeof x === 'number' && typeof y === 'number') {
    switch (op) {
      case Op.Add:
        return x + y;
      case Op.Sub:
        return x - y;
      case Op.Lt:
        return x < y;
      case Op.Gt:
        return x > y;
      case Op.Le:
        return x <= y;
      case Op.Ge:
        return x >= y;
      default:
    }
  }
  return c.prim(x, y);
}

export function setLocal(c: Code, e: Env, v: Value): void {
  for (let d = c.depth; d > 0; d--) e = e[0];
  e[c.index] = v;
}

/** The rib of a `letrec` whose initial values are simple. */
export function letrecRib(c: Code, e: Env): Env {
  const rib: Env = [e];
  for (let i = 1; i < c.args.length; i++) rib.push(null);
  for (let i = 1; i < c.args.length; i++) rib[i] = simple(c.args[i] as Code, rib);
  return rib;
}

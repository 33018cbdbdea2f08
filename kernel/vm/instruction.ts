/**
 * What the machine's loop runs: instructions of a code object as linked objects, made from its words by `decode.ts` when it is
 * first entered. Reading a field takes the host far fewer steps than reading a word of an array and what it stands for.
 */
import { Cell } from '../core/nodes.ts';
import type { Procedure, Value } from '../values/procedure.ts';

/**
 * What an instruction does. `L` and `K` say where operands come from if not from the stack: slot `a` (and `b`) of the frame,
 * the number `b` or the constant `x`.
 */
export enum Act {
  // Values, which can go to a slot at once.
  Const,
  Local,
  Upvalue,
  UpvalueBox,
  BoxGet,
  Global,
  Closure,
  Add,
  AddLK,
  AddLL,
  Sub,
  SubLK,
  SubLL,
  Mul,
  Prim,
  Prim1L,
  Prim2LK,
  Prim2LL,
  // Tests: what follows on true is `next`, on false `to`.
  Compare,
  CompareLK,
  CompareLL,
  TestNil,
  TestNot,
  TestSame,
  // Whatever else there is.
  Pop,
  Slide,
  SetLocal,
  SetBox,
  SetUpvalue,
  Jump,
  Test,
  TestL,
  Call,
  TailCall,
  Return,
  ReturnL,
  Again,
  JumpIfBound,
  Box,
  /** A link of kind `a`; what it protects from goes on behind `to`. */
  Protect,
  PopHandler,
  /** One for `instructions.ts`; `b` is its opcode. */
  Step,
  /** Decodes the code of the frame and goes on with it. */
  Decode,
}

export const isValue = (act: Act): boolean => act <= Act.Prim2LL;
export const isTest = (act: Act): boolean => act > Act.Prim2LL && act <= Act.TestSame;

/** Field `test` of `Compare…`. */
export enum Comparison {
  LT,
  GT,
  LE,
  GE,
  EQ,
}

export function holds(test: Comparison, x: number, y: number): boolean {
  // The two that end most loops come first.
  if (test === Comparison.LT) return x < y;
  if (test === Comparison.EQ) return x === y;
  switch (test) {
    case Comparison.GT:
      return x > y;
    case Comparison.LE:
      return x <= y;
    default:
      return x >= y;
  }
}

const NO_CELL = new Cell('');
const NOTHING: Procedure = () => null;

export class Instruction {
  /** Where it goes on when it has done all it stands for. */
  next: Instruction = this;
  /** Where it goes on when others have pushed its value. */
  rest: Instruction = this;
  /** Where it jumps to: tests that fail, cleanups, handlers. */
  to: Instruction = this;
  a = 0;
  b = 0;
  /** The slot that the value goes to; -1: it is pushed. */
  c = -1;
  test = Comparison.LT;
  x: Value = null;
  /** The primitive that is performed if `cell` still holds `procedure`. */
  cell: Cell = NO_CELL;
  procedure: Procedure = NOTHING;
  fn: (...args: Value[]) => Value = NOTHING;
  /** Operands of that. */
  count = 0;
  constructor(
    readonly act: Act,
    /** End of its words, for positions. */
    readonly pc: number,
  ) {}
}

/** An instruction that only stands before `next`. */
export function before(next: Instruction): Instruction {
  const i = new Instruction(Act.Jump, 0);
  i.next = i.rest = i.to = next;
  return i;
}

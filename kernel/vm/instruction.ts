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
  Const,
  Local,
  Upvalue,
  UpvalueBox,
  BoxGet,
  Global,
  Closure,
  Pop,
  Slide,
  SetLocal,
  SetBox,
  SetUpvalue,
  Jump,
  Test,
  TestL,
  TestNil,
  TestNot,
  TestSame,
  Compare,
  CompareLK,
  CompareLL,
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

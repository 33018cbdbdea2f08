/**
 * The instruction set, once: number, operands, stack effect and meaning of every opcode. Compiler, machine, assembler,
 * disassembler, verifier, the `.sxbc` form and the reference page all read this table.
 *
 * In memory an instruction is its number followed by one word per operand; jump targets are absolute word indexes. How
 * wide an operand is in a file is the business of `sxbc.ts`.
 */
import { LinkKind } from '../control/dynamic.ts';
import { Act, Comparison } from './instruction.ts';

export enum Op {
  CONST = 1,
  NIL = 2,
  TRUE = 3,
  FALSE = 4,
  POP = 5,
  DUP = 6,
  SWAP = 7,
  SLIDE = 8,
  WIDE = 9,
  LOCAL_GET = 16,
  LOCAL_SET = 17,
  UPVALUE_GET = 18,
  UPVALUE_SET = 19,
  GLOBAL_GET = 20,
  GLOBAL_SET = 21,
  BOX = 22,
  BOX_GET = 23,
  BOX_SET = 24,
  UPVALUE_BOX_GET = 25,
  JUMP_IF_BOUND = 26,
  JUMP = 32,
  JUMP_IF_FALSE = 33,
  JUMP_IF_TRUE = 34,
  PUSH_HANDLER = 35,
  POP_HANDLER = 36,
  RAISE = 37,
  PUSH_FINALLY = 38,
  GOSUB = 39,
  END_FINALLY = 40,
  AGAIN = 41,
  PUSH_GUARD = 42,
  CALL = 48,
  TAIL_CALL = 49,
  RETURN = 50,
  CLOSURE = 51,
  CALL_PRIM = 52,
  APPLY = 53,
  LIST = 64,
  DICT = 65,
  PERFORM = 112,
  YIELD = 113,
  RESUME = 114,
  DEFINE = 128,
  STR_CONCAT = 144,
  STR_JOIN = 145,
  SERIALIZE = 146,
  ADD = 160,
  SUB = 161,
  MUL = 162,
  DIV = 163,
  EQ = 164,
  LT = 165,
  GT = 166,
  NOT = 167,
  LEN = 168,
  FIRST = 169,
  REST = 170,
  NTH = 171,
  CONS = 172,
  NEG = 173,
  INC = 174,
  DEC = 175,
  LE = 176,
  GE = 177,
  NIL_P = 178,
  SAME = 179,
}

/**
 * - `u8`, `slot`: a count; a slot of the frame.
 * - `const`: index of any constant; `name`: of a global's cell; `prim`: of a primitive and the cell that names it; `code`: of
 *   a code object.
 * - `jump`: an instruction of the same code.
 */
export type Operand = 'u8' | 'slot' | 'const' | 'name' | 'prim' | 'code' | 'jump';

export interface OpcodeRow {
  op: Op;
  name: string;
  operands: readonly Operand[];
  /** What it takes off the stack; a function of the operands where that varies. */
  pops: number | ((operands: readonly number[]) => number);
  pushes: number;
  meaning: string;
  /** The primitive that it performs in place, if the name still means that. */
  primitive?: string;
  /** Control never goes on to the next instruction. */
  ends?: true;
  /** How the loop does it, unless as a primitive or a step of its own. */
  act?: Act;
  /** Tells those of one act apart: which link is pushed, which comparison is made. */
  variant?: LinkKind | Comparison;
}

const row = (
  op: Op,
  operands: readonly Operand[],
  pops: OpcodeRow['pops'],
  pushes: number,
  meaning: string,
  more: Partial<OpcodeRow> = {},
): OpcodeRow => ({ op, name: Op[op], operands, pops, pushes, meaning, ...more });

const inline = (op: Op, primitive: string, arity: number, meaning: string, more: Partial<OpcodeRow> = {}): OpcodeRow =>
  row(op, ['prim'], arity, 1, meaning, { primitive, ...more });
export const OPCODES: readonly OpcodeRow[] = [
  row(Op.CONST, ['const'], 0, 1, 'push a constant', { act: Act.Const }),
  row(Op.NIL, [], 0, 1, 'push nil', { act: Act.Const }),
  row(Op.TRUE, [], 0, 1, 'push true', { act: Act.Const }),
  row(Op.FALSE, [], 0, 1, 'push false', { act: Act.Const }),
  row(Op.POP, [], 1, 0, 'drop the top', { act: Act.Pop }),
  row(Op.DUP, [], 1, 2, 'copy the top'),
  row(Op.SWAP, [], 2, 2, 'exchange the two on top'),
  row(Op.SLIDE, ['u8'], ([n]) => (n as number) + 1, 1, 'drop what is below the top, so many values', { act: Act.Slide }),
  row(Op.WIDE, [], 0, 0, 'in files only: the operands of the next instruction have four bytes each'),
  row(Op.LOCAL_GET, ['slot'], 0, 1, 'push a slot of the frame', { act: Act.Local }),
  row(Op.LOCAL_SET, ['slot'], 1, 0, 'store the top in a slot', { act: Act.SetLocal }),
  row(Op.UPVALUE_GET, ['slot'], 0, 1, 'push a captured value', { act: Act.Upvalue }),
  row(Op.UPVALUE_SET, ['slot'], 1, 0, 'store the top in a captured box', { act: Act.SetUpvalue }),
  row(Op.GLOBAL_GET, ['name'], 0, 1, 'push a global; unbound: ask the resolver, then raise', { act: Act.Global }),
  row(Op.GLOBAL_SET, ['name'], 1, 1, 'store the top, which stays, in a bound global'),
  row(Op.BOX, ['slot'], 0, 0, 'put the value of a slot into a fresh box', { act: Act.Box }),
  row(Op.BOX_GET, ['slot'], 0, 1, 'push the content of the box in a slot', { act: Act.BoxGet }),
  row(Op.BOX_SET, ['slot'], 1, 0, 'store the top in the box in a slot', { act: Act.SetBox }),
  row(Op.UPVALUE_BOX_GET, ['slot'], 0, 1, 'push the content of a captured box', { act: Act.UpvalueBox }),
  row(Op.JUMP_IF_BOUND, ['slot', 'jump'], 0, 0, 'jump if the optional parameter in a slot was given', { act: Act.JumpIfBound }),
  row(Op.JUMP, ['jump'], 0, 0, 'jump', { ends: true, act: Act.Jump }),
  row(Op.JUMP_IF_FALSE, ['jump'], 1, 0, 'jump if the top is false or nil', { act: Act.Test }),
  row(Op.JUMP_IF_TRUE, ['jump'], 1, 0, 'jump unless the top is false or nil', { act: Act.Test }),
  row(Op.PUSH_HANDLER, ['jump'], 0, 0, 'from here on what is raised goes to the target, with the raised value on top', {
    act: Act.Protect,
    variant: LinkKind.Catch,
  }),
  row(Op.POP_HANDLER, [], 0, 0, 'the innermost handler or cleanup of the frame is no longer in force', { act: Act.PopHandler }),
  row(Op.RAISE, [], 1, 0, 'raise the top', { ends: true }),
  row(Op.PUSH_FINALLY, ['jump'], 0, 0, 'from here on whatever leaves the frame runs the cleanup at the target', {
    act: Act.Protect,
    variant: LinkKind.Finally,
  }),
  row(Op.GOSUB, ['jump'], 1, 1, 'run the cleanup at the target, keeping the top'),
  row(Op.END_FINALLY, [], 2, 0, 'end of a cleanup: go on where it was entered from', { ends: true }),
  row(
    Op.AGAIN,
    ['u8', 'slot', 'slot', 'jump'],
    ([n]) => n as number,
    0,
    'next round of a loop: so many values on top become the slots from the first given one on, the second one on is dropped; takes fuel',
    { ends: true, act: Act.Again },
  ),
  row(Op.PUSH_GUARD, ['jump'], 0, 0, 'like PUSH_HANDLER; what is raised continuably may be sent back by `%reraise`', {
    act: Act.Protect,
    variant: LinkKind.Guard,
  }),
  row(Op.CALL, ['u8'], ([n]) => (n as number) + 1, 1, 'call the procedure below so many operands', { act: Act.Call }),
  row(Op.TAIL_CALL, ['u8'], ([n]) => (n as number) + 1, 0, 'likewise, in place of this frame', { ends: true, act: Act.TailCall }),
  row(Op.RETURN, [], 1, 0, 'answer the top', { ends: true, act: Act.Return }),
  row(Op.CLOSURE, ['code'], 0, 1, 'push a procedure; its code says what it captures', { act: Act.Closure }),
  row(Op.CALL_PRIM, ['prim', 'u8'], ([, n]) => n as number, 1, 'perform a primitive on so many operands'),
  row(Op.APPLY, [], 2, 1, 'call the procedure below the top on the elements of the list on top'),
  row(Op.LIST, ['u8'], ([n]) => n as number, 1, 'list of so many values'),
  row(Op.DICT, ['u8'], ([n]) => 2 * (n as number), 1, 'dict of so many pairs, each key below its value'),
  row(Op.PERFORM, [], 1, 1, 'suspend with the top as request; the answer is pushed'),
  row(Op.YIELD, [], 1, 1, 'suspend the generator with the top; what the resumption sends is pushed'),
  row(Op.RESUME, [], 1, 0, 'not in code: continue one of the machine’s own frames with the top', { ends: true }),
  row(Op.DEFINE, ['name'], 1, 1, 'bind a global to the top, which stays'),
  row(Op.STR_CONCAT, ['prim', 'u8'], ([, n]) => n as number, 1, '`(string-append a …)` of so many operands', {
    primitive: 'string-append',
  }),
  inline(Op.STR_JOIN, 'join', 2, '`(join separator list)`'),
  inline(Op.SERIALIZE, 'serialize', 1, '`(serialize a)`: as SX text'),
  inline(Op.ADD, '+', 2, '`(+ a b)`', { act: Act.Add }),
  inline(Op.SUB, '-', 2, '`(- a b)`', { act: Act.Sub }),
  inline(Op.MUL, '*', 2, '`(* a b)`', { act: Act.Mul }),
  inline(Op.DIV, '/', 2, '`(/ a b)`'),
  inline(Op.EQ, '=', 2, '`(= a b)`', { act: Act.Compare, variant: Comparison.EQ }),
  inline(Op.LT, '<', 2, '`(< a b)`', { act: Act.Compare, variant: Comparison.LT }),
  inline(Op.GT, '>', 2, '`(> a b)`', { act: Act.Compare, variant: Comparison.GT }),
  inline(Op.NOT, 'not', 1, '`(not a)`', { act: Act.TestNot }),
  inline(Op.LEN, 'len', 1, '`(len c)`'),
  inline(Op.FIRST, 'first', 1, '`(first c)`'),
  inline(Op.REST, 'rest', 1, '`(rest c)`'),
  inline(Op.NTH, 'nth', 2, '`(nth c i)`'),
  inline(Op.CONS, 'cons', 2, '`(cons a l)`'),
  inline(Op.NEG, '-', 1, '`(- a)`'),
  inline(Op.INC, 'inc', 1, '`(inc a)`'),
  inline(Op.DEC, 'dec', 1, '`(dec a)`'),
  inline(Op.LE, '<=', 2, '`(<= a b)`', { act: Act.Compare, variant: Comparison.LE }),
  inline(Op.GE, '>=', 2, '`(>= a b)`', { act: Act.Compare, variant: Comparison.GE }),
  inline(Op.NIL_P, 'nil?', 1, '`(nil? a)`', { act: Act.TestNil }),
  inline(Op.SAME, 'eq?', 2, '`(eq? a b)`', { act: Act.TestSame }),
];

const byNumber: (OpcodeRow | undefined)[] = [];
const byName = new Map<string, OpcodeRow>();
const byPrimitive = new Map<string, Op>();
for (const r of OPCODES) {
  byNumber[r.op] = r;
  byName.set(r.name, r);
  if (r.primitive !== undefined) byPrimitive.set(typeof r.pops === 'number' ? `${r.primitive}/${r.pops}` : r.primitive, r.op);
}

export const opcode = (op: number): OpcodeRow | undefined => byNumber[op];
/** The instruction for a primitive on so many operands, if there is one. */
export const instructionFor = (primitive: string, count: number): Op | undefined =>
  byPrimitive.get(`${primitive}/${count}`) ?? byPrimitive.get(primitive);
export const opcodeNamed = (name: string): OpcodeRow | undefined => byName.get(name);

/** Words of an instruction in memory. */
export const sizeOf = (r: OpcodeRow): number => 1 + r.operands.length;

/** Every opcode by itself: instructions and what they answer. The table of opcodes says what has to be here. */
import { describe, expect, it } from 'vitest';
import { OPCODES, Op } from './opcodes.ts';
import { runAssembly, vmSystem } from './testing.ts';

const closure = (arity: number, body: string, more = ''): string => `CLOSURE (code "f" :arity ${arity} ${more} ${body})`;
/** Calls a procedure of one parameter. */
const with1 = (value: string, body: string): string => `${closure(1, body)} ${value} CALL 1 RETURN`;
const with2 = (a: string, b: string, body: string): string => `${closure(2, body)} ${a} ${b} CALL 2 RETURN`;
const test = (op: string, operands: string): string => `${op} ${operands} JUMP_IF_FALSE no TRUE RETURN no: FALSE RETURN`;

const ROWS: readonly [op: string, instructions: string, answer: string][] = [
  ['CONST', `CONST '"a" RETURN`, '"a"'],
  ['NIL', 'NIL RETURN', 'nil'],
  ['TRUE', 'TRUE RETURN', 'true'],
  ['FALSE', 'FALSE RETURN', 'false'],
  ['POP', `CONST '1 CONST '2 POP RETURN`, '1'],
  ['DUP', `CONST '1 DUP LIST 2 RETURN`, '(1 1)'],
  ['SWAP', `CONST '1 CONST '2 SWAP LIST 2 RETURN`, '(2 1)'],
  ['SLIDE', `CONST '1 CONST '2 CONST '3 SLIDE 2 LIST 1 RETURN`, '(3)'],
  ['LOCAL_GET', `CONST '1 CONST '2 LOCAL_GET 0 RETURN`, '1'],
  ['LOCAL_SET', `CONST '1 CONST '2 LOCAL_SET 0 LOCAL_GET 0 RETURN`, '2'],
  ['UPVALUE_GET', `CONST '7 ${closure(0, 'UPVALUE_GET 0 RETURN', ':captures (local 0)')} CALL 0 RETURN`, '7'],
  [
    'UPVALUE_SET',
    `CONST '7 BOX 0 ${closure(0, `CONST '8 UPVALUE_SET 0 NIL RETURN`, ':captures (local 0)')} CALL 0 POP BOX_GET 0 RETURN`,
    '8',
  ],
  ['UPVALUE_BOX_GET', `CONST '7 BOX 0 ${closure(0, 'UPVALUE_BOX_GET 0 RETURN', ':captures (local 0)')} CALL 0 RETURN`, '7'],
  ['GLOBAL_GET', 'GLOBAL_GET nowhere RETURN', '!Undefined symbol: nowhere'],
  ['GLOBAL_SET', `CONST '1 GLOBAL_SET nowhere RETURN`, '!Undefined symbol: nowhere'],
  ['BOX', `CONST '1 BOX 0 BOX_GET 0 RETURN`, '1'],
  ['BOX_GET', `CONST '1 BOX 0 BOX_GET 0 RETURN`, '1'],
  ['BOX_SET', `CONST '1 BOX 0 CONST '2 BOX_SET 0 BOX_GET 0 RETURN`, '2'],
  [
    'JUMP_IF_BOUND',
    `${closure(0, `JUMP_IF_BOUND 0 given CONST '5 LOCAL_SET 0 given: LOCAL_GET 0 RETURN`, ':optional (_)')} CALL 0 RETURN`,
    '5',
  ],
  ['JUMP', `JUMP on dead: CONST '1 RETURN on: CONST '2 RETURN`, '2'],
  ['JUMP_IF_FALSE', `NIL JUMP_IF_FALSE no CONST '1 RETURN no: CONST '2 RETURN`, '2'],
  ['JUMP_IF_TRUE', `CONST '0 JUMP_IF_TRUE yes CONST '1 RETURN yes: CONST '2 RETURN`, '2'],
  ['PUSH_HANDLER', `PUSH_HANDLER h CONST '1 RAISE h: LIST 1 RETURN`, '(1)'],
  ['POP_HANDLER', `PUSH_HANDLER h POP_HANDLER CONST '1 RAISE h: LIST 1 RETURN`, '!1'],
  ['RAISE', `CONST '1 RAISE`, '!1'],
  [
    'PUSH_FINALLY',
    `PUSH_HANDLER h PUSH_FINALLY c CONST '1 RAISE c: CONST '2 DEFINE seen POP END_FINALLY h: GLOBAL_GET seen LIST 2 RETURN`,
    '(1 2)',
  ],
  ['GOSUB', `CONST '1 GOSUB c RETURN c: CONST '2 DEFINE seen POP END_FINALLY`, '1'],
  ['END_FINALLY', `CONST '1 GOSUB c GOSUB c RETURN c: END_FINALLY`, '1'],
  [
    'AGAIN',
    `CONST '3 CONST '0 top: GT_LK > 0 0 JUMP_IF_FALSE end SUB_LK - 0 1 ADD_LL + 1 0 AGAIN 2 0 top end: LOCAL_GET 1 RETURN`,
    '6',
  ],
  ['CALL', with1(`CONST '1`, 'LOCAL_GET 0 RETURN'), '1'],
  ['TAIL_CALL', `${closure(1, 'LOCAL_GET 0 RETURN')} CONST '4 TAIL_CALL 1`, '4'],
  ['RETURN', `CONST '1 CONST '2 RETURN`, '2'],
  ['CLOSURE', `${closure(0, 'UPVALUE_GET 0 DUP SAME eq? RETURN', ':captures (self)')} CALL 0 RETURN`, 'true'],
  ['CALL_PRIM', `CONST '7 CONST '4 CALL_PRIM rem 2 RETURN`, '3'],
  ['APPLY', `GLOBAL_GET + CONST '(1 2 3) APPLY RETURN`, '6'],
  ['LIST', `CONST '1 CONST '2 LIST 2 RETURN`, '(1 2)'],
  ['DICT', `CONST '"a" CONST '1 DICT 1 RETURN`, '{:a 1}'],
  ['PERFORM', `CONST '1 PERFORM RETURN`, '!IO suspension in non-IO context'],
  [
    'YIELD',
    `GLOBAL_GET generator-resume! ${closure(0, `CONST '5 YIELD RETURN`, ':generator true')} CALL 0 CONST '0 NIL CALL 3 RETURN`,
    '5',
  ],
  ['DEFINE', `CONST '1 DEFINE x POP GLOBAL_GET x RETURN`, '1'],
  ['ADD', `CONST '1 CONST '2 ADD + RETURN`, '3'],
  ['SUB', `CONST '1 CONST '2 SUB - RETURN`, '-1'],
  ['MUL', `CONST '3 CONST '2 MUL * RETURN`, '6'],
  ['DIV', `CONST '3 CONST '2 DIV / RETURN`, '1.5'],
  ['EQ', `CONST '3 CONST '3 EQ = RETURN`, 'true'],
  ['LT', `CONST '3 CONST '3 LT < RETURN`, 'false'],
  ['GT', `CONST '4 CONST '3 GT > RETURN`, 'true'],
  ['LE', `CONST '3 CONST '3 LE <= RETURN`, 'true'],
  ['GE', `CONST '2 CONST '3 GE >= RETURN`, 'false'],
  ['NOT', 'NIL NOT not RETURN', 'true'],
  ['LEN', `CONST '(1 2) LEN len RETURN`, '2'],
  ['FIRST', `CONST '(1 2) FIRST first RETURN`, '1'],
  ['REST', `CONST '(1 2) REST rest RETURN`, '(2)'],
  ['NTH', `CONST '(1 2) CONST '1 NTH nth RETURN`, '2'],
  ['CONS', `CONST '0 CONST '(1) CONS cons RETURN`, '(0 1)'],
  ['NEG', `CONST '2 NEG - RETURN`, '-2'],
  ['INC', `CONST '2 INC inc RETURN`, '3'],
  ['DEC', `CONST '2 DEC dec RETURN`, '1'],
  ['NIL_P', 'NIL NIL_P nil? RETURN', 'true'],
  ['SAME', `CONST '1 CONST '1 SAME eq? RETURN`, 'true'],
  ['ADD_LK', with1(`CONST '1`, 'ADD_LK + 0 41 RETURN'), '42'],
  ['SUB_LK', with1(`CONST '1`, 'SUB_LK - 0 -3 RETURN'), '4'],
  ['ADD_LL', with2(`CONST '1`, `CONST '2`, 'ADD_LL + 0 1 RETURN'), '3'],
  ['ADD_LKS', with1(`CONST '1`, 'ADD_LKS + 0 41 LOCAL_SET 0 LOCAL_GET 0 RETURN'), '42'],
  ['SUB_LKS', with1(`CONST '1`, 'SUB_LKS - 0 41 LOCAL_SET 0 LOCAL_GET 0 RETURN'), '-40'],
  ['ADD_LLS', with2(`CONST '1`, `CONST '2`, 'ADD_LLS + 0 1 LOCAL_SET 0 LOCAL_GET 0 RETURN'), '3'],
  ['SUB_LLS', with2(`CONST '1`, `CONST '2`, 'SUB_LLS - 0 1 LOCAL_SET 0 LOCAL_GET 0 RETURN'), '-1'],
  ['SUB_LL', with2(`CONST '1`, `CONST '2`, 'SUB_LL - 0 1 RETURN'), '-1'],
  ...(
    [
      ['LT', '<', 'true', 'false', 'false'],
      ['GT', '>', 'false', 'false', 'true'],
      ['LE', '<=', 'true', 'true', 'false'],
      ['GE', '>=', 'false', 'true', 'true'],
      ['EQ', '=', 'false', 'true', 'false'],
    ] as const
  ).flatMap(([op, name, ...answers]) =>
    answers.flatMap((answer, i): [string, string, string][] => [
      [`${op}_LK`, with1(`CONST '${i + 1}`, test(`${op}_LK`, `${name} 0 2`)), answer],
      [`${op}_LL`, with2(`CONST '${i + 1}`, `CONST '2`, test(`${op}_LL`, `${name} 0 1`)), answer],
      [`${op}_JF`, `CONST '${i + 1} CONST '2 ${test(`${op}_JF`, name)}`, answer],
    ]),
  ),
];

describe('opcodes', () => {
  it.each(ROWS)('%s: %s', (_, instructions, answer) => {
    expect(runAssembly(instructions)).toBe(answer);
  });

  it('are all here', () => {
    const tested = new Set(ROWS.map(([op]) => op));
    const elsewhere = ['WIDE', 'RESUME'];
    expect(OPCODES.map(r => r.name).filter(name => !tested.has(name) && !elsewhere.includes(name))).toEqual([]);
  });
});

describe('instructions that perform a primitive', () => {
  const inline = OPCODES.filter(r => r.primitive !== undefined);
  it.each(inline.map(r => [r.name, r] as const))('%s calls what the name means by now', (_, row) => {
    const system = vmSystem();
    const operands = row.operands.length > 1 ? ` 0 ${row.operands[2] === 'i32' ? 2 : 1}` : '';
    const pushed =
      row.operands.length > 1 ? '' : typeof row.pops === 'number' && row.pops === 1 ? 'LOCAL_GET 0' : 'LOCAL_GET 0 LOCAL_GET 1';
    const stores = row.fused === Op.LOCAL_SET;
    const end = stores
      ? 'LOCAL_SET 1 LOCAL_GET 1 RETURN'
      : row.fused
        ? `JUMP_IF_FALSE no CONST '"true" RETURN no: CONST '"false" RETURN`
        : 'RETURN';
    const redefine = `${closure(0, `CONST '"mine" RETURN`, ':lenient true')} GLOBAL_SET ${row.primitive} POP`;
    const body = `CONST '(1) CONST '(1) ${redefine} ${pushed} ${row.name} ${row.primitive}${operands} ${end}`;
    expect(runAssembly(body, system)).toBe(row.fused && !stores ? '"true"' : '"mine"');
  });
});

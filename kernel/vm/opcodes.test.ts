/** Every opcode by itself: instructions and what they answer. The table of opcodes says what has to be here. */
import { describe, expect, it } from 'vitest';
import { runAssembly, vmSystem } from '../testing/vm.ts';
import { OPCODES, type OpcodeRow } from './opcodes.ts';

const closure = (arity: number, body: string, more = ''): string => `CLOSURE (code "f" :arity ${arity} ${more} ${body})`;
/** Calls a procedure of one parameter. */
const with1 = (value: string, body: string): string => `${closure(1, body)} ${value} CALL 1 RETURN`;

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
  ['PUSH_GUARD', `PUSH_GUARD h CONST '1 RAISE h: LIST 1 RETURN`, '(1)'],
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
    `CONST '3 CONST '0 top: LOCAL_GET 0 CONST '0 GT > JUMP_IF_FALSE end LOCAL_GET 0 CONST '1 SUB - LOCAL_GET 1 LOCAL_GET 0 ADD +
      AGAIN 2 0 2 top end: LOCAL_GET 1 RETURN`,
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
  ['STR_CONCAT', `CONST '"a" CONST '"b" CONST '"c" STR_CONCAT string-append 3 RETURN`, '"abc"'],
  ['STR_JOIN', `CONST '", " CONST '("a" "b") STR_JOIN join RETURN`, '"a, b"'],
  ['SERIALIZE', `CONST '(1 "a" b) SERIALIZE serialize RETURN`, String.raw`"(1 \"a\" b)"`],
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

/** Every way in which operands can be loaded and the value be used, on each instruction that performs a primitive. */
describe('instructions that perform a primitive', () => {
  const system = vmSystem();
  const inline = OPCODES.filter(r => r.primitive !== undefined && typeof r.pops === 'number');
  const loads = (row: OpcodeRow): string[] =>
    row.pops === 1
      ? ['LOCAL_GET 0', 'LOCAL_GET 0 DUP POP']
      : ['LOCAL_GET 0 LOCAL_GET 1', `LOCAL_GET 0 CONST '2`, 'LOCAL_GET 0 DUP POP LOCAL_GET 1', `CONST '2 LOCAL_GET 0`];
  const uses: readonly [use: string, shown: (v: string) => string][] = [
    ['RETURN', v => v],
    ['LOCAL_SET 1 LOCAL_GET 1 RETURN', v => v],
    ['LIST 1 RETURN', v => `(${v})`],
    [`JUMP_IF_FALSE no CONST '"yes" RETURN no: CONST '"no" RETURN`, v => (v === 'false' || v === 'nil' ? '"no"' : '"yes"')],
  ];
  const cases = inline.flatMap(row =>
    loads(row).flatMap(load => uses.map(use => [row.name, load, use[0], row, use[1]] as const)),
  );

  it.each(cases)('%s: %s … %s', (_, load, use, row, expected) => {
    const values: readonly string[] = ['1', '2', '1.5', '2147483647', 'nil', '(1 2)', 'false'];
    for (const [a, b] of values.flatMap(x => values.map(y => [x, y]))) {
      const bound = `CONST '${a} CONST '${b}`;
      const plain = runAssembly(`${bound} ${load} CALL_PRIM ${row.primitive} ${row.pops} RETURN`, system);
      const fused = runAssembly(`${bound} ${load} ${row.name} ${row.primitive} ${use}`, system);
      expect(fused).toBe(plain.startsWith('!') ? plain : expected(plain));
    }
  });

  it.each(cases)('%s calls what the name means by now: %s … %s', (_, load, use, row, expected) => {
    const redefine = `${closure(0, `CONST '"mine" RETURN`, ':lenient true')} GLOBAL_SET ${row.primitive} POP`;
    const body = `CONST '(1) CONST '(1) ${redefine} ${load} ${row.name} ${row.primitive} ${use}`;
    expect(runAssembly(body)).toBe(expected('"mine"'));
  });
});

import { describe, expect, it } from 'vitest';
import { Cell } from '../../core/nodes.ts';
import { SourceText } from '../../reader/source.ts';
import { compileText, runAssembly, vmSystem } from '../../testing/vm.ts';
import { VmCode } from '../code.ts';
import { VerifyError, verify } from './verifier.ts';

describe('the verifier refuses', () => {
  it.each([
    ['an empty body', '', 'no instructions'],
    ['running off the end', 'NIL', 'control runs off the end'],
    ['stack underflow', 'POP NIL RETURN', 'POP: stack underflow'],
    ['underflow by a call', 'NIL CALL 1 RETURN', 'CALL: stack underflow'],
    ['underflow below a handler', 'NIL PUSH_HANDLER h POP POP_HANDLER NIL RETURN h: RETURN', 'POP: stack underflow'],
    ['slots above the stack', 'LOCAL_GET 0 RETURN', 'LOCAL_GET: slot 0 of 0'],
    ['upvalues that are not there', 'UPVALUE_GET 0 RETURN', 'UPVALUE_GET: upvalue 0 of 0'],
    ['captures that are not there', 'CLOSURE (code "f" :captures (local 3) NIL RETURN) RETURN', 'CLOSURE: captures 3 of 0'],
    ['malformed inner code', 'CLOSURE (code "f" POP RETURN) RETURN', 'stack underflow'],
    ['different heights', 'NIL JUMP_IF_TRUE a NIL a: NIL RETURN', 'values on the stack'],
    ['a loop that grows', 'top: NIL JUMP top', 'values on the stack'],
    ['a handler left in force', 'PUSH_HANDLER h NIL RETURN h: RETURN', 'RETURN: a handler is in force'],
    ['a handler that is not there', 'POP_HANDLER NIL RETURN', 'no handler is in force'],
    ['handlers on one way only', 'TRUE JUMP_IF_TRUE a PUSH_HANDLER h a: NIL RETURN h: RETURN', 'different handlers'],
    ['the end of no cleanup', 'NIL NIL END_FINALLY', 'no cleanup is running'],
    ['yield outside a generator', 'NIL YIELD RETURN', 'not in a generator'],
    ['AGAIN above the stack', 'top: NIL AGAIN 1 5 5 top', 'AGAIN'],
    ['the machine’s own instruction', 'NIL RESUME', 'unknown opcode 114'],
    ['a box as a value', 'NIL BOX 0 LOCAL_GET 0 RETURN', 'LOCAL_GET: slot 0 holds a Box'],
    ['a box on top as a value', 'NIL BOX 0 RETURN', 'RETURN: takes a Box'],
    ['a value as a box', 'NIL BOX_GET 0 RETURN', 'BOX_GET: slot 0 holds a Value'],
    ['a box on one way only', 'NIL TRUE JUMP_IF_TRUE a BOX 0 a: BOX_GET 0 RETURN', 'BOX_GET: slot 0 holds a Value'],
    ['a box in a loop', 'NIL top: LOCAL_GET 0 JUMP_IF_FALSE out BOX 0 JUMP top out: NIL RETURN', 'slot 0 holds a Unclear'],
    [
      'a captured value as a box',
      'NIL CLOSURE (code "f" :captures (local 0) UPVALUE_BOX_GET 0 RETURN) RETURN',
      'upvalue 0 holds a Value',
    ],
    [
      'a captured box as a value',
      'NIL BOX 0 CLOSURE (code "f" :captures (local 0) UPVALUE_GET 0 RETURN) RETURN',
      'upvalue 0 holds a Box',
    ],
    [
      'optional parameters that may be missing',
      'CLOSURE (code "f" :optional (_) LOCAL_GET 0 RETURN) RETURN',
      'slot 0 holds a Optional',
    ],
    ['handing out where a cleanup goes on', 'PUSH_FINALLY c POP_HANDLER NIL GOSUB c RETURN c: RETURN', 'RETURN: takes a Address'],
    [
      'a cleanup that boxes what is not its own',
      'NIL PUSH_FINALLY c POP_HANDLER NIL GOSUB c RETURN c: BOX 0 END_FINALLY',
      "BOX: slot 0 is not the cleanup's",
    ],
    [
      'a box made where a handler relies on a value',
      'NIL PUSH_HANDLER h BOX 0 POP_HANDLER NIL RETURN h: RETURN',
      'BOX: slot 0 is not',
    ],
    ['primitives with too many operands', 'NIL NIL CALL_PRIM car 2 RETURN', 'CALL_PRIM: car does not take 2 operands'],
    ['an instruction for another primitive', 'NIL NIL ADD car RETURN', 'ADD: car is not +'],
    ['units that capture', ':captures (local 0) NIL RETURN', 'the code of a unit captures values'],
  ])('%s', (_, instructions, reason) => {
    expect(() => runAssembly(instructions)).toThrow(VerifyError);
    expect(() => runAssembly(instructions)).toThrow(reason);
  });

  const raw = (ops: number[], consts: unknown[] = []): VmCode => Object.assign(new VmCode('raw', null), { ops, consts });
  const placed = (...positions: number[]): VmCode =>
    Object.assign(new VmCode('raw', new SourceText('t', '')), { ops: [1, 0, 5, 2, 50], consts: ['a'], positions });
  it.each([
    ['that are not pairs', placed(0), 'not pairs'],
    ['inside an instruction', placed(1, 0), 'a position of no instruction'],
    ['behind the end', placed(5, 0), 'a position of no instruction'],
    ['out of order', placed(2, 0, 0, 1), 'not in order'],
    ['twice for one instruction', placed(0, 0, 0, 1), 'not in order'],
    ['below zero', placed(0, -1), 'position -1 is no offset'],
    ['that are no numbers', placed(0, Number.NaN), 'is no offset'],
    ['without a source', Object.assign(raw([2, 50]), { positions: [0, 1] }), 'positions without a source'],
  ])('positions %s', (_, code, reason) => {
    expect(() => verify(code)).toThrow(reason);
  });
  it('but no other positions', () => {
    expect(() => verify(placed(0, 3, 2, 0))).not.toThrow();
  });

  it.each([
    ['unknown opcodes', raw([0]), 'unknown opcode 0'],
    ['missing operands', raw([1]), 'CONST: operands are missing'],
    ['constants out of range', raw([1, 3, 50], ['a']), 'CONST: constant 3 of 1'],
    ['constants of another kind', raw([20, 0, 50], ['a']), 'GLOBAL_GET: constant 0 is not a global'],
    ['jumps into an instruction', raw([32, 3, 1, 0, 50], ['a']), 'jump to 3, which is no instruction'],
    ['jumps out of the code', raw([32, 99]), 'jump to 99'],
    ['globals as values', raw([1, 0, 50], [new Cell('x')]), 'CONST: constant 0 is not a value'],
    ['code as a value', raw([1, 0, 50], [raw([2, 50])]), 'CONST: constant 0 is not a value'],
    ['too many parameters', Object.assign(raw([2, 50]), { required: 1e9 }), '1000000000 parameters'],
    ['operands that are no integers', raw([16, 0.5, 50]), 'not an integer'],
    ['negative operands', raw([16, -1, 50]), 'negative operand'],
  ])('%s', (_, code, reason) => {
    expect(() => verify(code)).toThrow(reason);
  });
});

it('accepts what the compiler makes', () => {
  const system = vmSystem();
  const text = `
    (define (f x &optional (y (+ x 1)) &rest z) (let loop ((i 0)) (if (< i 3) (begin (set! x (fn () (list x y z i))) (loop (+ i 1))) x)))
    (define g (generator-fn () (try-finally (yield 1) (yield 2))))
    (guard (e (true (list e))) (block b (try-finally (return-from b 1) (if (f 1) (return-from b 2) 3))))
    (letrec ((a (fn () (b))) (b (fn () (a))) (c (f 1))) (list a b c))`;
  for (const code of compileText(system, text)) verify(code);
});

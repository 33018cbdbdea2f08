import { describe, expect, it } from 'vitest';
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

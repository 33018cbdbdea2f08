/** Code objects as text and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../instance/kernel.ts';
import { COMMON } from '../../testing/programs/families.ts';
import { programs } from '../../testing/programs/program.ts';
import { standardSystem } from '../../testing/standard.ts';
import { compileText, shown, vmSystem } from '../../testing/vm.ts';
import type { Condition, Raise } from '../../values/condition.ts';
import type { VmCode } from '../code.ts';
import { CodeError } from '../linking.ts';
import { assemble } from './assembler.ts';
import { disassemble } from './disassembler.ts';
import { readSxbc, writeSxbc } from './sxbc.ts';

const system = standardSystem({}, 'vm');
for (const name of ['note', 'num', 'describe']) system.kernel.base.define(name, (v: unknown) => v);

/** Runs the forms one after the other, each as code that has been through `pass`; answers the last value. */
function run(forms: readonly string[], pass: (code: VmCode, kernel: Kernel) => VmCode): string {
  system.kernel.freshUser();
  return forms
    .map(form =>
      shown(system, () => {
        let value: unknown = null;
        for (const code of compileText(system, form)) value = system.vm.load(pass(code, system.kernel));
        return value;
      }),
    )
    .join('\n');
}

const SITES = [
  '(define-record-type point (make-point x y) point? (x point-x set-point-x!) (y point-y))',
  '(define (f) (site-cell point))',
  '(define (g) (site-cell 2))',
  '(set-point-x! (f) 3)',
  '(vector-set! (g) 1 4)',
  '(list (point-x (f)) (point-y (f)) (g))',
];

const texts = [SITES, ...fc.sample(programs(COMMON), { numRuns: 25, seed: 1 }).map(({ forms }) => forms)];

describe('what is written reads back as the same', () => {
  it.each(texts)('assembly %#', (...forms) => {
    const passed = run(forms, (code, kernel) => {
      const written = disassemble(code);
      const read = assemble(written, kernel, kernel.user);
      expect(disassemble(read)).toBe(written);
      return read;
    });
    expect(passed).toBe(run(forms, code => code));
  });

  it.each(texts)('sxbc %#', (...forms) => {
    const passed = run(forms, (code, kernel) => {
      const written = writeSxbc(code);
      const read = readSxbc(written, kernel, kernel.user);
      expect(writeSxbc(read)).toBe(written);
      expect(disassemble(read)).toBe(disassemble(code));
      return read;
    });
    expect(passed).toBe(run(forms, code => code));
  });
});

describe('sxbc', () => {
  it('looks like this', () => {
    const system = vmSystem();
    const [code] = compileText(system, '(define (f x) (if (< x 2) (g "a" x) nil))');
    expect(writeSxbc(code as VmCode)).toMatchInlineSnapshot(`
      "(sxbc 1 "31bd45b91f7bacb9" (code :name "" :bytecode (51 0 0 128 1 0 50) :positions (3 1 1) :constants ((code :name "f" :arity 1 :bytecode (16 0 1 0 0 165 1 0 33 10 0 20 2 0 1 3 0 16 0 49 2 2 50) :positions (0 1 19 11 1 27) :constants (2 "<" "g" "a")) "f")) (source "t"))
      "
    `);
  });

  it('says where errors arose', () => {
    const system = vmSystem();
    const { kernel } = system;
    const text = `(define (f x)
      (let ((y (car-of x)))
        (g y)))
      (define (g y) (+ y "a"))`;
    const where = (pass: (code: VmCode) => VmCode): string => {
      for (const code of compileText(system, text)) system.vm.load(pass(code));
      kernel.user.define('car-of', (x: unknown) => x);
      try {
        kernel.call(kernel.user.cell('f').v, 1);
        return 'no failure';
      } catch (e) {
        return ((e as Raise).payload as Condition).where;
      }
    };
    expect(where(code => code)).toBe('t:4:21');
    const read = (code: VmCode): VmCode => readSxbc(writeSxbc(code), kernel, kernel.user);
    expect(where(read)).toBe('t:4:21');
    expect(where(code => read(read(code)))).toBe('t:4:21');
  });

  it('with positions is refused when they are malformed', () => {
    const { kernel } = vmSystem();
    const read =
      (positions: string, source = ' (source "f.sx")') =>
      () =>
        readSxbc(`(sxbc 1 "" (code :bytecode (2 5 2 50) :positions (${positions}) :constants ())${source})`, kernel, kernel.user);
    expect(read('0 1 1')).toThrow('hash');
    expect(read('0 1 1', '')).toThrow('positions without a source');
    expect(read('0 1 1', ' (text "f.sx")')).toThrow('expected (source "NAME")');
    expect(read('9 1 1')).toThrow('position of byte 9, which is no instruction');
    expect(read('0 1')).toThrow('positions are not triples');
    expect(read('0 0 1')).toThrow('no line and column');
    expect(read('0 1.5 1')).toThrow('no line and column');
  });

  it('with sites is refused when they are of nothing', () => {
    const { kernel } = vmSystem();
    const read = (constant: string) => () =>
      readSxbc(`(sxbc 1 "" (code :sites (0) :bytecode (1 0 0 50) :constants (${constant})))`, kernel, kernel.user);
    expect(read('2')).toThrow('hash');
    expect(read('-1')).toThrow('constant 0 is a site of -1');
    expect(read('"nobody"')).toThrow('constant 0 is a site of "nobody", which is neither a size nor a record type');
  });

  it('widens operands and jumps that do not fit', () => {
    const system = vmSystem();
    const { kernel } = system;
    const many = Array.from({ length: 9000 }, (_, i) => `(h ${i} "s${i}")`).join(' ');
    const text = `(fn (x h) (if x (begin ${many}) "else"))`;
    const [code] = compileText(system, text);
    const read = readSxbc(writeSxbc(code as VmCode), kernel, kernel.user);
    expect(disassemble(read)).toBe(disassemble(code as VmCode));
    const f = system.vm.load(read);
    let calls = 0;
    expect(kernel.call(f, true, () => ++calls)).toBe(9000);
    expect(kernel.call(f, false, null)).toBe('else');
  });

  it('is refused when damaged', () => {
    const { kernel } = vmSystem();
    const good = '(sxbc 1 "0000000000000000" (code :bytecode (2 50) :constants ()))';
    const read = (text: string) => () => readSxbc(text, kernel, kernel.user);
    expect(read(good)).toThrow('hash');
    expect(read('(sxbc 2 "" (code))')).toThrow('version 2');
    expect(read('(list 1)')).toThrow(CodeError);
    expect(read('(sxbc 1 "" (code :bytecode (1) :constants ()))')).toThrow('byte 1');
    expect(read('(sxbc 1 "" (code :bytecode (0) :constants ()))')).toThrow('unknown opcode 0');
    expect(read('(sxbc 1 "" (code :bytecode (32 9 0) :constants ()))')).toThrow('no instruction');
  });

  it.each([
    [':arity -1', ':arity: expected a count'],
    [':arity "2"', ':arity: expected a count'],
    [':upvalue-count 4294967296', ':upvalue-count: expected a count'],
    [':name (a)', ':name: expected a string'],
    [':rest 1', ':rest: expected true or false'],
    [':optional (1)', ':optional: expected lists'],
    [':constants 1', ':constants: expected a list'],
    [':arity 1 :arity 2', 'each once'],
    [':arty 1', 'expected a keyword'],
    [':arity', 'keyword without a value'],
    [':constants (4294967296) :sites (0)', 'neither a size nor a record type'],
    [':constants (2) :sites ("length")', 'is not the index of a constant'],
    [':constants (2) :sites (0 0)', 'is not the index of a constant'],
  ])('refuses the property %s', (properties, reason) => {
    const { kernel } = vmSystem();
    expect(() => readSxbc(`(sxbc 1 "" (code ${properties}))`, kernel, kernel.user)).toThrow(reason);
  });

  it('refuses code that is nested too deep, before the host’s stack is full', () => {
    const { kernel } = vmSystem();
    let code = '(code :bytecode (2 50))';
    for (let i = 0; i < 2000; i++) code = `(code :bytecode (51 0 0 50) :constants (${code}))`;
    expect(() => readSxbc(`(sxbc 1 "" ${code})`, kernel, kernel.user)).toThrow('code nested more than 500 deep');
  });

  it('refuses constants that cannot be written', () => {
    const system = vmSystem();
    const [code] = compileText(system, '(list 1)');
    (code as VmCode).consts.push(() => null);
    expect(() => writeSxbc(code as VmCode)).toThrow('cannot be written');
  });
});

it('the assembler says what is wrong', () => {
  const { kernel } = vmSystem();
  const make = (text: string) => () => assemble(text, kernel, kernel.user);
  expect(make('(code "a" JUMP nowhere)')).toThrow('label nowhere is nowhere');
  expect(make('(code "a" FLY)')).toThrow('unknown instruction FLY');
  expect(make('(code "a" CONST)')).toThrow('operands are missing');
  expect(make('(code "a" CONST 1)')).toThrow('quoted literal');
  expect(make('(code "a" CALL_PRIM nothing-such 0)')).toThrow('no primitive nothing-such');
  expect(make('(list)')).toThrow('expected (code');
});

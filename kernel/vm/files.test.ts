/** Code objects as text and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel.ts';
import { COMMON } from '../testing/programs/families.ts';
import { programs } from '../testing/programs/program.ts';
import { standardSystem } from '../testing/standard.ts';
import { assemble } from './assembler.ts';
import type { VmCode } from './code.ts';
import { disassemble } from './disassembler.ts';
import { CodeError } from './linking.ts';
import { readSxbc, writeSxbc } from './sxbc.ts';
import { compileText, shown, vmSystem } from './testing.ts';

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

const texts = fc.sample(programs(COMMON), { numRuns: 25, seed: 1 }).map(({ forms }) => forms);

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
      "(sxbc 1 "ba2de80771b16f49" (code :name "" :bytecode (51 0 0 128 1 0 50) :constants ((code :name "f" :arity 1 :bytecode (184 0 0 0 2 0 0 0 33 10 0 20 1 0 1 2 0 16 0 49 2 2 50) :constants ("<" "g" "a")) "f")))
      "
    `);
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

/** What is emitted: promises between units, direct forms, refusals. */
import { describe, expect, it } from 'vitest';
import { Unsupported } from '../../core/nodes.ts';
import { emitText, newSystem, run } from '../../testing/native.ts';
import { demangle, mangle } from '../../values/host-names.ts';
import { Linkage } from '../units/exports.ts';
import { type CodeLoader, instantiate } from '../units/loader.ts';
import type { NativeUnit } from '../units/unit.ts';

const emit = (text: string, sealed = true): string => emitText(newSystem(), text, { sealed }).code;

/** Code of one top-level function. */
function functionCode(code: string, name: string): string {
  const start = code.indexOf(`function ${mangle(name)}_`);
  return code.slice(start, code.indexOf('\n}', start));
}

/** A unit as it comes out of a store. */
function stored(unit: NativeUnit): NativeUnit {
  const { liveCells: _cells, constants: _constants, ...plain } = unit;
  return { ...JSON.parse(JSON.stringify(plain)), liveCells: [], constants: [] };
}

describe('names', () => {
  it('come back from generated identifiers', () => {
    for (const name of ['a', 'list->vector', 'set-x!', '*x_y*', '1+', '', 'ä', '<=?', '%x', 'a.b:c/d', '$']) {
      expect(`${mangle(name)}_1`).toMatch(/^[A-Za-z$_][\w$]*$/);
      expect(demangle(`${mangle(name)}_12`)).toBe(name);
    }
    expect(demangle('toString')).toBe('toString');
  });
});

describe('sealed units', () => {
  it('call their own procedures directly, without test for a pending call where there can be none', () => {
    const code = functionCode(emit('(define (f x) (g (g x))) (define (g x) (+ x 1))'), 'f');
    expect(code).toMatch(/return g_1\(g_1\(x_\d\)\);/);
    expect(code).not.toMatch(/TCO|tailsLeft/);
  });

  it('bounce on cycles of tail calls', () => {
    const code = emit('(define (f x) (g x)) (define (g x) (f x)) (define (h x) (+ 1 (f x)))');
    expect(functionCode(code, 'f')).toMatch(/--K\.tailsLeft > 0 \? g_1/);
    expect(functionCode(code, 'h')).toMatch(/finish\(/);
  });

  it('make self tail calls and named lets jumps', () => {
    const code = functionCode(
      emit('(define (f x y) (if (< x 1) y (f (- x 1) (let loop ((i 0)) (if (< i x) (loop (+ i 1)) i)))))'),
      'f',
    );
    expect(code).not.toMatch(/return f_1/);
    expect(code.match(/for \(/g)).toHaveLength(2);
  });

  it('test a type once per path', () => {
    const record = '(define-record-type p (mk x y) p? (x px) (y py))';
    const code = functionCode(emit(`${record} (define (f a b) (if (p? a) (list (px a) (py a) (px b) (py b)) (px a)))`), 'f');
    expect(code.match(/instanceof/g)).toHaveLength(3);
    const loop = functionCode(
      emit('(define (f v) (let loop ((i 0) (s 0)) (if (< i (vector-length v)) (loop (+ i 1) (+ s i)) s)))'),
      'f',
    );
    expect(loop).not.toMatch(/typeof/);
  });

  it('know what their procedures answer', () => {
    const code = functionCode(
      emit(
        '(define (positive x) (> x 0)) (define (size v) (vector-length v)) (define (f v) (if (positive (size v)) (+ (size v) 1) 0))',
      ),
      'f',
    );
    expect(code).not.toMatch(/=== false|!== false|typeof/);
  });

  it('use named constants as literals', () => {
    const code = emit('(define kind-a 1) (define (f k) (if (eq? k kind-a) "a" "b"))');
    expect(functionCode(code, 'f')).toMatch(/=== 1/);
  });

  it('turn case into switch', () => {
    expect(functionCode(emit("(define (f k) (case k ((1 2) 'a) ((#\\x nil) 'b) (else 'c)))"), 'f')).toMatch(
      /switch[\s\S]*case 1: case 2:[\s\S]*case null:[\s\S]*default:/,
    );
  });
});

describe('units after sealed units', () => {
  const first = `(define limit 10)
    (define (add a b) (int32-add a b))
    (define (apply-it f x) (f x))
    (define-record-type p (mk x) p? (x px))`;

  function linked(second: string) {
    const system = newSystem();
    const { kernel } = system;
    const linkage = new Linkage();
    const units = [first, second].map(text => {
      const unit = emitText(system, text, { sealed: true, ahead: true, imports: linkage.imports });
      instantiate(unit, kernel, kernel.user)();
      linkage.add(unit, kernel.user);
      return stored(unit);
    });
    return units as [NativeUnit, NativeUnit];
  }

  it('call their procedures directly and know their types', () => {
    const [, unit] = linked('(define (f x) (list (+ 1 (add x limit)) (apply-it abs x) (px (mk 1)))) (f 5)');
    const code = functionCode(unit.code, 'f');
    expect(code).toMatch(/g0\(x_1, 10\)/);
    expect(code).not.toMatch(/typeof t\d === "number"/);
    expect(code.match(/finish\(/g)).toHaveLength(1);
    expect(code).toMatch(/instanceof R0/);
  });

  it('work in another kernel', () => {
    const [a, b] = linked("(define (f x) (list 'sym :key (add x limit) '(1 (2) #(3)) {:a 1} 12n #\\y (px (mk 3)))) (f 5)");
    const { kernel } = newSystem();
    instantiate(a, kernel, kernel.user)();
    expect(kernel.inspect(instantiate(b, kernel, kernel.user)())).toBe('(sym "key" 15 (1 (2) #(3)) {:a 1} 12n #\\y 3)');
  });

  it('must not redefine what those have promised', () => {
    expect(() => linked('(define (add a b) 1)')).toThrow(/redefining add/);
    expect(() => linked('(set! limit 1)')).toThrow(/redefining limit/);
  });
});

describe('refusals', () => {
  it('are made of constants without a textual form in stored units', () => {
    const system = newSystem();
    const { kernel } = system;
    kernel.user.defineMacro('embed', () => () => 1);
    expect(() => emitText(system, '(embed)', { ahead: true })).toThrow(Unsupported);
    expect(kernel.call(run('(embed)', {}, system))).toBe(1);
  });

  it('are made where the host forbids generating code', () => {
    const { kernel } = newSystem();
    const unit = emitText(newSystem(), '1');
    const forbidding: CodeLoader = () => {
      throw new Unsupported('generating code from strings', -1);
    };
    expect(() => instantiate(unit, kernel, kernel.user, forbidding)).toThrow(Unsupported);
  });
});

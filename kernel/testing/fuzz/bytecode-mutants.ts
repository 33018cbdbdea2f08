/**
 * Damaged `.sxbc` files whose hash is right all the same: the code of random programs is written, its data changed at a random place, and
 * read again. A file is either refused as what it is, or its code ends in a value, a condition or by running out of fuel; no host
 * error and no object of the machine's own may show.
 */
import fc from 'fast-check';
import type { System } from '../../embed/system.ts';
import { SyntaxIssue } from '../../expander/issue.ts';
import { Reader } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { Condition, Interrupt, Raise } from '../../values/condition.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { typeName } from '../../values/type-name.ts';
import { inspect } from '../../values/writer.ts';
import type { VmCode } from '../../vm/code.ts';
import { readSxbc, sealOf, writeSxbc } from '../../vm/files/sxbc.ts';
import { readBody } from '../../vm/files/sxbc-reader.ts';
import { VerifyError } from '../../vm/files/verifier.ts';
import { CodeError } from '../../vm/linking.ts';
import { OPCODES } from '../../vm/opcodes.ts';
import { COMMON } from '../programs/families.ts';
import { programs } from '../programs/program.ts';
import { standardSystem } from '../standard.ts';
import { compileText } from '../vm.ts';

/** Programs that use what the random ones seldom do. */
const DENSE: readonly (readonly string[])[] = [
  [
    '(define (f a &optional (b (+ a 1)) (c 3) &rest r) (let ((g (fn () (set! a (+ a 1)) (list a b c r)))) (g) (g)))',
    '(list (f 1) (f 1 2) (f 1 2 3 4))',
  ],
  [
    '(define (count n) (let loop ((i 0) (acc nil)) (if (< i n) (loop (+ i 1) (cons (fn () i) acc)) acc)))',
    '(map (fn (f) (f)) (count 5))',
  ],
  [
    '(define (f x) (guard (e (true (list "caught" e))) (try-finally (if (> x 2) (raise x) (* x 2)) (set! x (+ x 1)) (vector-ref (vector x) 0))))',
    '(list (f 1) (f 5))',
  ],
  [
    '(define-record-type point (mk x y) point? (x px px!) (y py))',
    '(define (f p) (px! p (+ (px p) (py p))) (list (point? p) (px p) (site-cell 3) (site-cell point)))',
    '(f (mk 1 2))',
  ],
  [
    '(define g (generator-fn (n) (try-finally (let loop ((i 0)) (when (< i n) (yield (list i n)) (loop (+ i 1)))) (yield "end"))))',
    '(let ((it (g 3))) (list (generator-resume! it 0 nil) (generator-resume! it 0 nil) (generator-resume! it 2 7)))',
  ],
  [
    '(define (f k) (block b (try-finally (for-each (fn (x) (when (= x k) (vector x))) (list 1 2 3)) (when (= k 1) (return-from b "early"))) (str k)))',
    '(list (f 1) (f 2) (call/cc (fn (k) (k 1))))',
  ],
  [
    '(letrec ((even (fn (n) (if (= n 0) true (odd (- n 1))))) (odd (fn (n) (if (= n 0) false (even (- n 1))))) (v (list 1))) (list (even 10) v))',
    '(apply + (list 1 2 {"a" 1}))',
  ],
];

export interface MutantTally {
  mutants: number;
  /** Refused because of the form of the file, and by the verifier. */
  unreadable: number;
  refused: number;
  /** Ran to a value or a condition, and until the fuel was out. */
  ran: number;
  unfinished: number;
  failures: MutantFailure[];
}

export interface MutantFailure {
  what: string;
  file: string;
  program: readonly string[];
}

/** `runs` mutants; `seed` decides everything. */
export function mutateBytecode(runs: number, seed: number, onFailure: (f: MutantFailure) => void = () => {}): MutantTally {
  const tally: MutantTally = { mutants: 0, unreadable: 0, refused: 0, ran: 0, unfinished: 0, failures: [] };
  const texts = [...DENSE, ...fc.sample(programs(COMMON), { numRuns: 60, seed }).map(p => p.forms)];
  const subject = new MutantSubject();
  const random = randomFrom(seed);
  for (let i = 0; i < runs; i++) {
    const program = texts[i % texts.length] as readonly string[];
    const failure = subject.run(program, random, tally);
    tally.mutants++;
    if (failure === null) continue;
    tally.failures.push(failure);
    onFailure(failure);
  }
  return tally;
}

type Random = (below: number) => number;

/** A linear congruential generator: whoever repeats a run gets the same mutants. */
function randomFrom(seed: number): Random {
  let state = (seed * 2654435761) >>> 0;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Slices of fuel that a program may take. */
const SLICES = 3;
const SLICE = 2000;

class MutantSubject {
  private readonly system: System;
  private slices = 0;
  private foreign = '';

  constructor() {
    this.system = standardSystem(
      {
        performResolver: () => 1,
        checkpoint: () => {
          if (--this.slices <= 0) throw new Interrupt('fuel');
        },
      },
      'vm',
    );
    const { kernel } = this.system;
    kernel.fuelSlice = SLICE;
    kernel.maxDepth = 1000;
    const look = (...values: Value[]): Value => {
      for (const v of values) this.look(v);
      return values[0] ?? null;
    };
    for (const name of ['note', 'num', 'describe']) kernel.base.define(name, look);
  }

  /** Runs the program with one form of it mutated; answers what went wrong. */
  run(program: readonly string[], random: Random, tally: MutantTally): MutantFailure | null {
    const { system } = this;
    const { kernel } = system;
    kernel.freshUser();
    kernel.handlers = null;
    this.slices = SLICES;
    kernel.fuel = SLICE;
    this.foreign = '';
    const chosen = random(program.length);
    let file = '';
    try {
      for (const [i, form] of program.entries()) {
        for (const code of this.compiled(form)) {
          let used = code;
          if (i === chosen) {
            file = sealed(mutated(writeSxbc(code), system, random), system);
            used = readSxbc(file, kernel, kernel.user);
          }
          this.look(this.value(used));
        }
      }
      tally.ran++;
    } catch (e) {
      if (e instanceof VerifyError) tally.refused++;
      else if (e instanceof CodeError) tally.unreadable++;
      else if (e instanceof Interrupt) tally.unfinished++;
      else return { what: e instanceof Error ? (e.stack ?? e.message) : String(e), file, program };
    }
    return this.foreign === '' ? null : { what: this.foreign, file, program };
  }

  /** What a mutant has defined may keep a later form from being code at all. */
  private compiled(form: string): VmCode[] {
    try {
      return compileText(this.system, form);
    } catch (e) {
      if (e instanceof Raise || e instanceof SyntaxIssue) return [];
      throw e;
    }
  }

  private value(code: VmCode): Value {
    try {
      return this.system.vm.load(code);
    } catch (e) {
      if (!(e instanceof Raise)) throw e;
      return e.payload;
    }
  }

  /** Notes what no program may see. */
  private look(v: Value, depth = 0): void {
    const type = typeName(v);
    if (type === 'undefined' || type === 'host-object') this.foreign = `a program sees ${type} ${v?.constructor?.name ?? ''}`;
    if (depth > 4) return;
    const parts = v instanceof List || Array.isArray(v) ? [...v] : v instanceof Condition ? v.irritants : [];
    for (const part of parts) this.look(part, depth + 1);
  }
}

/** The file with the hash that its code asks for; throws a `CodeError` when there is no code in it. */
function sealed(body: readonly Value[], system: System): string {
  const { kernel } = system;
  const [code, source] = body;
  if (!(code instanceof List)) throw new CodeError('no code');
  const text = body.map(d => inspect(d)).join(' ');
  return `(sxbc 1 "${sealOf(readBody(code, source, kernel.user))}" ${text})`;
}

/** Code and source of a file, with something in them changed. */
function mutated(file: string, { kernel }: System, random: Random): Value[] {
  const datum = new Reader(new SourceText('sxbc', file), kernel.symbols).next() as List;
  const body = datum.toArray().slice(3);
  const places: Value[][] = [];
  const copied = body.map(d => copy(d, places));
  const times = random(4) === 0 ? 2 : 1;
  for (let i = 0; i < times; i++) change(places, random);
  return copied.map(unwrap);
}

/** Lists as arrays that may be changed; `places` are all of them. */
function copy(d: Value, places: Value[][]): Value {
  if (!(d instanceof List)) return d;
  const items: Value[] = [];
  places.push(items);
  for (const item of d) items.push(copy(item, places));
  return new Copied(items);
}

class Copied {
  constructor(readonly items: Value[]) {}
}

const unwrap = (d: Value): Value => (d instanceof Copied ? List.of(d.items.map(unwrap)) : d);

function change(places: Value[][], random: Random): void {
  const filled = places.filter(p => p.length > 0);
  // Bytes are where a mutant remains code most often.
  const bytes = filled.filter(p => p.length > 2 && p.every(x => typeof x === 'number'));
  if (bytes.length > 0 && random(4) > 0) {
    const code = bytes[random(bytes.length)] as Value[];
    const at = random(code.length);
    if (random(5) > 0) code[at] = number(code[at], random);
    else if (random(2) > 0) code.splice(at, 1);
    else code.splice(at, 0, number(code[at], random));
    return;
  }
  const place = filled[random(filled.length)] as Value[];
  const other = filled[random(filled.length)] as Value[];
  const i = random(place.length);
  const j = random(other.length);
  switch (random(8)) {
    case 0:
      place.splice(i, 1);
      return;
    case 1:
      place.splice(i, 0, place[random(place.length)]);
      return;
    case 2: {
      // An instance of its own: a list must not come to lie in itself.
      const taken = other[j];
      place[i] = taken instanceof Copied ? taken.items.find(x => !(x instanceof Copied)) : taken;
      return;
    }
    case 3:
      [place[i], place[random(place.length)]] = [place[random(place.length)], place[i]];
      return;
    case 4:
      place[i] = STRANGE[random(STRANGE.length)];
      return;
    default:
      place[i] = typeof place[i] === 'number' ? number(place[i], random) : STRANGE[random(STRANGE.length)];
  }
}

function number(n: number, random: Random): number {
  switch (random(4)) {
    case 0:
      return n + 1;
    case 1:
      return n - 1;
    case 2:
      return (OPCODES[random(OPCODES.length)] as { op: number }).op;
    default:
      return random(8);
  }
}

const STRANGE: readonly Value[] = [
  0,
  1,
  255,
  256,
  -1,
  0.5,
  Number.NaN,
  1e9,
  2 ** 32,
  2 ** 53,
  1n,
  true,
  false,
  null,
  '',
  'car',
  'length',
];

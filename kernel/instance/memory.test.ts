/** Programs that want more memory than they may have: they end, nobody catches it, and the kernel goes on. */
import { describe, expect, it } from 'vitest';
import { memoryGauge } from '../../harness/memory-gauge.ts';
import { System } from '../embed/system.ts';
import { SourceText } from '../reader/source.ts';
import { Interrupt } from '../values/condition.ts';
import { hostLimit } from './host-limits.ts';

const MB = 2 ** 20;

/** A host that says what its own heap has grown by. */
function system(engine: 'cek' | 'vm', limit = 64 * MB): System {
  memoryGauge.collect();
  const start = memoryGauge.inUse();
  const s = new System({ memory: { ...memoryGauge, inUse: () => memoryGauge.inUse() - start } });
  if (engine === 'vm') s.useVm();
  s.kernel.memory.limit = limit;
  return s;
}

function run(s: System, text: string): unknown {
  try {
    return s.evaluateText(new SourceText('t', text), s.kernel.user);
  } catch (e) {
    return e instanceof Interrupt ? e.reason : e;
  }
}

describe.each(['cek', 'vm'] as const)('on %s', engine => {
  it.each([
    '(make-list 1e9)',
    '(make-vector 1e8)',
    '(iota 1e8)',
    '(range 1e8)',
    '(repeat 1 1e8)',
    '(make-string 1e8)',
    '(string-repeat "abc" 1e8)',
    '(let loop ((l (list))) (loop (cons 1 l)))',
    '(let loop ((l (list 1 2 3))) (loop (append l l)))',
    '(let ((l (list))) (while true (append! l (list 1))))',
    '(let ((v (vector))) (while true (vector-push! v (list 1))))',
    '(let ((t (make-hash-table))) (let loop ((i 0)) (hash-set! t i i) (loop (+ i 1))))',
    '(let ((d {})) (let loop ((i 0)) (dict-set! d (str i) i) (loop (+ i 1))))',
    '(let ((l (list 1))) (append! l l) (flatten l))',
    '(let loop ((i 0) (l (list 1))) (if (< i 60) (loop (+ i 1) (list l l)) (flatten l)))',
  ])('%s', text => {
    const s = system(engine);
    expect(run(s, `(guard (e (true "caught")) ${text})`)).toBe('memory');
    expect(run(s, '(+ 1 1)')).toBe(2);
  });

  it('bytes that are too many are a condition', () => {
    expect(run(system(engine), '(guard (e (true (condition-kind e))) (make-bytes 1e9))')).toBe('range');
  });

  it.each(['(big-pow 7n 100000000n)', '(big-shl 1n 100000000n)', '(pow 7n 100000000n)', '(let loop ((n 7n)) (loop (* n n)))'])(
    '%s is a condition',
    text => {
      expect(run(system(engine), `(guard (e (true (condition-message e))) ${text})`)).toMatch('result too large');
    },
  );
});

it('without a limit, or without a host that says what is in use, nothing is refused', () => {
  expect(run(system('cek', Number.POSITIVE_INFINITY), '(len (make-list 100000))')).toBe(100000);
  const s = new System();
  s.kernel.memory.limit = 1;
  expect(run(s, '(len (make-list 200000))')).toBe(200000);
});

it('garbage is collected before a program ends', () => {
  let garbage = 100 * MB;
  const s = new System({
    memory: {
      inUse: () => garbage,
      collect: () => {
        garbage = 0;
      },
    },
  });
  s.kernel.memory.limit = 64 * MB;
  expect(run(s, '(len (make-list 200000))')).toBe(200000);
});

it('only the limits of the host that programs meet become conditions', () => {
  const overflow = (): number => 1 + overflow();
  const thrown = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (e) {
      return e;
    }
  };
  expect(hostLimit(thrown(overflow))?.kind).toBe('stack-exhausted');
  expect(hostLimit(thrown(() => 'x'.padEnd(2 ** 30)))?.kind).toBe('range');
  expect(hostLimit(thrown(() => new Array(-1)))).toBe(undefined);
  expect(hostLimit(thrown(() => (1).toFixed(101)))).toBe(undefined);
  expect(hostLimit(thrown(() => 'x'.repeat(-1)))).toBe(undefined);
  expect(hostLimit(new TypeError('Maximum call stack size exceeded'))).toBe(undefined);
});

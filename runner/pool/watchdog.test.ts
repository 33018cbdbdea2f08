/** The watchdog with a clock of its own: whom it asks, whom it gives up, and when. */
import { describe, expect, test } from 'vitest';
import { PHASE_DONE, PHASE_PREPARING, PHASE_RUNNING, ProgressSlot, STOP_CELL } from './progress-slot.ts';
import { Watchdog } from './watchdog.ts';

const LIMITS = { timeoutMs: 100, graceMs: 50, prepareMs: 1000, pollMs: 1_000_000 };

function stage(): { slot: ProgressSlot; at: (ms: number) => void; events: string[]; end: () => void } {
  let now = 0;
  const events: string[] = [];
  const dog = new Watchdog(LIMITS, () => now);
  const slot = new ProgressSlot();
  const end = dog.watch(slot, what => events.push(`gave up ${what} at ${now}`));
  return {
    slot,
    events,
    end,
    at: ms => {
      now = ms;
      dog.poll();
    },
  };
}

const asked = (slot: ProgressSlot): number => slot.cells[STOP_CELL]!;

test('a case that stands still is asked first and given up later', () => {
  const { slot, at, events, end } = stage();
  slot.phase = PHASE_RUNNING;
  slot.sequence = 1;
  at(10);
  at(110);
  expect(asked(slot)).toBe(0);
  at(111);
  expect(asked(slot)).toBe(1);
  at(160);
  expect(events).toEqual([]);
  at(161);
  expect(events).toEqual(['gave up case at 161']);
  at(999);
  expect(events).toHaveLength(1);
  end();
});

test('a case that answers, and every new case, starts a new count', () => {
  const { slot, at, events, end } = stage();
  slot.phase = PHASE_RUNNING;
  for (let sequence = 1; sequence <= 20; sequence += 1) {
    slot.sequence = sequence;
    at(sequence * 140);
    at(sequence * 140 + 120);
    expect(asked(slot)).toBe(sequence);
  }
  expect(events).toEqual([]);
  end();
});

describe('what is not a running case', () => {
  test('preparation has a limit of its own', () => {
    const { slot, at, events, end } = stage();
    slot.phase = PHASE_PREPARING;
    at(0);
    at(1000);
    expect(events).toEqual([]);
    at(1001);
    expect(events).toEqual(['gave up preparation at 1001']);
    end();
  });

  test('a queued or finished batch is left alone', () => {
    const { slot, at, events, end } = stage();
    at(0);
    at(1_000_000);
    slot.phase = PHASE_DONE;
    at(1_000_001);
    at(9_000_000);
    expect(events).toEqual([]);
    end();
  });
});

test('the end of a batch ends the watch', () => {
  const { slot, at, events, end } = stage();
  slot.phase = PHASE_RUNNING;
  at(0);
  end();
  at(5000);
  expect(events).toEqual([]);
  expect(asked(slot)).toBe(0);
});

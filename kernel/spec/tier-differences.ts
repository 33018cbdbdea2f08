/**
 * Where a tier is known to differ from the specs, with the reason. The list may only shrink: an entry whose test passes, or no
 * longer exists, fails the run.
 */
export interface TierDifference {
  file: string;
  test: string;
  reason: string;
}

const POSITIONS = 'compiled code does not say where a condition arose';
const STACK = 'compiled recursion uses the host stack, whose size is not ours to choose here';

export const TIER_DIFFERENCES: Readonly<Record<string, readonly TierDifference[]>> = {
  cek: [],
  vm: [],
  native: [
    { file: 'errors.sx', test: 'a failing primitive', reason: POSITIONS },
    { file: 'errors.sx', test: 'an explicit error', reason: POSITIONS },
    { file: 'errors.sx', test: 'line and column are those of the call', reason: POSITIONS },
    { file: 'guard.sx', test: 'condition-where says file, line and column', reason: POSITIONS },
    { file: 'tail-calls.sx', test: 'calls in operand position nest deeply', reason: STACK },
    { file: 'tail-calls.sx', test: 'deep recursion through map', reason: STACK },
  ],
};

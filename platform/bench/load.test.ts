import { describe, expect, it } from 'vitest';
import { median, parsed } from './load.ts';

const said = (latency: string, more = ''): string => `Running 4s test @ http://127.0.0.1:1/static
  1 threads and 32 connections
  Latency Distribution
     50%  ${latency}
     75%    1.30ms
     90%    1.70ms
     99%    1.20s
  110000 requests in 4.00s, 40.00MB read
${more}Requests/sec:  27500.25
`;

describe('what wrk says', () => {
  it('is read with its units', () => {
    const { requests, perSecond, p50, p99, errors } = parsed(said('740.00us'));
    expect([requests, perSecond, p50, p99, errors]).toEqual([110_000, 27_500.25, 0.74, 1200, undefined]);
    expect(parsed(said('1.10m')).p50).toBe(66_000);
  });

  it('of errors is kept', () => {
    expect(parsed(said('1ms', '  Non-2xx or 3xx responses: 3\n')).errors).toBe('Non-2xx or 3xx responses: 3');
    expect(parsed(said('1ms', '  Socket errors: connect 0, read 2, write 0, timeout 0\n')).errors).toMatch(/^Socket errors: /);
  });

  it('must be complete', () => {
    expect(() => parsed('wrk: unable to connect')).toThrow(/said nothing of/);
    expect(() => parsed(said('1 parsec'))).toThrow(/no time/);
  });
});

it('the median is the middle of a sorted list', () => {
  expect(median([3, 1, 2])).toBe(2);
});

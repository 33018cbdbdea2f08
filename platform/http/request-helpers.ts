/**
 * Helpers that every program has: the request that is answered, for code that is not handed it, such as a component, and the time. Receives a call on behalf of
 * an exchange; guarantees texts as they were sent (parameters decoded), or nil; refuses to answer where no request is.
 */
import { failEffect } from '../effects/failure.ts';
import type { Plain } from '../effects/plain.ts';
import type { Call, Helper } from '../effects/services.ts';
import { Exchange } from './exchange.ts';

const request = (call: Call): Exchange['req'] =>
  call instanceof Exchange ? call.req : failEffect('invalid', 'only possible while a request is answered');

const text = (args: readonly Plain[], at: number, what: string): string => {
  const given = args[at];
  return typeof given === 'string' ? given : failEffect('invalid', `expected ${what}`);
};

const targetOf = (call: Call): URL => new URL(request(call).url ?? '/', 'http://host');

export const requestHelpers: Readonly<Record<string, Helper>> = {
  now: () => Date.now(),
  'request-method': (_, call) => request(call).method ?? null,
  'request-path': (_, call) => targetOf(call).pathname,
  /** Name, and what it is if it is not given. */
  'request-arg': (args, call) => targetOf(call).searchParams.get(text(args, 0, 'the name of a parameter')) ?? args[1] ?? null,
  'request-header': (args, call) => {
    const value = request(call).headers[text(args, 0, 'the name of a header').toLowerCase()];
    return (typeof value === 'string' ? value : value?.join(', ')) ?? null;
  },
  'request-content-type': (_, call) => request(call).headers['content-type'] ?? null,
  'request-id': (_, call) => call.id,
};

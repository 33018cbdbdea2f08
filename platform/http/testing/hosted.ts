/** For tests: a host around a program's text, with the standard library interpreted, a store in memory, and the log in an array. */
import { Writable } from 'node:stream';
import { standardSystem } from '../../../kernel/testing/standard.ts';
import { fail } from '../../../kernel/values/condition.ts';
import { MemoryStore } from '../../store/memory.ts';
import { type Host, type HostOptions, startHost } from '../host.ts';
import { makeLogger } from '../log.ts';

export interface Hosted extends Host {
  /** Log lines so far. */
  lines: Record<string, unknown>[];
}

/** `handler`: an SX procedure, the rest of the text before it. */
export async function hosted(
  handler: string,
  before = '',
  options: Partial<HostOptions> & { listen?: string } = {},
): Promise<Hosted> {
  const lines: Record<string, unknown>[] = [];
  const log = new Writable({
    write(chunk, _, done) {
      for (const line of String(chunk).trim().split('\n')) lines.push(JSON.parse(line) as Record<string, unknown>);
      done();
    },
  });
  const host = await startHost({
    program: { path: 'test.sx', text: `${before}\n(perform {:op "http-listen" :handler ${handler} ${options.listen ?? ''}})` },
    makeSystem: hooks => standardSystem(hooks),
    answerer: (_, request) => fail('no libraries here', [request], 'io'),
    store: new MemoryStore(),
    log: makeLogger('debug', log),
    ...options,
  });
  return Object.assign(host, { lines });
}

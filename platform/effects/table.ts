/**
 * Every effect, once. A guest asks by `(perform {:op "NAME" :argument value …})`. The table feeds the dispatcher, Node's implementations
 * (`node/`), the stubs of the tests and `docs/reference/effects.md`. Knows nothing of Node.
 */
import { blocking, type EffectFamily, type EffectSpec, family, optional, prompt, required } from './spec.ts';

const key = required('string', 'up to 512 bytes, without NUL');
const ttl = optional('number', 'milliseconds after which the entry is gone');
const limit = optional('integer', 'at most so many (100; never more than 1000)');
const encoding = optional('string', 'how bytes are shown: "hex" (unless said), "base64", "base64url" or "bytes"');
const algorithm = required('string', '"sha256", "sha384" or "sha512"; "sha1" and "md5" for old protocols');
const socket = required('string', 'the socket’s id, as the handler of the websocket got it');
const topic = required('string', 'any name');

export const clock = family('clock', 'What time it is.', {
  'clock-now': prompt('The wall clock.', { answers: 'milliseconds since 1970, an integer' }),
  'clock-monotonic': prompt('A clock that never goes back.', { answers: 'milliseconds since some moment' }),
  sleep: blocking('Waits.', {
    args: { ms: required('number', 'milliseconds, at most a minute') },
    answers: 'nil',
    errors: ['gone'],
  }),
});

export const random = family('random', 'Chance, from the cryptographic generator.', {
  'random-bytes': prompt('Random bytes.', { args: { size: required('integer', '0 to 65536') }, answers: 'bytes' }),
  'random-token': prompt('An unguessable text for URLs and cookies.', {
    args: { size: optional('integer', 'bytes of chance in it (16)') },
    answers: 'a string of letters, digits, - and _',
  }),
  'random-uuid': prompt('A version 4 UUID.', { answers: 'a string' }),
});

export const crypto = family('crypto', 'Digests, signatures, passwords.', {
  digest: prompt('Digest of data.', {
    args: { algorithm, data: required('data', 'what is digested'), encoding },
    answers: 'a string, or bytes',
  }),
  hmac: prompt('Keyed digest of data.', {
    args: { algorithm, key: required('data', 'the secret'), data: required('data', 'what is signed'), encoding },
    answers: 'a string, or bytes',
  }),
  'constant-time-equal': prompt('Comparison that does not tell by its time where two texts differ.', {
    args: { a: required('data', 'one'), b: required('data', 'the other') },
    answers: 'a boolean',
  }),
  'password-hash': blocking('Makes a salted hash of a password (scrypt).', {
    args: { password: required('string', 'the password') },
    answers: 'a string that `password-verify` understands',
    errors: ['limit'],
  }),
  'password-verify': blocking('Does the password fit the hash?', {
    args: { password: required('string', 'what was entered'), hash: required('string', 'what `password-hash` made') },
    answers: 'a boolean; false for a hash in no known form',
    errors: ['limit'],
  }),
});

export const config = family('config', 'Settings that the host chose to show the program.', {
  'config-get': prompt('One setting.', { args: { name: required('string', 'its name') }, answers: 'a string, or nil' }),
});

export const log = family('log', 'Lines in the host’s log, with the id of the request they belong to.', {
  log: prompt('Writes a line.', {
    args: {
      message: required('string', 'what happened'),
      level: optional('string', '"debug", "info" (unless said), "warn" or "error"'),
      fields: optional('dict', 'JSON data to go with it'),
    },
    answers: 'nil',
  }),
});

export const store = family(
  'store',
  'The durable store: keys with values, streams of events, transactions. Values are any SX data that can be written.',
  {
    'kv-get': blocking('Value of a key.', { args: { key }, answers: 'the value, or nil', errors: ['unavailable', 'timeout'] }),
    'kv-put': blocking('Sets a key.', {
      args: { key, value: required('any', 'SX data'), ttl },
      answers: 'nil',
      errors: ['unavailable', 'timeout', 'limit'],
    }),
    'kv-add': blocking('Sets a key that does not exist yet: of several that try, one succeeds.', {
      args: { key, value: required('any', 'SX data'), ttl },
      answers: 'whether it was set',
      errors: ['unavailable', 'timeout', 'limit'],
    }),
    'kv-replace': blocking('Sets a key if it has the expected value.', {
      args: { key, expect: required('any', 'the value it must have'), value: required('any', 'SX data'), ttl },
      answers: 'whether it was set',
      errors: ['unavailable', 'timeout', 'limit'],
    }),
    'kv-delete': blocking('Removes a key.', {
      args: { key },
      answers: 'whether it was there',
      errors: ['unavailable', 'timeout'],
    }),
    'kv-list': blocking('Entries in the order of their keys’ bytes.', {
      args: {
        prefix: optional('string', 'beginning of the keys (all)'),
        after: optional('string', 'only keys behind this one'),
        limit,
      },
      answers: 'a list of `{:key k :value v}`',
      errors: ['unavailable', 'timeout'],
    }),
    'events-append': blocking('Adds events to a stream, all or none.', {
      args: {
        stream: required('string', 'its name'),
        events: required('list', 'SX data'),
        expect: optional('integer', 'number of events the stream must have now'),
      },
      answers: 'number of events the stream has then',
      errors: ['conflict', 'unavailable', 'timeout', 'limit'],
    }),
    'events-read': blocking('Events of a stream in order.', {
      args: {
        stream: required('string', 'its name'),
        after: optional('integer', 'number of the event to go on behind (0)'),
        limit,
      },
      answers: 'a list of `{:stream s :number n :position p :at ms :data d}`',
      errors: ['unavailable', 'timeout'],
    }),
    'events-read-all': blocking('Events of all streams in the order in which they were committed.', {
      args: { after: optional('integer', 'position to go on behind (0)'), limit },
      answers: 'a list as of `events-read`',
      errors: ['unavailable', 'timeout'],
    }),
    'events-count': blocking('Number of events of a stream.', {
      args: { stream: required('string', 'its name') },
      answers: 'an integer; 0 for an unknown stream',
      errors: ['unavailable', 'timeout'],
    }),
    'transaction-begin': blocking(
      'What follows in this request happens together. Inside of one: a part that can be taken back alone.',
      {
        alone: true,
        answers: 'depth of the transaction, from 1',
        errors: ['unavailable', 'timeout', 'limit'],
      },
    ),
    'transaction-commit': blocking('Ends the innermost transaction; the outermost makes all of it durable.', {
      alone: true,
      answers: 'depth that is left',
      errors: ['missing', 'conflict', 'unavailable', 'timeout'],
    }),
    'transaction-rollback': blocking('Takes back what happened since the innermost transaction began.', {
      alone: true,
      answers: 'depth that is left',
      errors: ['missing', 'unavailable', 'timeout'],
    }),
  },
);

export const files = family('files', 'Files below the folders that the host shares, read only.', {
  'file-stat': blocking('What is known on a file.', {
    args: { root: required('string', 'name of a shared folder'), path: required('string', 'path below it, with /') },
    answers: '`{:size bytes :modified ms :kind "file"|"folder"}`, or nil',
    errors: ['unavailable'],
  }),
  'file-read': blocking('Content of a file, or of a part of it.', {
    args: {
      root: required('string', 'name of a shared folder'),
      path: required('string', 'path below it, with /'),
      start: optional('integer', 'first byte (0)'),
      end: optional('integer', 'byte behind the last (size of the file)'),
      as: optional('string', '"bytes" (unless said) or "text"'),
    },
    answers: 'bytes or a string',
    errors: ['missing', 'limit', 'unavailable'],
  }),
});

export const fetch = family(
  'fetch',
  'Requests to other hosts that the host allows; never to private addresses unless it says so.',
  {
    fetch: blocking('One request; redirects are not followed.', {
      args: {
        url: required('string', 'http or https'),
        method: optional('string', 'GET unless said'),
        headers: optional('dict', 'names and values'),
        body: optional('data', 'what is sent'),
        timeout: optional('number', 'milliseconds (5000, at most 30000)'),
        as: optional('string', '"text" (unless said) or "bytes"'),
      },
      answers: '`{:status n :headers dict :body data}`',
      errors: ['timeout', 'unavailable', 'limit', 'gone'],
    }),
  },
);

const named = ['missing', 'unavailable', 'timeout', 'limit'] as const;

export const services = family(
  'services',
  'What is to be had by name: from the program itself where it defines it (`defhelper`, `defquery`, `defaction`), else from its host.',
  {
    helper: blocking('Data that a page needs.', {
      args: { name: required('string', 'its name'), args: optional('list', 'data, in order') },
      answers: 'any data',
      errors: named,
    }),
    query: blocking('Data of a service; changes nothing.', {
      args: { name: required('string', 'its name'), args: optional('dict', 'data by name') },
      answers: 'any data',
      errors: named,
    }),
    action: blocking('Changes something at a service.', {
      args: { name: required('string', 'its name'), args: optional('dict', 'data by name') },
      answers: 'any data',
      errors: named,
    }),
  },
);

export const batch = family('batch', 'Several effects at once.', {
  batch: blocking(
    'Requests that do not depend on one another. Each is checked and granted as if it were made alone; those that mean something by their order are refused.',
    {
      args: { requests: required('list', 'up to 100 requests') },
      answers: 'a list in their order: `{:ok true :value v}`, or `{:ok false :error text :raised condition}`',
      errors: ['limit'],
      alone: true,
    },
  ),
});

export const runs = family('runs', 'Procedures of the program, side by side.', {
  concurrent: blocking(
    'Runs thunks so that one that waits does not keep the others waiting. They begin without anything parameterized.',
    {
      args: { thunks: required('list', 'up to 32 procedures without arguments') },
      answers: 'a list as of `batch`',
      errors: ['limit'],
      alone: true,
    },
  ),
});

export const http = family(
  'http',
  'What a web program has: its place at the server, and the connection of the request it answers.',
  {
    'http-listen': blocking('Serves HTTP with a handler. Answered when the server has shut down.', {
      args: {
        handler: required('procedure', 'request dict → response dict'),
        port: optional('integer', 'what the program wishes; the host has the last word'),
        host: optional('string', 'address to bind, likewise'),
        state: optional(
          'string',
          '"request" (unless said): nothing a handler assigns outlives its request; "shared": one kernel serves all',
        ),
        services: optional(
          'dict',
          'what the program itself answers: `{:helper d :query d :action d}`, each a dict of names to procedures of the arguments',
        ),
        routes: optional('list', 'what there is, for tools that visit all of it: strings like "GET /posts/:slug"'),
      },
      alone: true,
      answers: 'nil',
      errors: ['conflict', 'unavailable'],
    }),
    'http-body': blocking('The next part of the request’s body, where the handler asked to read it itself.', {
      alone: true,
      answers: 'bytes, or nil at the end',
      errors: ['gone', 'limit', 'timeout'],
    }),
    'http-write': blocking('Sends a part of a streamed response; waits while the client is slow.', {
      args: { data: required('data', 'what is sent') },
      alone: true,
      answers: 'nil',
      errors: ['gone', 'timeout'],
    }),
    'websocket-send': blocking('Sends a message; waits while the client is slow.', {
      args: { socket, message: required('data', 'a string goes as text, bytes as binary') },
      alone: true,
      answers: 'whether the socket was open',
      errors: ['timeout'],
    }),
    'websocket-receive': blocking('The next message.', {
      args: { socket, timeout: optional('number', 'milliseconds to wait (for ever)') },
      alone: true,
      answers: 'a string or bytes; nil when the socket has closed',
      errors: ['missing', 'timeout'],
    }),
    'websocket-close': prompt('Closes a socket.', {
      args: { socket, code: optional('integer', '1000 or 3000 to 4999'), reason: optional('string', 'up to 123 bytes') },
      answers: 'whether it was open',
    }),
    'topic-join': prompt('From now on the socket gets what is published on the topic, until it closes.', {
      args: { socket, topic },
      answers: 'whether the socket is open',
    }),
    'topic-leave': prompt('The opposite.', { args: { socket, topic }, answers: 'whether it had joined' }),
    'topic-publish': prompt('Sends a message to every socket of a topic.', {
      args: { topic, message: required('data', 'a string goes as text, bytes as binary') },
      answers: 'number of sockets in this process that it went to',
    }),
  },
);

export const FAMILIES = [
  clock,
  random,
  crypto,
  config,
  log,
  store,
  files,
  fetch,
  services,
  batch,
  runs,
  http,
] as const satisfies readonly EffectFamily[];

export type FamilyName = (typeof FAMILIES)[number]['name'];

const BY_NAME: ReadonlyMap<string, { family: FamilyName; spec: EffectSpec }> = new Map(
  FAMILIES.flatMap(({ name, effects }) =>
    Object.entries(effects as Record<string, EffectSpec>).map(
      ([effect, spec]) => [effect, { family: name as FamilyName, spec }] as const,
    ),
  ),
);

export function findEffect(name: string): { family: FamilyName; spec: EffectSpec } | undefined {
  return BY_NAME.get(name);
}

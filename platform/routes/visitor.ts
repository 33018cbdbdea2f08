/** A client as a browser without JavaScript is one: keeps cookies, follows nothing by itself, and tells all of an answer that a program decides. */
import http from 'node:http';

export interface Answer {
  status: number;
  /** Names in lower case, sorted; without cookies and without what differs from one answer to the next by its nature. */
  headers: [name: string, value: string][];
  /** `Set-Cookie` as sent, in order. */
  cookies: string[];
  body: Buffer;
}

export interface Ask {
  method: string;
  target: string;
  /** An urlencoded form. */
  form?: string;
}

/** Of the connection and the moment, not of the program. */
const PASSING: ReadonlySet<string> = new Set(['date', 'connection', 'keep-alive', 'x-request-id', 'set-cookie']);

const PATIENCE_MS = 30_000;
/** Of a body that never ends this much is enough. */
const MOST_BYTES = 8 << 20;

export class Visitor {
  private readonly jar = new Map<string, string>();
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(readonly url: string) {}

  get secrets(): Iterable<string> {
    return this.jar.values();
  }

  async ask({ method, target, form }: Ask): Promise<Answer> {
    const answer = await this.send(method, target, form);
    for (const line of answer.cookies) this.keep(line);
    return answer;
  }

  close(): void {
    this.agent.destroy();
  }

  private keep(line: string): void {
    const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
    if (name === undefined || value === undefined) return;
    if (/;\s*max-age=0\b/i.test(line)) this.jar.delete(name);
    else this.jar.set(name, value);
  }

  private send(method: string, target: string, form: string | undefined): Promise<Answer> {
    const cookie = Array.from(this.jar, pair => pair.join('=')).join('; ');
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      const request = http.request({
        hostname,
        port,
        method,
        path: target,
        agent: this.agent,
        timeout: PATIENCE_MS,
        headers: {
          // All hosts are asked by the same name, which may be part of what they say.
          host: 'routes.test',
          ...(cookie === '' ? {} : { cookie }),
          ...(form === undefined
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) }),
        },
      });
      request.on('error', reject);
      request.on('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
      request.on('response', response => {
        const parts: Buffer[] = [];
        let size = 0;
        const done = (): void =>
          resolve({
            status: response.statusCode as number,
            headers: headersOf(response.rawHeaders),
            cookies: response.headers['set-cookie'] ?? [],
            body: Buffer.concat(parts),
          });
        response.on('end', done);
        response.on('error', reject);
        // Events never end: their head is all there is to compare.
        if (/^text\/event-stream\b/i.test(response.headers['content-type'] ?? '')) {
          done();
          request.destroy();
          return;
        }
        response.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size > MOST_BYTES) request.destroy(new Error(`more than ${MOST_BYTES} bytes`));
        });
      });
      request.end(form);
    });
  }
}

function headersOf(raw: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase();
    if (!PASSING.has(name)) headers.push([name, raw[i + 1] as string]);
  }
  return headers.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Hostile requests to one process of `sx serve`, and whether it bears them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../harness/project-root.ts';

/** Resident memory that may have been added at the end: young objects alone may take 192 MB on Node 24. */
const SLACK_MB = 250;

export interface SoakReport {
  answered: number;
  /** Kinds of replies, and how many. */
  outcomes: ReadonlyMap<string, number>;
  /** Resident megabytes. */
  before: number;
  after: number;
  /** Why it failed. */
  complaint?: string;
}

/** Lines that want too much of memory, time, depth, or patience with their shape; `n` varies them. */
const HOSTILE: readonly ((n: number) => string)[] = [
  () => evaluated('(let ((l (list 1))) (append! l l) (flatten l))'),
  () => evaluated('(define (twice l n) (if (= n 0) l (twice (list l l) (- n 1)))) (len (flatten (twice (list 1) 60)))'),
  n => evaluated(`(make-list ${1e6 * n})`),
  n => evaluated(`(make-vector ${1e7 * n})`),
  n => evaluated(`(make-string ${1e8 * n})`),
  n => evaluated(`(make-bytes ${1e8 * n})`),
  n => evaluated(`(iota ${1e7 * n})`),
  () => evaluated('(let loop ((l (list))) (loop (cons 1 l)))'),
  () => evaluated('(let loop ((l (list))) (loop (list l l l l l l l l)))'),
  () => evaluated('(let ((l (list))) (while true (append! l 1)))'),
  () => evaluated('(let ((v (vector))) (while true (vector-push! v (list 1 2 3))))'),
  () => evaluated('(let ((t (make-hash-table))) (let loop ((i 0)) (hash-set! t i (list i)) (loop (+ i 1))))'),
  () => evaluated('(let ((d {})) (let loop ((i 0)) (dict-set! d (str i) i) (loop (+ i 1))))'),
  () => evaluated('(let loop ((s \\"ab\\")) (loop (str s s)))'),
  () => evaluated('(let loop ((l (list \\"abcdefgh\\"))) (loop (append l l)))'),
  n => evaluated(`(big-pow 7n ${n}00000000n)`),
  () => evaluated('(let loop ((n 7n)) (loop (big* n n)))'),
  () => evaluated('(define (deep n) (+ 1 (deep n))) (deep 1)'),
  () => evaluated('(define (deep n) (map deep (list n))) (deep 1)'),
  () => evaluated('(let loop () (loop))'),
  () => evaluated('(guard (e (true (loop-again))) (let loop ((l (list))) (loop (cons l l))))'),
  () => evaluated('(call/cc (fn (k) (let loop ((l (list k))) (loop (cons l l)))))'),
  () => evaluated('(let ((x (list))) (let loop ((i 0) (x x)) (if (= i 40) (inspect x 1000000) (loop (+ i 1) (list x x)))))'),
  n => `(eval "${'('.repeat(1000 * n)}")`,
  n => `${'('.repeat(1000 * n)}`,
  n => `(eval "(quote ${'('.repeat(1000 * n)}${')'.repeat(1000 * n)})")`,
  n => `(eval "(len \\"${'x'.repeat(100_000 * n)}\\")")`,
  () => '(eval "\\ud800")',
  () => ')))) nonsense \\u0000',
  () => '(io-response 7 7 7)',
  () => evaluated('(string-repeat \\"ab\\" -1)'),
  () => evaluated('(let loop ((i 0)) (if (< i 100000) (loop (+ i 1)) (error \\"done\\" i)))'),
];

function evaluated(text: string): string {
  return `(eval "${text}")`;
}

export async function soak(requests: number, seed: number, progress: (done: number) => void): Promise<SoakReport> {
  const args = [path.join(projectRoot(), 'bin/sx.js'), 'serve', '--timeout', '20', '--memory', '192'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const server = new Server(child);
  const outcomes = new Map<string, number>();
  let answered = 0;
  let state = seed;
  const random = (n: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * n);
  };
  try {
    await server.next();
    // What a session needs at work, with a request of each kind behind it.
    for (const write of HOSTILE) await server.ask(write(1));
    const before = await resident(server, child);
    for (let done = 1; done <= requests; done++) {
      const line = (HOSTILE[random(HOSTILE.length)] as (n: number) => string)(1 + random(20));
      const reply = await server.ask(line);
      answered++;
      const kind = reply.startsWith('(ok') ? 'value' : reply.replace(/^\(error \d+ "|[:(\d].*$/g, '').slice(0, 40);
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      if ((await server.ask('(eval "(+ 1 1)")')) !== '(ok 0 2)')
        return { answered, outcomes, before, after: 0, complaint: `after ${line.slice(0, 100)}: (+ 1 1) is not 2 any more` };
      progress(done);
    }
    const after = await resident(server, child);
    const complaint = after > before + SLACK_MB ? 'memory has grown' : undefined;
    return { answered, outcomes, before, after, ...(complaint === undefined ? {} : { complaint }) };
  } catch (error) {
    return { answered, outcomes, before: 0, after: 0, complaint: (error as Error).message };
  } finally {
    child.kill();
  }
}

/** After the process has let go of what it can: a full collection comes with a request that is too large. */
async function resident(server: Server, child: ChildProcess): Promise<number> {
  await server.ask('(reset)');
  for (let i = 0; i < 5; i++) await server.ask(evaluated(`(make-list ${2 ** 24})`));
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

class Server {
  readonly #replies: string[] = [];
  #waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | undefined;
  #ended: string | undefined;

  constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', line => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting === undefined) this.#replies.push(line);
      else waiting.resolve(line);
    });
    child.on('exit', (code, signal) => {
      this.#ended = `the server ended with ${signal ?? code}`;
      this.#waiting?.reject(new Error(this.#ended));
    });
  }

  next(): Promise<string> {
    const reply = this.#replies.shift();
    if (reply !== undefined) return Promise.resolve(reply);
    if (this.#ended !== undefined) return Promise.reject(new Error(this.#ended));
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  ask(line: string): Promise<string> {
    this.child.stdin?.write(`${line}\n`);
    return this.next();
  }
}

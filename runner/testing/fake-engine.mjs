/**
 * An engine for tests of the runner: programs say in a directive (`//: word argument`) what shall happen, and it happens for real –
 * endless loops, exits, exhausted heaps. It reads nothing else of the program.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export function createEngine() {
  return new FakeEngine();
}

class FakeEngine {
  name = 'fake';

  async prepare(context) {
    this.tier = context.tier;
    if (process.env.FAKE_ENGINE_REFUSES) throw new Error('the fake engine refuses to start');
    // Something for the cache, so that its counters move.
    for (const name of context.includes) context.store.getOrBuild('fake-harness', Buffer.from(name).toString('hex'), () => name);
  }

  async run(program) {
    const [, word, rest] = /^\/\/: ([\w-]+) ?(.*)$/m.exec(program.source) ?? [undefined, 'pass', ''];
    const directive = DIRECTIVES[word];
    if (directive === undefined) return { kind: 'broken', message: `unknown directive ${word}` };
    return directive(rest, program, this.tier);
  }

  async close() {}
}

const completed = { kind: 'completed' };
const threw = phase => rest => {
  const [name, ...message] = rest.split(' ');
  return { kind: 'threw', phase, error: { name, message: message.join(' ') } };
};

const DIRECTIVES = {
  pass: () => completed,
  /** `on-tier NAME DIRECTIVE`: does so on one tier, and passes on the others. */
  'on-tier': (text, program, tier) => {
    const [name, word, ...rest] = text.split(' ');
    return name === tier ? DIRECTIVES[word](rest.join(' '), program, tier) : completed;
  },
  'throw-tier': (name, _, tier) => threw('runtime')(`${name} on ${tier}`),
  throw: threw('runtime'),
  'throw-parse': threw('parse'),
  'throw-resolution': threw('resolution'),
  'fail-in': (mode, program) => (program.mode === mode ? threw('runtime')('Test262Error wrong mode') : completed),
  'needs-strict': (_, program) => (program.mode === 'strict' ? completed : threw('runtime')('Test262Error sloppy')),
  unsupported: message => ({ kind: 'unsupported', message }),
  crash: message => ({ kind: 'crashed', message }),
  bug: message => {
    throw new TypeError(message);
  },
  print: (text, program) => {
    program.printed.line(text);
    return completed;
  },
  'print-much': (count, program) => {
    for (let at = 0; at < Number(count); at += 1) program.printed.line('x'.repeat(1023));
    return completed;
  },
  slow: async ms => {
    await sleep(Number(ms));
    return completed;
  },
  /** Spins, but looks at the stop signal as a kernel does. */
  spin: (_, program) => {
    for (;;) {
      const reason = program.stop.reason();
      if (reason !== undefined) return { kind: 'interrupted', reason };
    }
  },
  /** Spins for good. */
  hang: () => {
    for (;;);
  },
  exit: code => process.exit(Number(code)),
  uncaught: async message => {
    setTimeout(() => {
      throw new Error(message);
    }, 0);
    await sleep(5_000);
    return completed;
  },
  oom: () => {
    const hoard = [];
    for (;;) hoard.push(new Array(1_000).fill(hoard.length));
  },
  /** Kills the process it runs in; only for isolated ones. */
  kill: () => {
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  },
  /** The same, but only the first time: the death is not the program's fault. */
  'kill-once': file => {
    if (existsSync(file)) return completed;
    writeFileSync(file, '');
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  },
};

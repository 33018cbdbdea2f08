/**
 * The inside of a process in which Node is the engine under test. Reads jobs from file descriptor 3, one JSON value per line, runs each
 * in a realm of its own (`node-realm.mjs`) and writes what it prints and how it ended to file descriptor 4, with the job's secret.
 * Nothing of the product is loaded here.
 */
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { Realm } from './node-realm.mjs';

const JOBS_FD = 3;
const RESULTS_FD = 4;
/** Turns of the event loop after which a program without jobs of its own has done what it will do. */
const TURNS = 4;
/** How long a program may wait for something that is not a job, such as the time limit of a waiting agent. */
const GRACE_MS = 60;

function write(message) {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`, 'utf8');
  for (let written = 0; written < bytes.byteLength; ) {
    try {
      written += writeSync(RESULTS_FD, bytes, written);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

/** The job under way, and an exception that came outside of any call. */
let current;

async function run(job) {
  const { secret } = job;
  const state = { closed: false, done: false, uncaught: undefined };
  const print = line => {
    if (state.closed) return;
    if (line.startsWith('Test262:AsyncTest')) state.done = true;
    write({ secret, print: line });
  };
  const realm = new Realm(job, print);
  current = { state, realm };
  let end;
  for (const include of job.includes) {
    end ??= realm.include(include);
  }
  if (end === undefined)
    end = job.mode === 'module' ? await realm.runModule(job.source, wait) : realm.runScript(job.source, job.prefix);
  await quiet(() => end !== undefined || !job.async || state.done || state.uncaught !== undefined);
  state.closed = true;
  end ??= state.uncaught ?? { kind: 'completed' };
  const { missing } = realm;
  if (missing.size > 0)
    end = {
      kind: 'unsupported',
      message: `needs ${[...missing].map(each => `$262.${each}`).join(', ')}, which this host does not have`,
    };
  current = undefined;
  write({ secret, end });
}

/** Lets jobs run; gives what is still awaited then a moment. */
async function quiet(enough) {
  for (let at = 0; at < TURNS; at += 1) await turn();
  for (let waited = 0; waited < GRACE_MS && !enough(); waited += 5) await sleep(5);
}

async function wait(promise) {
  let state = 'waiting';
  promise.then(
    () => {
      state = {};
    },
    error => {
      state = { error };
    },
  );
  await quiet(() => state !== 'waiting');
  return state;
}

process.on('uncaughtException', error => {
  if (current === undefined) throw error;
  current.state.uncaught ??= current.realm.threw('runtime', error);
});
// Tests of promises leave rejections behind; what they are about, they say by other means.
process.on('unhandledRejection', () => {});

let rest = '';
let queue = Promise.resolve();
const jobs = new Socket({ fd: JOBS_FD, readable: true, writable: false });
jobs.setEncoding('utf8');
jobs.on('data', chunk => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) queue = queue.then(() => run(JSON.parse(line)));
});
jobs.on('end', () => process.exit(0));

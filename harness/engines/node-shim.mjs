/**
 * The host around one program when the engine under test is Node itself. Runs inside a process of its own: reads a job (a JSON file
 * named by the first argument), offers `print` and `$262`, evaluates harness files and test as global code of the main realm (or
 * as a module), and writes one JSON line about the end to file descriptor 3. Nothing of the product is loaded here.
 */
import { existsSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

const RESULT_FD = 3;
const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let reported = false;
/** The test is a module that waits. */
let unsettled = false;

function report(end) {
  if (reported) return;
  reported = true;
  writeSync(RESULT_FD, `${JSON.stringify(end)}\n`);
}

function nameOf(error) {
  if (error !== null && (typeof error === 'object' || typeof error === 'function')) {
    const maker = error.constructor;
    if (typeof maker === 'function' && typeof maker.name === 'string' && maker.name !== '') return maker.name;
    return 'Error';
  }
  return typeof error;
}

function messageOf(error) {
  try {
    if (error !== null && typeof error === 'object' && 'message' in error) return String(error.message);
    return String(error);
  } catch {
    return '(message cannot be read)';
  }
}

/** The innermost place in the test itself, from the text of a trace. */
function placeOf(error) {
  try {
    const lines = String(error.stack).split('\n');
    const mine = lines.filter(line => line.includes(job.file));
    for (const position of [/:(\d+):(\d+)\)?$/, /:(\d+)$/]) {
      const match = position.exec(mine.find(line => position.test(line)) ?? '');
      if (match !== null) return { file: job.path, line: Number(match[1]), column: Number(match[2] ?? 1) };
    }
  } catch {
    // A getter of the test's.
  }
  return undefined;
}

function threw(phase, error, preload) {
  const at = placeOf(error);
  report({ kind: 'threw', phase, error: { name: nameOf(error), message: messageOf(error), at }, preload });
}

function hostFor(globalObject, run) {
  return {
    global: globalObject,
    gc: () => globalThis.gc(),
    evalScript: source => run(source),
    createRealm() {
      const context = vm.createContext(vm.constants?.DONT_CONTEXTIFY ?? {});
      const inner = vm.runInContext('globalThis', context);
      const host = hostFor(inner, source => vm.runInContext(String(source), context));
      define(inner, '$262', host);
      define(inner, 'print', print);
      return host;
    },
    detachArrayBuffer: buffer => {
      structuredClone(buffer, { transfer: [buffer] });
      return null;
    },
    agent: {},
  };
}

function define(target, name, value) {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

function print(value) {
  writeSync(1, `${String(value)}\n`);
}

/** `preload`: the text is not the test. `prefix` stands on a line before the first. */
function runScript(source, filename, prefix, preload) {
  let script;
  try {
    const lineOffset = prefix === '' ? 0 : -1;
    script = new vm.Script(prefix + source, { filename, lineOffset, importModuleDynamically: importFrom });
  } catch (error) {
    threw(preload === undefined ? 'parse' : 'preload', error, preload);
    return false;
  }
  try {
    script.runInThisContext();
    return true;
  } catch (error) {
    threw(preload === undefined ? 'runtime' : 'preload', error, preload);
    return false;
  }
}

const modules = new Map();

function moduleAt(file, source) {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const text = source ?? readFileSync(file, 'utf8');
  let made;
  if (file.endsWith('.json')) {
    const value = JSON.parse(text);
    made = new vm.SyntheticModule(['default'], function setDefault() {
      this.setExport('default', value);
    });
  } else {
    made = new vm.SourceTextModule(text, {
      identifier: file,
      importModuleDynamically: importFrom,
      initializeImportMeta: meta => {
        meta.url = `file://${file}`;
      },
    });
  }
  modules.set(file, made);
  return made;
}

function resolve(specifier, referrer) {
  const file = path.resolve(path.dirname(referrer), specifier);
  if (!existsSync(file)) throw new TypeError(`Cannot find module '${specifier}'`);
  return file;
}

async function importFrom(specifier, referrer) {
  const from = typeof referrer?.identifier === 'string' ? referrer.identifier : job.file;
  const target = moduleAt(resolve(specifier, from));
  if (target.status === 'unlinked') await target.link(link);
  if (target.status === 'linked') await target.evaluate();
  return target;
}

function link(specifier, referrer) {
  return moduleAt(resolve(specifier, referrer.identifier));
}

async function runModule(source) {
  let main;
  try {
    main = moduleAt(job.file, source);
  } catch (error) {
    threw('parse', error);
    return false;
  }
  try {
    await main.link(link);
  } catch (error) {
    threw('resolution', error);
    return false;
  }
  try {
    unsettled = true;
    await main.evaluate();
    unsettled = false;
    return true;
  } catch (error) {
    unsettled = false;
    threw('runtime', error);
    return false;
  }
}

process.on('uncaughtException', error => {
  threw('runtime', error);
  process.exit(0);
});
// Tests of promises leave rejections behind; what they are about, they say by other means.
process.on('unhandledRejection', () => {});
process.on('exit', () => report(unsettled ? { kind: 'unsettled', module: job.path } : { kind: 'completed' }));

define(globalThis, 'print', print);
define(
  globalThis,
  '$262',
  hostFor(globalThis, source => vm.runInThisContext(String(source))),
);

let ready = true;
for (const include of job.includes) {
  ready = runScript(include.text, include.name, '', include.name);
  if (!ready) break;
}
if (ready) {
  if (job.mode === 'module') await runModule(job.source);
  else runScript(job.source, job.file, job.prefix);
}

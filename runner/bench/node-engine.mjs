/**
 * The yardstick of the language part: Node's own JavaScript, driven inside a worker of the runner as our engine is, with a fresh
 * context per program and harness files compiled once. Here Node is the engine under test; nothing of ours runs in it. Modules
 * are not its business: the selection leaves them out.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

export function createEngine() {
  return new NodeInProcess();
}

class NodeInProcess {
  name = 'node in-process';
  host = { agent: false, canBlock: true, isHTMLDDA: false, abstractModuleSource: false, intl: true, gc: false };

  async prepare(context) {
    this.harness = new Map(
      context.includes.map(name => {
        const file = path.join(context.corpusRoot, 'harness', name);
        return [name, new vm.Script(readFileSync(file, 'utf8'), { filename: name })];
      }),
    );
  }

  async run(program) {
    if (program.mode === 'module') return { kind: 'unsupported', message: 'modules' };
    // Jobs that a script queues are run before the call that evaluates it returns.
    const context = vm.createContext({}, { microtaskMode: 'afterEvaluate' });
    offer(context, line => program.printed.line(line));
    for (const name of program.includes) {
      try {
        this.harness.get(name).runInContext(context);
      } catch (error) {
        return { kind: 'threw', phase: 'preload', preload: name, error: described(error) };
      }
    }
    let script;
    try {
      const prefix = program.mode === 'strict' && !program.raw ? '"use strict";\n' : '';
      script = new vm.Script(prefix + program.source, { filename: program.path });
    } catch (error) {
      return { kind: 'threw', phase: 'parse', error: described(error) };
    }
    try {
      script.runInContext(context);
      return { kind: 'completed' };
    } catch (error) {
      return { kind: 'threw', phase: 'runtime', error: described(error) };
    }
  }

  async close() {}
}

/** `print` and the parts of `$262` that tests of the language use. */
function offer(context, print) {
  const global = vm.runInContext('globalThis', context);
  const define = (name, value) => Object.defineProperty(global, name, { value, writable: true, configurable: true });
  define('print', value => print(String(value)));
  define('$262', {
    global,
    evalScript: source => vm.runInContext(String(source), context),
    createRealm() {
      const realm = vm.createContext({}, { microtaskMode: 'afterEvaluate' });
      return offer(realm, print);
    },
    detachArrayBuffer(buffer) {
      structuredClone(buffer, { transfer: [buffer] });
      return null;
    },
    gc() {},
    agent: {},
  });
  return global.$262;
}

function described(error) {
  const isObject = error !== null && (typeof error === 'object' || typeof error === 'function');
  return {
    name: isObject ? String(error.constructor?.name ?? 'Error') : typeof error,
    message: isObject ? String(error.message) : String(error),
  };
}

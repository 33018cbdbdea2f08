/**
 * A realm for one program when Node is the engine under test. What the program can reach is made inside the realm, from intrinsics that
 * were captured before anything ran there; functions of this process stay behind closures, and neither their results nor their errors
 * are handed out. What was thrown is described without calling anything of the program's.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { types } from 'node:util';
import vm from 'node:vm';

const NATIVE_ERRORS = [
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AggregateError',
];
const HOST_AGENT = ['start', 'broadcast', 'getReport', 'sleep', 'monotonicNow'];

/** Runs in the realm, first of all. Answers the realm's errors. */
const BOOTSTRAP = `(function (hooks, natives, agentMembers) {
  'use strict';
  const { String, Object, TypeError, SyntaxError, RangeError } = globalThis;
  const { defineProperty } = Object;
  const { print, compile, run, collect, detach, makeRealm, missing } = hooks;
  const hidden = (target, name, value) => defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  const guarded = (work, Failure, message) => {
    let done = false;
    try { work(); done = true; } catch {}
    if (!done) throw new Failure(message);
  };
  const host = {
    global: globalThis,
    gc() { guarded(() => collect(), TypeError, 'cannot collect'); },
    evalScript(source) {
      const text = String(source);
      let script;
      guarded(() => { script = compile(text); }, RangeError, 'Maximum call stack size exceeded');
      if (typeof script === 'string') throw new SyntaxError(script);
      return run(script);
    },
    createRealm() {
      let made;
      guarded(() => { made = makeRealm(); }, RangeError, 'cannot make a realm');
      return made;
    },
    detachArrayBuffer(buffer) {
      guarded(() => detach(buffer), TypeError, 'this buffer cannot be detached');
      return null;
    },
    agent: {},
  };
  const lacking = (target, name, called) => defineProperty(target, name.slice(name.lastIndexOf('.') + 1), called
    ? { value() { missing(name); throw new TypeError('this host does not have $262.' + name); }, writable: true, configurable: true, enumerable: true }
    : { get() { missing(name); return undefined; }, configurable: true, enumerable: true });
  for (let at = 0; at < agentMembers.length; at += 1) lacking(host.agent, 'agent.' + agentMembers[at], true);
  lacking(host, 'IsHTMLDDA', false);
  lacking(host, 'AbstractModuleSource', false);
  hidden(globalThis, '$262', host);
  hidden(globalThis, 'print', function print_(value) {
    const text = String(value);
    guarded(() => print(text), RangeError, 'Maximum call stack size exceeded');
  });
  defineProperty(globalThis.print, 'name', { value: 'print' });
  const made = [];
  for (let at = 0; at < natives.length; at += 1) made[at] = globalThis[natives[at]];
  return [host, made, JSON.parse];
})`;

const bootstrap = new vm.Script(BOOTSTRAP, { filename: 'sx-realm.js' });
const harnessScripts = new Map();

export class Realm {
  /** Members of the host object that the program asked for and this host does not have. */
  missing = new Set();
  #job;
  #print;
  #modules = new Map();
  /** Constructors of errors of all realms of the program, with their names. */
  #natives = new Map();
  #main;

  constructor(job, print) {
    this.#job = job;
    this.#print = print;
    this.#main = this.#make();
  }

  #make() {
    const context = vm.createContext(vm.constants?.DONT_CONTEXTIFY ?? {});
    const scripts = [];
    const hooks = {
      print: text => this.#print(text),
      compile: text => {
        try {
          scripts.push(this.#script(text, '<evalScript>', ''));
        } catch (error) {
          return String(error.message);
        }
        return scripts.length - 1;
      },
      run: index => scripts[index].runInContext(context),
      collect: () => globalThis.gc(),
      detach: buffer => void structuredClone(buffer, { transfer: [buffer] }),
      makeRealm: () => this.#make().host,
      missing: name => void this.missing.add(name),
    };
    const [host, errors, parseJson] = bootstrap.runInContext(context)(hooks, NATIVE_ERRORS, HOST_AGENT);
    errors.forEach((maker, at) => void this.#natives.set(maker, NATIVE_ERRORS[at]));
    return { context, host, parseJson, TypeError: errors[NATIVE_ERRORS.indexOf('TypeError')] };
  }

  #script(text, filename, prefix) {
    return new vm.Script(prefix + text, {
      filename,
      lineOffset: prefix === '' ? 0 : -1,
      importModuleDynamically: (specifier, referrer) => this.#importFrom(specifier, referrer),
    });
  }

  /** A harness file; answers what ended it. */
  include({ name, text }) {
    let script = harnessScripts.get(text);
    try {
      script ??= new vm.Script(text, { filename: name });
      harnessScripts.set(text, script);
    } catch (error) {
      return { ...this.#unparsable(error, 'preload'), preload: name };
    }
    try {
      script.runInContext(this.#main.context);
      return undefined;
    } catch (error) {
      return this.threw('preload', error, name);
    }
  }

  /** The host engine's own error, of this process's realm. */
  #unparsable(error, phase) {
    return { kind: 'threw', phase, error: { name: error.name, message: error.message, ...at(this.#placeIn(error)) } };
  }

  runScript(source, prefix) {
    let script;
    try {
      script = this.#script(source, this.#job.file, prefix);
    } catch (error) {
      return this.#unparsable(error, 'parse');
    }
    try {
      script.runInContext(this.#main.context);
      return undefined;
    } catch (error) {
      return this.threw('runtime', error);
    }
  }

  /** `wait` answers the end of a promise, or that nothing moves any more. */
  async runModule(source, wait) {
    let main;
    try {
      main = this.#moduleAt(this.#job.file, source);
    } catch (error) {
      return this.threw('parse', error);
    }
    try {
      await main.link((specifier, referrer) => this.#moduleAt(this.#resolve(specifier, referrer.identifier)));
    } catch (error) {
      return this.threw('resolution', error);
    }
    const state = await wait(main.evaluate());
    if (state === 'waiting') return { kind: 'unsettled', module: this.#job.path };
    return 'error' in state ? this.threw('runtime', state.error) : undefined;
  }

  #moduleAt(file, source) {
    const known = this.#modules.get(file);
    if (known !== undefined) return known;
    const { context, parseJson } = this.#main;
    const text = source ?? readFileSync(file, 'utf8');
    let made;
    if (file.endsWith('.json')) {
      const value = parseJson(text);
      const fill = function setDefault() {
        this.setExport('default', value);
      };
      made = new vm.SyntheticModule(['default'], fill, { context, identifier: file });
    } else {
      made = new vm.SourceTextModule(text, {
        context,
        identifier: file,
        importModuleDynamically: (specifier, referrer) => this.#importFrom(specifier, referrer),
        initializeImportMeta: meta => {
          meta.url = `file://${file}`;
        },
      });
    }
    this.#modules.set(file, made);
    return made;
  }

  #resolve(specifier, referrer) {
    const file = path.resolve(path.dirname(referrer), specifier);
    if (!existsSync(file)) throw new this.#main.TypeError(`Cannot find module '${specifier}'`);
    return file;
  }

  async #importFrom(specifier, referrer) {
    const from = typeof referrer?.identifier === 'string' ? referrer.identifier : this.#job.file;
    const target = this.#moduleAt(this.#resolve(specifier, from));
    if (target.status === 'unlinked')
      await target.link((inner, parent) => this.#moduleAt(this.#resolve(inner, parent.identifier)));
    if (target.status === 'linked') await target.evaluate();
    return target;
  }

  threw(phase, error, preload) {
    const { name, message } = this.#describe(error);
    return {
      kind: 'threw',
      phase,
      error: { name, message, ...at(this.#placeIn(error)) },
      ...(preload === undefined ? {} : { preload }),
    };
  }

  /** The constructor that the prototypes name: an intrinsic by identity, any other by its own name. */
  #describe(error) {
    if (error === null || (typeof error !== 'object' && typeof error !== 'function'))
      return { name: typeof error, message: typeof error === 'symbol' ? 'a symbol' : String(error) };
    const message = found(error, 'message');
    const maker = types.isProxy(error) ? undefined : found(Reflect.getPrototypeOf(error), 'constructor');
    const text = typeof message === 'string' ? message : '';
    if (typeof maker !== 'function' || types.isProxy(maker)) return { name: 'Object', message: text };
    const native = this.#natives.get(maker);
    if (native !== undefined) return { name: native, message: text };
    const name = found(maker, 'name');
    if (typeof name !== 'string' || name === '') return { name: 'Object', message: text };
    return { name: NATIVE_ERRORS.includes(name) ? `${name}, which is not the intrinsic` : name, message: text };
  }

  /** The innermost place in the test itself, from the text of a trace. */
  #placeIn(error) {
    try {
      const { file, path: testPath } = this.#job;
      const mine = String(error.stack)
        .split('\n')
        .filter(line => line.includes(file));
      for (const position of [/:(\d+):(\d+)\)?$/, /:(\d+)$/]) {
        const match = position.exec(mine.find(line => position.test(line)) ?? '');
        if (match !== null) return { file: testPath, line: Number(match[1]), column: Number(match[2] ?? 1) };
      }
    } catch {
      // A getter of the test's.
    }
    return undefined;
  }
}

const at = place => (place === undefined || place.line < 1 ? {} : { at: place });

/** A data property along the prototypes, without calling anything. */
function found(object, key) {
  for (let holder = object; holder !== null && !types.isProxy(holder); holder = Reflect.getPrototypeOf(holder)) {
    const own = Reflect.getOwnPropertyDescriptor(holder, key);
    if (own !== undefined) return 'value' in own ? own.value : undefined;
  }
  return undefined;
}

/**
 * JavaScript-on-SX as a host sees it: programs in, an account of what happened out. One `JsKernel` per worker: it loads the
 * libraries once (native units from the store), translates harness files once (stored, too), and gives every program a
 * fresh realm. It knows nothing of tests and decides nothing about them.
 */

import { emitUnit } from '../native/emission/emitter.ts';
import { instantiate } from '../native/units/loader.ts';
import { fromStored, type StoredUnit, toStored } from '../native/units/unit.ts';
import { readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';
import type { JsEnd, JsOptions, JsProgram, JsServices } from './javascript-program.ts';
import { JAVASCRIPT, openLibrary, STANDARD } from './library-folders.ts';
import { openKernel } from './open-kernel.ts';
import type { System } from './system.ts';

export class JsKernel {
  readonly version: string;
  readonly system: System;
  private readonly harness = new Map<string, Procedure>();
  private program: JsProgram | null = null;

  constructor(
    private readonly services: JsServices,
    private readonly options: JsOptions,
  ) {
    const { compiled, fingerprint } = services;
    const libraries = [STANDARD, JAVASCRIPT].map(folder => openLibrary(folder, name => services.readLibrary(name)));
    const { system, version } = openKernel({
      tier: options.tier,
      libraries,
      hooks: {
        output: text => this.program?.print(text),
        now: services.now,
        checkpoint: () => {
          const reason = this.program?.limits.shouldStop();
          if (reason) throw new Interrupt('timeout');
        },
      },
      compiled: {
        version: services.kernelVersion,
        // Lengths keep the parts apart; one text is hashed faster than hundreds.
        digest: parts => fingerprint({ lengths: parts.map(p => p.length).join(), text: parts.join('') }),
        store: {
          get: key => compiled.get('library', key) ?? null,
          put: (key, text) => compiled.put('library', key, text),
        },
        packLoader: services.packLoader,
        note: services.noteOn?.(libraries.flatMap(({ files }) => files.map(file => file.path))),
      },
      // Programs in JavaScript cannot redefine what their translation calls.
      sealed: true,
      ...(options.heat === undefined ? {} : { heat: options.heat }),
    });
    this.system = system;
    this.version = version;
  }

  /** Value of a procedure of the JavaScript library. */
  private js(name: string): Procedure {
    return this.system.kernel.namespace('js').cell(name).v;
  }

  private call(name: string, ...args: Value[]): Value {
    return this.system.kernel.call(this.js(name), ...args);
  }

  /**
   * Translates a script and compiles it to native code, or takes the result from the store, and keeps it as a procedure of one
   * realm. Harness files run before every program, so compiling them pays at once.
   */
  loadHarness(name: string, text: string): void {
    const { compiled, fingerprint } = this.services;
    const { kernel } = this.system;
    const key = fingerprint({ version: this.version, name, text });
    const stored = compiled.get('harness', key);
    const source = new SourceText(name, text);
    let entry: HarnessEntry;
    if (stored === undefined) {
      const datum = this.call('js-compile-script', text, this.scriptOptions(name));
      const node = this.system.expander(kernel.namespace('js'), source).expandTop(datum);
      const unit = emitUnit([node], {
        name,
        sealed: true,
        ahead: true,
        position: offset => ({ file: name, ...source.position(offset) }),
      });
      entry = { sx: inspect(datum), unit: toStored(unit) };
      compiled.put('harness', key, JSON.stringify(entry));
    } else entry = JSON.parse(stored) as HarnessEntry;
    if (this.options.tier === 'cek' || this.options.tier === 'vm') {
      this.harness.set(name, this.procedure(readAll(new SourceText(name, entry.sx), kernel.symbols)[0], source));
    } else {
      this.harness.set(
        name,
        instantiate(fromStored(entry.unit), kernel, kernel.namespace('js'), this.services.codeLoader?.(key))(),
      );
    }
  }

  /** Runs one program in a fresh realm, with all jobs it queues. */
  runTest(program: JsProgram): JsEnd {
    this.program = program;
    const { kernel } = this.system;
    kernel.raised = null;
    kernel.outermost = { handler: null, next: null };
    kernel.handlers = kernel.outermost;
    const progress: Progress = { phase: 'parse', file: '' };
    this.call('js-clear-jobs!');
    this.call('set-js-host-load-module!', (referrer: string, specifier: string) => this.loadModule(program, referrer, specifier));
    try {
      if (program.mode === 'module') this.runModule(program, progress);
      else this.runScript(program, progress);
      return { kind: 'completed' };
    } catch (e) {
      return this.account(e, progress);
    } finally {
      this.program = null;
      kernel.outermost = null;
      kernel.handlers = null;
    }
  }

  /** The program's intermediate forms. */
  dump(program: JsProgram): { title: string; text: string }[] {
    if (program.mode === 'module') return [];
    return [{ title: 'sx', text: inspect(this.compile(program)) }];
  }

  private runScript(program: JsProgram, progress: Progress): void {
    // The program is parsed before any realm exists: an early error must win over anything a harness file does.
    const script = this.procedure(this.compile(program), new SourceText(program.path, program.source));
    const realm = this.makeRealm(program, progress);
    progress.phase = 'runtime';
    this.call('js-run-script', script, realm, program.path);
    this.call('js-run-jobs', realm);
  }

  private runModule(program: JsProgram, progress: Progress): void {
    const { source, path } = program;
    this.call('js-compile-module', source);
    const realm = this.makeRealm(program, progress);
    progress.phase = 'resolution';
    const module = this.call('js-prepare-module', source, path, realm);
    progress.phase = 'runtime';
    this.call('js-run-module', module);
  }

  private loadModule(program: JsProgram, referrer: string, specifier: string): Value {
    const found = program.loadModule(specifier, referrer);
    if (found === undefined)
      return this.call('js-throw-type-error', `Cannot find module '${specifier}' imported from ${referrer}`);
    return List.of([found.path, found.source]);
  }

  /** A realm with the host's globals, in which the program's harness files have run. */
  private makeRealm(program: JsProgram, progress: Progress): Value {
    const realm = this.call('js-make-realm');
    this.call('js-install-host', realm, this.options.hostObject ?? null, (line: Value) => {
      program.print(String(line));
      return null;
    });
    if (program.arguments) this.call('js-install-arguments', realm, List.of([...program.arguments]));
    if (!program.raw) {
      for (const file of program.includes) {
        progress.file = file;
        this.call('js-run-script', this.harness.get(file), realm);
      }
    }
    progress.file = '';
    return realm;
  }

  private compile(program: JsProgram): Value {
    return this.call('js-compile-script', program.source, this.scriptOptions(program.path));
  }

  private scriptOptions(path: string): Value {
    return new Map([['path', path]]);
  }

  private procedure(datum: Value, source: SourceText): Procedure {
    const ns = this.system.kernel.namespace('js');
    const node = this.system.expander(ns, source).expandTop(datum);
    return this.system.engine.evaluate(node, source);
  }

  /** Where in the program's text the value came from: the parser says it, or the machine noted it. */
  private origin(payload: Value): { where?: string } {
    const { raised } = this.system.kernel;
    const source = this.program;
    if (source && this.system.kernel.call(this.js('js-syntax-error?'), payload) === true) {
      const position = this.call('js-syntax-error-position', payload) as number;
      return { where: new SourceText(source.path, source.source).locate(position) };
    }
    const where = raised?.payload === payload ? raised?.origin.where : undefined;
    return where ? { where } : {};
  }

  private account(e: unknown, at: Progress): JsEnd {
    if (e instanceof Interrupt)
      return { kind: 'interrupted', reason: e.reason === 'memory' ? 'oom' : e.reason === 'fuel' ? 'budget' : 'timeout' };
    // The limits of the host's stack and of its strings are the guest's business.
    if (e instanceof RangeError) return this.account(new Raise(this.system.kernel.caught(e)), at);
    if (!(e instanceof Raise)) return { kind: 'bug', message: e instanceof Error ? (e.stack ?? e.message) : String(e) };
    try {
      const described = this.call('js-describe-error', e.payload) as List;
      const [errorName, errorMessage] = described.toArray().map(String) as [string, string];
      if (at.file) return { kind: 'harness-threw', file: at.file, errorName, errorMessage };
      return { kind: 'threw', phase: at.phase, errorName, errorMessage, ...this.origin(e.payload) };
    } catch (again) {
      if (again instanceof Interrupt) return this.account(again, at);
      const payload = again instanceof Raise ? again.payload : again;
      const text = payload instanceof Condition ? `${payload.where || at.phase}: ${payload.message}` : inspect(payload);
      return { kind: 'bug', message: text };
    }
  }
}

/** A harness file in the store: its translation, readable, and that compiled. */
interface HarnessEntry {
  sx: string;
  unit: StoredUnit;
}

/** How far a program has come, for the account of what ended it. */
interface Progress {
  phase: 'parse' | 'resolution' | 'runtime';
  /** The harness file that is running, or ''. */
  file: string;
}

export const createJsHost = (services: JsServices, options: JsOptions): JsKernel => new JsKernel(services, options);

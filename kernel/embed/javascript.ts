/**
 * JavaScript-on-SX as a host sees it: programs in, an account of what happened out. One `JsKernel` per worker: it loads the
 * libraries once (native units from the store), translates what programs preload once (stored, too), and gives every program a
 * fresh realm. It decides nothing about what it runs.
 */

import { hostLimit } from '../instance/host-limits.ts';
import { emitUnit } from '../native/emission/emitter.ts';
import { instantiate } from '../native/units/loader.ts';
import { fromStored, type StoredUnit, toStored } from '../native/units/unit.ts';
import { readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Interrupt, Raise } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';
import { conditionText } from './failure-text.ts';
import type { End, JsOptions, JsProgram, JsServices, Place, Thrown } from './javascript-program.ts';
import { ProgramText } from './javascript-text.ts';
import { JAVASCRIPT, openLibrary, STANDARD } from './library-folders.ts';
import { openKernel } from './open-kernel.ts';
import { StoredPrograms } from './stored-programs.ts';
import type { System } from './system.ts';

export class JsKernel {
  readonly version: string;
  readonly system: System;
  private readonly programs: StoredPrograms;
  private readonly preloaded = new Map<string, Preloaded>();
  private program: JsProgram | null = null;
  /** The texts of the program under way, for names in traces. */
  private texts = new Map<string, ProgramText>();
  /** What messages call its modules, by identity. */
  private names = new Map<string, string>();

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
        ...(services.memory === undefined ? {} : { memory: services.memory }),
        checkpoint: () => {
          const reason = this.program?.limits.shouldStop();
          if (reason) throw new Interrupt(reason === 'cancelled' ? 'stopped' : 'timeout');
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
    this.programs = new StoredPrograms(services, system, version);
    this.call('set-js-host-load-module!', (referrer: string, specifier: string) => this.loadModule(referrer, specifier));
    this.call('set-js-host-evaluate!', (make: Procedure, path: string, text: string, key: string) =>
      this.evaluate(make, path, text, key),
    );
    this.call('set-js-host-function-name!', (place: string) => this.functionName(place));
  }

  /** Value of a procedure of the JavaScript library. */
  private js(name: string): Procedure {
    return this.system.kernel.namespace('js').cell(name).v;
  }

  private call(name: string, ...args: Value[]): Value {
    return this.system.kernel.call(this.js(name), ...args);
  }

  /**
   * Translates a script that is to run before programs and compiles it to native code, or takes the result from the store. Programs name
   * it in their `preloads`; one that cannot be translated ends them with the account that is answered here, too.
   */
  preload(name: string, text: string): End {
    const source = new ProgramText(name, text, () => this.call('js-compile-script', text, this.scriptOptions(name, false)));
    try {
      this.preloaded.set(name, { source, script: this.translated(name, source), end: COMPLETED });
      return COMPLETED;
    } catch (e) {
      const end = this.account(e, { phase: 'preload', preload: name, source });
      this.preloaded.set(name, { source, script: null, end });
      return end;
    }
  }

  private translated(name: string, source: ProgramText): Procedure {
    const { compiled, fingerprint } = this.services;
    const { kernel } = this.system;
    const key = fingerprint({ version: this.version, name, text: source.text });
    const stored = compiled.get('preload', key);
    let entry: StoredScript;
    if (stored === undefined) {
      const datum = source.translate();
      const node = this.programs.expanded(datum, source);
      const unit = emitUnit([node], {
        name,
        sealed: true,
        ahead: true,
        position: offset => ({ file: name, ...source.position(offset) }),
      });
      entry = { sx: inspect(datum), unit: toStored(unit) };
      compiled.put('preload', key, JSON.stringify(entry));
    } else entry = JSON.parse(stored) as StoredScript;
    if (this.options.tier === 'cek' || this.options.tier === 'vm')
      return this.system.engine.evaluate(
        this.programs.expanded(readAll(new SourceText(name, entry.sx), kernel.symbols)[0], source),
        source,
      );
    return instantiate(fromStored(entry.unit), kernel, kernel.namespace('js'), this.services.codeLoader?.(key))();
  }

  /** Runs one program in a fresh realm, with all jobs it queues. */
  run(program: JsProgram): End {
    const { kernel } = this.system;
    const source = new ProgramText(program.path, program.source, () => this.translate(program));
    this.program = program;
    this.texts = new Map([[program.path, source]]);
    this.names = new Map([[program.identity, program.path]]);
    kernel.raised = null;
    kernel.memory.limit = program.limits.maxBytes;
    kernel.outermost = { next: null };
    kernel.handlers = kernel.outermost;
    const progress: Progress = { phase: 'parse', source };
    this.call('js-clear-jobs!');
    this.call('js-track-rejections!', program.unhandledRejections === 'throw');
    try {
      return program.mode === 'module' ? this.runModule(program, progress) : this.runScript(program, progress);
    } catch (e) {
      return this.account(e, progress);
    } finally {
      this.program = null;
      this.texts = new Map();
      kernel.outermost = null;
      kernel.handlers = null;
    }
  }

  /** The program's intermediate forms, or why it has none. */
  dump(program: JsProgram): { forms: { title: string; text: string }[] } | { end: End } {
    const source = new ProgramText(program.path, program.source, () => this.translate(program));
    try {
      return { forms: [{ title: 'sx', text: inspect(source.translate()) }] };
    } catch (e) {
      return { end: this.account(e, { phase: 'parse', source }) };
    }
  }

  private runScript(program: JsProgram, progress: Progress): End {
    const { source } = progress;
    // The program is parsed before any realm exists: an early error must win over anything a preloaded file does.
    const script = this.procedure(source, this.contextOf(program));
    const realm = this.makeRealm(program, progress);
    if (progress.end) return progress.end;
    progress.phase = 'runtime';
    this.call('js-run-script', script, realm, program.identity);
    this.call('js-run-jobs', realm);
    this.call('js-raise-unhandled-rejection');
    return COMPLETED;
  }

  private runModule(program: JsProgram, progress: Progress): End {
    const { source } = progress;
    const definition = this.procedure(source, this.contextOf(program));
    const realm = this.makeRealm(program, progress);
    if (progress.end) return progress.end;
    progress.phase = 'resolution';
    const module = this.call('js-prepare-module', definition, program.identity, program.path, realm);
    progress.phase = 'runtime';
    const waiting = this.call('js-run-module', module) as string | null;
    this.call('js-raise-unhandled-rejection');
    return waiting === null ? COMPLETED : { kind: 'unsettled', module: waiting };
  }

  private loadModule(referrer: string, specifier: string): Value {
    const found = this.program?.loadModule(specifier, referrer);
    if (found === undefined) {
      const importer = this.names.get(referrer) ?? referrer;
      return this.call('js-throw-type-error', `Cannot find module '${specifier}' imported from ${importer}`);
    }
    this.names.set(found.identity, found.path);
    return List.of([found.identity, found.path, found.source]);
  }

  /**
   * The value of a text that the program has asked for at run time: of a module, or of what it evaluates. `make` translates it; `key` says
   * all that it depends on.
   */
  private evaluate(make: Procedure, path: string, text: string, key: string): Value {
    const source = new ProgramText(path, text, () => this.system.kernel.call(make));
    const procedure = this.procedure(source, key);
    // A text with a mistake has no functions to be asked for.
    if (!EVALUATED.test(path)) this.texts.set(path, source);
    return procedure;
  }

  /** A realm with the host's globals, in which the program's preloads have run. */
  private makeRealm(program: JsProgram, progress: Progress): Value {
    const realm = this.call('js-make-realm');
    const printing = (print: (line: string) => void) => (line: Value) => {
      print(String(line));
      return null;
    };
    const print = printing(line => program.print(line));
    const printError = printing(line => (program.printError ?? program.print)(line));
    this.call('js-install-host', realm, this.options.hostObject ?? null, print, printError);
    if (program.arguments) this.call('js-install-arguments', realm, List.of([...program.arguments]));
    const { phase } = progress;
    progress.phase = 'preload';
    for (const name of program.preloads) {
      const { source, script, end } = this.preloaded.get(name) as Preloaded;
      if (script === null) {
        progress.end = end;
        break;
      }
      this.texts.set(name, source);
      progress.preload = name;
      this.call('js-run-script', script, realm);
    }
    progress.phase = phase;
    return realm;
  }

  private translate(program: JsProgram): Value {
    return program.mode === 'module'
      ? this.call('js-compile-module', program.source)
      : this.call('js-compile-script', program.source, this.scriptOptions(program.identity, program.mode === 'strict'));
  }

  /** What the translation of a program depends on besides its text. */
  private contextOf({ mode, identity }: JsProgram): string {
    return `${mode} ${identity}`;
  }

  /** `path`: what its imports are relative to. */
  private scriptOptions(path: string, strict: boolean): Value {
    return new Map<string, Value>([
      ['path', path],
      ['strict', strict],
    ]);
  }

  private procedure(source: ProgramText, context: string): Procedure {
    return this.system.engine.evaluate(this.programs.treeOf(source, context), source);
  }

  /** Name of the function that a place is in; '' at top level. */
  private functionName(place: string): string {
    const at = placeOf(place);
    if (at === undefined) return '';
    return EVALUATED.exec(at.file)?.[1] ?? this.texts.get(at.file)?.functionAt(at) ?? '';
  }

  /** Where the program threw, as far as is known: in its own texts, if a preloaded file threw on its behalf. */
  private origin(payload: Value, { source }: Progress): Place | undefined {
    const { raised } = this.system.kernel;
    if (this.call('js-syntax-error?', payload) === true) {
      const position = this.call('js-syntax-error-position', payload) as number;
      return { file: source.name, ...source.position(position) };
    }
    const seen = raised?.payload === payload ? raised : null;
    const places = [
      ...(seen?.trace?.places ?? []),
      ...((this.call('js-places-of', payload) as List).toArray() as string[]),
      seen?.origin.where ?? '',
      payload instanceof Condition ? payload.where : '',
    ].flatMap(place => placeOf(place) ?? []);
    return places.find(({ file }) => !this.preloaded.has(file) && !EVALUATED.test(file)) ?? places[0];
  }

  private account(e: unknown, progress: Progress): End {
    if (e instanceof Interrupt) return { kind: 'interrupted', reason: INTERRUPTED[e.reason] };
    const limit = hostLimit(e);
    if (limit !== undefined) return this.account(new Raise(limit), progress);
    if (!(e instanceof Raise)) return { kind: 'crashed', message: e instanceof Error ? (e.stack ?? e.message) : String(e) };
    const { payload } = e;
    const { phase, preload } = progress;
    try {
      const [name, message] = (this.call('js-describe-error', payload) as List).toArray().map(String) as [string, string];
      const at = this.origin(payload, progress);
      const error: Thrown = { name, message, ...(at ? { at } : {}) };
      return {
        kind: 'threw',
        phase,
        error,
        ...(this.program?.showThrown ? { shown: this.call('js-show-thrown', payload) as string } : {}),
        ...(phase === 'preload' && preload ? { preload } : {}),
      };
    } catch (again) {
      if (again instanceof Interrupt) return this.account(again, progress);
      const bug = again instanceof Raise ? again.payload : again;
      if (!(bug instanceof Condition)) return { kind: 'crashed', message: inspect(bug) };
      const at = placeOf(bug.where);
      return { kind: 'crashed', message: `${phase}: ${conditionText(bug)}`, ...(at ? { at } : {}) };
    }
  }
}

const COMPLETED: End = { kind: 'completed' };

/** A host that counts fuel stops a program for its length, as one that looks at the clock does. */
const INTERRUPTED = { timeout: 'timeout', fuel: 'timeout', memory: 'oom', stopped: 'cancelled' } as const;

/** Names of texts without a file, and what a function that is made of such a text is called. */
const EVALUATED = /^<(eval|anonymous)>$/;

function placeOf(text: string): Place | undefined {
  const match = /^(.+):(\d+):(\d+)$/.exec(text);
  return match ? { file: match[1] as string, line: Number(match[2]), column: Number(match[3]) } : undefined;
}

interface Preloaded {
  source: ProgramText;
  /** null: it cannot be translated, and `end` says why. */
  script: Procedure | null;
  end: End;
}

/** A preloaded script in the store: its translation, readable, and that compiled. */
interface StoredScript {
  sx: string;
  unit: StoredUnit;
}

/** How far a program has come, for the account of what ended it. */
interface Progress {
  phase: 'preload' | 'parse' | 'resolution' | 'runtime';
  /** The text of which syntax errors are told. */
  source: ProgramText;
  /** The preloaded file that runs, or ran last. */
  preload?: string;
  /** The program ended before it began. */
  end?: End;
}

export const createJsHost = (services: JsServices, options: JsOptions): JsKernel => new JsKernel(services, options);

/**
 * The text after `--engine`, parsed. `sx` is our kernel inside the worker, `sx:heat=N` the same with the tier `auto` compiling what was
 * called, or went around, N times (for looking for differences; a program gives the compiler work then that it never has otherwise); `process:CMD` runs programs in processes of a
 * command: Node keeps one for many programs, each in a fresh realm, unless it is `process-per-case:CMD`; any other starts anew each time;
 * `module:FILE` loads an adapter from an ES module that exports `createEngine()`.
 */
import { type HostCapabilities, NO_HOST_EXTRAS } from '../skip-rules.ts';
import type { Engine } from './engine.ts';

export type EngineSpec =
  | { kind: 'sx'; heat?: number }
  | { kind: 'process'; command: string; args: readonly string[]; perCase?: boolean }
  | { kind: 'module'; file: string };

export function parseEngineSpec(text: string): EngineSpec | undefined {
  if (text === 'sx') return { kind: 'sx' };
  const [kind, ...rest] = text.split(':');
  const argument = rest.join(':').trim();
  if (argument === '') return undefined;
  if (kind === 'sx') {
    const heat = Number(/^heat=([1-9]\d*)$/.exec(argument)?.[1]);
    return Number.isSafeInteger(heat) ? { kind, heat } : undefined;
  }
  if (kind === 'module') return { kind: 'module', file: argument };
  if (kind !== 'process' && kind !== 'process-per-case') return undefined;
  const [command, ...args] = argument.split(/\s+/);
  return { kind: 'process', command: command!, args, ...(kind === 'process' ? {} : { perCase: true }) };
}

export function engineName(spec: EngineSpec): string {
  switch (spec.kind) {
    case 'sx':
      return spec.heat === undefined ? 'sx' : `sx:heat=${spec.heat}`;
    case 'process':
      return `process${spec.perCase === true ? '-per-case' : ''}:${[spec.command, ...spec.args].join(' ')}`;
    case 'module':
      return `module:${spec.file}`;
  }
}

/** What the host of an engine offers; known without starting it, since the plan needs it. */
export function hostOf(spec: EngineSpec): HostCapabilities {
  if (spec.kind === 'process') return { ...NO_HOST_EXTRAS, intl: true, gc: isNode(spec.command) };
  if (spec.kind === 'module') return { ...NO_HOST_EXTRAS, intl: true };
  return { ...NO_HOST_EXTRAS, isHTMLDDA: true };
}

export function isNode(command: string): boolean {
  return /(^|[\\/])node(\.exe)?$/.test(command);
}

/** Adapters are loaded on demand: a run with one engine never pays for the others. */
export async function createEngine(spec: EngineSpec): Promise<Engine> {
  switch (spec.kind) {
    case 'sx': {
      const { SxEngine } = await import('./sx.ts');
      return new SxEngine(engineName(spec), spec.heat);
    }
    case 'process': {
      if (isNode(spec.command)) {
        const { NodeEngine } = await import('./process-node.ts');
        return new NodeEngine(engineName(spec), spec.command, spec.args, spec.perCase === true);
      }
      const { CommandEngine } = await import('./process-command.ts');
      return new CommandEngine(engineName(spec), spec.command, spec.args);
    }
    case 'module': {
      const { loadModuleEngine } = await import('./module.ts');
      return loadModuleEngine(spec.file);
    }
  }
}

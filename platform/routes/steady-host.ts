/** A host of a program in a world that is the same every time, so that what it answers depends on the program and its engine alone. */
import type { System } from '../../kernel/embed/system.ts';
import type { KernelHooks } from '../../kernel/instance/kernel.ts';
import { fileEffects } from '../effects/node/files.ts';
import { stubs } from '../effects/stubs.ts';
import { type Host, startHost } from '../http/host.ts';
import type { Program } from '../kernels/app.ts';
import type { Answerer } from '../kernels/guest.ts';
import { MemoryStore } from '../store/memory.ts';

export interface SteadyOptions {
  program: Program;
  makeSystem(hooks: Partial<KernelHooks>): System;
  answerer: Answerer;
  /** Shared folders by name: files are as they are. */
  files: Readonly<Record<string, string>>;
}

/** An interpreter may take its time. */
const PATIENT = { cpuMs: 20_000, handlerMs: 28_000, kernels: 1 };

export function steadyHost({ program, makeSystem, answerer, files }: SteadyOptions): Promise<Host> {
  const quiet = Object.assign(() => {}, { verbose: false });
  return startHost({
    program,
    makeSystem,
    answerer,
    store: new MemoryStore(),
    log: quiet,
    limits: PATIENT,
    effects: { ...stubs().implementations, files: fileEffects(files) },
    port: 0,
  });
}

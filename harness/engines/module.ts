/** Adapters from outside: an ES module that exports `createEngine(): Engine | Promise<Engine>`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from './engine.ts';

export async function loadModuleEngine(file: string): Promise<Engine> {
  const loaded = (await import(pathToFileURL(path.resolve(file)).href)) as { createEngine?: () => Engine | Promise<Engine> };
  if (typeof loaded.createEngine !== 'function') throw new Error(`${file} does not export createEngine()`);
  return loaded.createEngine();
}

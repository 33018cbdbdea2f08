/**
 * Finds the kernel's side of the boundary. The kernel is a separate bundle that is loaded when the first program needs it.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CreateJsHost, JsHost, JsHostOptions, JsHostServices } from './js-host-types.ts';

export async function createJsHost(services: JsHostServices, options: JsHostOptions): Promise<JsHost> {
  const source = import.meta.url.endsWith('.ts');
  const url = new URL(source ? '../../kernel/js-host.ts' : './js-host.js', import.meta.url);
  if (!existsSync(fileURLToPath(url))) throw new Error('this build has no JavaScript-on-SX kernel (kernel/js-host.ts)');
  const loaded = (await import(url.href)) as { createJsHost: CreateJsHost };
  return loaded.createJsHost(services, options);
}

/**
 * Finds the kernel's side of the boundary: a bundle of its own, without shared chunks, so that the digest of the one file is the
 * version of everything the kernel does. It is loaded when the first program needs it.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256 } from '../../cache/fingerprint.ts';
import type * as Kernel from '../../kernel/js-host.ts';
import type { JsKernel } from '../../kernel/js-host.ts';
import type { JsOptions, JsServices } from '../../kernel/js-program.ts';
import { projectRoot } from '../project-root.ts';

export async function createJsHost(services: JsServices, options: JsOptions): Promise<JsKernel> {
  const loaded = (await import(pathToFileURL(bundle()).href)) as typeof Kernel;
  return loaded.createJsHost(services, options);
}

let version: string | undefined;

export function kernelVersion(): string {
  version ??= sha256(readFileSync(bundle()));
  return version;
}

function bundle(): string {
  const file = path.join(projectRoot(), 'dist', 'js-host.js');
  if (!existsSync(file)) throw new Error('this build has no JavaScript-on-SX kernel (dist/js-host.js); run npm run build');
  return file;
}

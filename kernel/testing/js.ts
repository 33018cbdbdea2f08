/** For tests: what a JavaScript program prints on JavaScript-on-SX, with compiled libraries, and on the host's own engine, the yardstick. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { projectRoot } from '../../harness/project-root.ts';
import { JsKernel } from '../embed/javascript.ts';
import type { End, JsProgram, JsServices } from '../embed/javascript-program.ts';
import { TIERS, type Tier } from '../embed/tiers.ts';

export { TIERS, type Tier };

export interface ScriptOptions {
  tier?: Tier;
  mode?: 'sloppy' | 'strict' | 'module';
}

const stored = new Map<string, string>();
const kernels = new Map<Tier, JsKernel>();

/** Compiled at the first program; the tests of one process share it, and the tiers share what is compiled. */
export function jsKernel(tier: Tier): JsKernel {
  let kernel = kernels.get(tier);
  if (kernel === undefined) {
    const services: JsServices = {
      readLibrary: name => readFileSync(path.join(projectRoot(), 'kernel/lib', name), 'utf8'),
      compiled: {
        get: (kind, key) => stored.get(kind + key),
        put: (kind, key, text) => void stored.set(kind + key, text),
      },
      fingerprint: inputs => createHash('sha1').update(JSON.stringify(inputs)).digest('hex'),
      now: () => 0,
      kernelVersion: 'test',
    };
    kernel = new JsKernel(services, { tier });
    kernels.set(tier, kernel);
  }
  return kernel;
}

/** The lines that a program hands to `print`, and how it ended. */
export function runHere(
  source: string,
  change: Partial<JsProgram> = {},
  tier: Tier = 'auto',
): { lines: readonly string[]; end: End } {
  const lines: string[] = [];
  const end = jsKernel(tier).run({
    path: 'case.js',
    identity: '/case.js',
    source,
    mode: 'sloppy',
    preloads: [],
    unhandledRejections: 'ignore',
    limits: { shouldStop: () => undefined, maxBytes: 1e9 },
    print: line => lines.push(line),
    loadModule: () => undefined,
    ...change,
  });
  return { lines, end };
}

/** The lines that a script hands to `print`; and its end, unless it completed. */
export function printedHere(source: string, { tier = 'auto', mode = 'sloppy' }: ScriptOptions = {}): string[] {
  const { lines, end } = runHere(source, { mode }, tier);
  return end.kind === 'completed' ? [...lines] : [...lines, JSON.stringify(end)];
}

/** The same lines on the host's engine. */
export function printedByHost(source: string): string[] {
  const lines: string[] = [];
  runInNewContext(source, { print: (line: string) => lines.push(line) });
  return lines;
}

/** What node, started for it, prints for a script, and how it complains if it fails. */
export function askHost(source: string): { lines: string[]; complaint: string } {
  const text = `globalThis.print = line => void process.stdout.write(line + '\\n');\n${source}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-'], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TZ: 'UTC' },
  });
  return { lines: stdout.split('\n').slice(0, -1), complaint: status === 0 ? '' : stderr };
}

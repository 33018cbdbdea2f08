/** For tests: what a JavaScript program prints on JavaScript-on-SX, with compiled libraries, and on the host's own engine, the yardstick. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { projectRoot } from '../../harness/project-root.ts';
import { JsKernel } from '../embed/javascript.ts';

const stored = new Map<string, string>();
let kernel: JsKernel | null = null;

/** Compiled at the first program; the tests of one process share it. */
function jsKernel(): JsKernel {
  kernel ??= new JsKernel(
    {
      readLibrary: name => readFileSync(path.join(projectRoot(), 'kernel/lib', name), 'utf8'),
      compiled: {
        get: (kind, key) => stored.get(kind + key),
        put: (kind, key, text) => void stored.set(kind + key, text),
      },
      fingerprint: inputs => createHash('sha1').update(JSON.stringify(inputs)).digest('hex'),
      now: () => 0,
      kernelVersion: 'test',
    },
    { tier: 'auto' },
  );
  return kernel;
}

/** The lines that a script hands to `print`; or its end, unless it completed. */
export function printedHere(source: string): string[] {
  const lines: string[] = [];
  const end = jsKernel().runTest({
    path: 'case.js',
    source,
    mode: 'sloppy',
    raw: true,
    async: false,
    includes: [],
    limits: { shouldStop: () => undefined, maxBytes: 1e9 },
    print: line => lines.push(line),
    loadModule: () => undefined,
  });
  return end.kind === 'completed' ? lines : [JSON.stringify(end)];
}

/** The same lines on the host's engine. */
export function printedByHost(source: string): string[] {
  const lines: string[] = [];
  runInNewContext(source, { print: (line: string) => lines.push(line) });
  return lines;
}

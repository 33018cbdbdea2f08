/**
 * Builds the bundles in dist/: the command, one module per sub-command, the worker entries, the scripts. Dependencies stay outside;
 * workspace packages are bundled. Runs in a fraction of a second, so scripts simply build first.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const quiet = process.argv.includes('--quiet');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const entries = { cli: 'runner/cli.ts', worker: 'runner/worker.ts', 'worker-process': 'runner/worker-process.ts' };
for (const file of readdirSync(path.join(root, 'runner/commands'))) {
  if (file.endsWith('.ts') && !file.endsWith('.test.ts')) entries[`commands/${file.slice(0, -3)}`] = `runner/commands/${file}`;
}
for (const file of readdirSync(path.join(root, 'scripts'))) {
  if (file.endsWith('.ts') && !file.endsWith('.test.ts')) entries[`scripts/${file.slice(0, -3)}`] = `scripts/${file}`;
}

// Commands that must start quickly are one file each.
const raw = ['js', 'repl', 'run-sx', 'serve'].map(name => `commands/${name}`);

const common = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  external: [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)],
  logLevel: 'warning',
  write: false,
};

const entryPoints = chosen => Object.entries(entries).flatMap(([out, file]) => (chosen(out) ? [{ in: file, out }] : []));

const begin = performance.now();
const results = await Promise.all([
  build({
    ...common,
    entryPoints: entryPoints(out => !raw.includes(out)),
    splitting: true,
    chunkNames: '[name]-[hash]',
  }),
  build({ ...common, entryPoints: entryPoints(out => raw.includes(out)) }),
  // The kernel is one file without shared chunks: its digest is the version of everything it compiles. It is the function of a
  // module, not a module, so that the host engine's code for it can be kept (harness/engines/js-host.ts).
  build({
    ...common,
    entryPoints: [{ in: 'kernel/js-host.ts', out: 'js-host' }],
    format: 'cjs',
    platform: 'neutral',
    minifyWhitespace: true,
    minifySyntax: true,
    banner: { js: '(function (module) {' },
    footer: { js: '})' },
  }),
]);

// Each file appears by a rename and only when it changed, so that a build never disturbs a command that is running.
const written = new Set();
for (const { path: file, contents } of results.flatMap(result => result.outputFiles)) {
  written.add(path.relative(dist, file));
  if (existsSync(file) && readFileSync(file).equals(contents)) continue;
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, file);
}
// Chunks of earlier builds would pile up; young ones may still be wanted by a running command.
const HOUR = 3_600_000;
for (const file of readdirSync(dist)) {
  if (!/-[A-Z0-9]{8}\.js(\.map)?$/.test(file) || written.has(file)) continue;
  const stat = statSync(path.join(dist, file), { throwIfNoEntry: false });
  if (stat !== undefined && Date.now() - stat.mtimeMs > HOUR) rmSync(path.join(dist, file), { force: true });
}
if (!quiet) process.stdout.write(`built ${written.size} files in ${Math.round(performance.now() - begin)} ms\n`);

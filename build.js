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

/** Entries of a folder's files: path in dist/ without extension → source. */
function folderEntries(source, out) {
  const files = readdirSync(path.join(root, source)).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return files.map(file => ({ in: `${source}/${file}`, out: `${out}/${file.slice(0, -3)}` }));
}

// What `sx js` and its like load is CommonJS and one file per command: the host starts that faster than modules.
const starters = new Set([
  'cli',
  './program-worker',
  './shell-worker',
  ...['disasm', 'host', 'js', 'repl', 'run-sx', 'serve'].map(name => `commands/${name}`),
]);
const entries = [
  ...['cli', 'runner-command'].map(name => ({ in: `runner/cli/${name}.ts`, out: name })),
  ...folderEntries('runner/entries', '.'),
  ...folderEntries('platform/entries', '.'),
  ...folderEntries('runner/commands', 'commands'),
  ...folderEntries('scripts', 'scripts'),
];

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

const begin = performance.now();
const results = await Promise.all([
  build({
    ...common,
    entryPoints: entries.filter(entry => !starters.has(entry.out)),
    splitting: true,
    chunkNames: '[name]-[hash]',
  }),
  build({
    ...common,
    entryPoints: entries.filter(entry => starters.has(entry.out)),
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'moduleUrl' },
  }),
  // The kernel is one file without shared chunks: its digest is the version of everything it compiles. It is the function of a
  // module, not a module, so that the host engine's code for it can be kept (harness/engines/js-host.ts).
  build({
    ...common,
    entryPoints: [{ in: 'kernel/embed/javascript.ts', out: 'js-host' }],
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

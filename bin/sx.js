#!/usr/bin/env node
/** Starts the built command. The bundle decides what to load; this file only finds it. */
const url = new URL('../dist/cli.js', import.meta.url);
let cli;
try {
  cli = await import(url.href);
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('dist/cli.js')) throw error;
  process.stderr.write('sx: not built yet; run: npm run build\n');
  process.exit(3);
}
process.exitCode = await cli.main(process.argv.slice(2));
// Left to itself the engine would finish its idle work first, which takes longer than a small program. Output goes before.
if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();

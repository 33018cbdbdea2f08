#!/usr/bin/env node
/** Starts the built command. The bundle decides what to load; this file only finds it. CommonJS, because the host starts that faster. */
let cli;
try {
  cli = require('../dist/cli.cjs');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND' || !String(error.message).includes('dist/cli.cjs')) throw error;
  process.stderr.write('sx: not built yet; run: npm run build\n');
  process.exit(3);
}
cli.main(process.argv.slice(2)).then(exitCode => {
  process.exitCode = exitCode;
  // Left to itself the engine would finish its idle work first, which takes longer than a small program. Output goes before.
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
});

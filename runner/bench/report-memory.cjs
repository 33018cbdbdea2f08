/** Loaded into a process with `--require`: writes its peak resident set, in kB, to file descriptor 3 when it ends. */
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// Threads of the process load this, too, and the figure is that of all of them.
if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));

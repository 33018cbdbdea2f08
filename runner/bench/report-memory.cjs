/** Loaded into a process with `--require`: writes its peak resident set, in kB, to file descriptor 3 when it ends. */
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));

/**
 * What every verdict about a command rests on, asked of the command itself before the first test. A command that does otherwise is
 * refused with what it did; when an argument makes it do right, it is used.
 */
import type { ChildEnd } from './child-run.ts';

export type ProbeRun = (args: readonly string[], text: string) => Promise<ChildEnd & { stdout: string }>;

const SAY = `var say = typeof print === 'function' ? print : function (text) { console.log(text); };\n`;

interface Probe {
  what: string;
  text: string;
  holds: (end: ChildEnd & { stdout: string }) => boolean;
}

const PROBES: readonly Probe[] = [
  {
    what: 'ends with exit code 0 after a program that ends, and prints what it printed',
    text: `${SAY}say('sx:' + (1 + 1));`,
    holds: end => end.exitCode === 0 && end.stdout.includes('sx:2'),
  },
  {
    what: 'runs a file as a script: sloppy code, in which this is the global object',
    text: `${SAY}say('sx:' + (this === globalThis && (function () { return this; })() === globalThis));`,
    holds: end => end.exitCode === 0 && end.stdout.includes('sx:true'),
  },
  {
    what: 'runs strict code as strict',
    text: `"use strict";\n${SAY}say('sx:' + ((function () { return this; })() === undefined));`,
    holds: end => end.exitCode === 0 && end.stdout.includes('sx:true'),
  },
  {
    what: 'ends with another exit code after an uncaught exception, and names its constructor on stderr',
    text: `${SAY}say('sx:begun'); throw new RangeError('sx-probe');`,
    holds: end => end.exitCode !== 0 && end.stdout.includes('sx:begun') && /RangeError/.test(end.stderr + end.stdout),
  },
  {
    what: 'runs nothing of a file that cannot be parsed',
    text: `${SAY}say('sx:begun');\nvar var;`,
    holds: end => end.exitCode !== 0 && !end.stdout.includes('sx:begun'),
  },
];

/** Arguments that make some commands run a file as a script. */
const SCRIPT_ARGUMENTS = ['--script'];

/** The arguments with which the command can be scored; throws when there are none. */
export async function argumentsThatHold(command: string, args: readonly string[], run: ProbeRun): Promise<readonly string[]> {
  const wrong = await firstWrong(args, run);
  if (wrong === undefined) return args;
  for (const argument of SCRIPT_ARGUMENTS) {
    const more = [...args, argument];
    if ((await firstWrong(more, run)) === undefined) return more;
  }
  const { what, end } = wrong;
  if (end.observation?.kind === 'broken') throw new Error(`${end.observation.message}; install it, or name it by its path`);
  const saw = [`exit code ${end.exitCode ?? '?'}`, end.stdout.trim(), end.stderr.trim()].filter(text => text !== '').join(', ');
  throw new Error(
    `${command} cannot be scored: it is not so that it ${what} (it answered: ${saw.slice(0, 300)}); give it the arguments that make it so, as in "process:${command} --script"`,
  );
}

async function firstWrong(
  args: readonly string[],
  run: ProbeRun,
): Promise<{ what: string; end: ChildEnd & { stdout: string } } | undefined> {
  for (const { what, text, holds } of PROBES) {
    const end = await run(args, text);
    if (!holds(end)) return { what, end };
  }
  return undefined;
}

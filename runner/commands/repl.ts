/** `sx repl`: the shell on a terminal, with history, completion and input over several lines; or on a pipe, without prompts. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { ProgramWorld } from '../../harness/programs/library-files.ts';
import { standardSystem } from '../../harness/programs/standard-system.ts';
import { toolVersion } from '../../harness/project-root.ts';
import { unhandledText } from '../../kernel/embed/failure-text.ts';
import { Shell } from '../../kernel/embed/shell.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, parseProgramOptions, processIo } from '../cli/program-io.ts';

const USAGE = `Usage: sx repl

An SX shell. :help inside lists its commands. The history is kept in $XDG_CACHE_HOME/sx (~/.cache/sx).
`;
const PROMPT = 'sx> ';
const CONTINUED = '... ';
const HISTORY_LENGTH = 1000;

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const parsed = parseProgramOptions(args);
  if (parsed.help) {
    io.stdout.write(USAGE);
    return EXIT.ok;
  }
  const complaint = parsed.complaint ?? (parsed.rest.length > 0 ? `unexpected argument ${parsed.rest[0]}` : undefined);
  if (complaint !== undefined) {
    io.stderr.write(`sx repl: ${complaint}\n${USAGE}`);
    return EXIT.usage;
  }
  const system = standardSystem({ output: text => void io.stdout.write(text) });
  const shell = new Shell(system, {
    answer: new ProgramWorld(system, ['.', 'lib']).answer,
    readFile: file => readFileSync(file, 'utf8'),
  });
  const terminal = (io.stdin as Partial<ReadStream>).isTTY === true && (io.stdout as { isTTY?: boolean }).isTTY === true;
  if (terminal) io.stdout.write(`SX ${toolVersion()}. :help for help, :quit to leave.\n`);
  await converse(shell, io, terminal);
  return EXIT.ok;
}

function converse(shell: Shell, io: ProgramIo, terminal: boolean): Promise<void> {
  const rl = createInterface({
    input: io.stdin,
    ...(terminal ? { output: io.stdout } : {}),
    terminal,
    historySize: HISTORY_LENGTH,
    ...(terminal ? { history: readHistory(), removeHistoryDuplicates: true } : {}),
    completer: (line: string) => shell.completions(line),
    prompt: PROMPT,
  });
  const prompt = (): void => {
    if (!terminal) return;
    rl.setPrompt(shell.open ? CONTINUED : PROMPT);
    rl.prompt();
  };
  if (terminal) rl.on('history', writeHistory);
  let left = false;
  rl.on('line', line => {
    // Lines that came together with :quit.
    if (left) return;
    const reply = cooked(io, terminal, () => shell.feed(line));
    if (reply.kind === 'text') io.stdout.write(reply.text);
    if (reply.kind === 'error') io.stderr.write(unhandledText(reply.error));
    if (reply.kind === 'quit') {
      left = true;
      rl.close();
    } else prompt();
  });
  rl.on('SIGINT', () => interrupted(shell, rl, io, prompt));
  prompt();
  return new Promise(resolve => {
    rl.once('close', () => {
      if (terminal) io.stdout.write('\n');
      resolve();
    });
  });
}

/** Ctrl-C gives up what has been typed; on an empty line it leaves. */
function interrupted(shell: Shell, rl: Interface, io: ProgramIo, prompt: () => void): void {
  if (rl.line === '' && !shell.open) {
    rl.close();
    return;
  }
  shell.clear();
  io.stdout.write('\n');
  // Clears the line that is being edited.
  rl.write(null, { ctrl: true, name: 'u' });
  prompt();
}

/** While code runs, the terminal is in its usual mode, so that Ctrl-C can end a program that never returns. */
function cooked<T>(io: ProgramIo, terminal: boolean, act: () => T): T {
  const input = io.stdin as Partial<ReadStream>;
  if (!terminal || !input.setRawMode) return act();
  input.setRawMode(false);
  try {
    return act();
  } finally {
    input.setRawMode(true);
  }
}

/** The user's cache folder, by the rules of the XDG base directories. */
function historyFile(): string {
  const cache = process.env.XDG_CACHE_HOME;
  return path.join(cache !== undefined && path.isAbsolute(cache) ? cache : path.join(homedir(), '.cache'), 'sx', 'repl-history');
}

/** Newest first, as readline wants it; the file has the newest last. */
function readHistory(): string[] {
  try {
    return readFileSync(historyFile(), 'utf8').split('\n').filter(Boolean).reverse();
  } catch {
    return [];
  }
}

function writeHistory(lines: string[]): void {
  const file = historyFile();
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${[...lines].reverse().join('\n')}\n`, { mode: 0o600 });
  } catch {
    // A history that cannot be kept is no reason to stop.
  }
}

/** `sx repl`: the shell on a terminal, with history, completion and input over several lines; or on a pipe, without prompts. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { toolVersion } from '../../harness/project-root.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, parseProgramOptions, processIo } from '../cli/program-io.ts';
import { ShellThread } from '../pool/shell-thread.ts';

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
  const terminal = (io.stdin as Partial<ReadStream>).isTTY === true && (io.stdout as { isTTY?: boolean }).isTTY === true;
  if (terminal) io.stdout.write(`SX ${toolVersion()}. :help for help, :quit to leave.\n`);
  return converse(io, terminal);
}

async function converse(io: ProgramIo, terminal: boolean): Promise<number> {
  let code: number = EXIT.ok;
  let leave: () => void = () => {};
  const left = new Promise<void>(resolve => {
    leave = resolve;
  });
  const shell = new ShellThread(
    (stream, text) => void io[stream].write(text),
    error => {
      io.stderr.write(`sx repl: ${error.message}\n`);
      code = EXIT.broken;
      leave();
    },
  );
  const rl = createInterface({
    input: io.stdin,
    ...(terminal ? { output: io.stdout } : {}),
    terminal,
    historySize: HISTORY_LENGTH,
    ...(terminal ? { history: readHistory(), removeHistoryDuplicates: true } : {}),
    completer: (line: string, done: (e: null, found: [string[], string]) => void) => {
      void shell.complete(line).then(found => done(null, found));
    },
    prompt: PROMPT,
  });
  const prompt = (): void => {
    if (!terminal) return;
    rl.setPrompt(shell.open ? CONTINUED : PROMPT);
    rl.prompt();
  };
  if (terminal) rl.on('history', writeHistory);
  // One line after the other, however fast they come; what stands behind :quit is not read.
  let lines: Promise<boolean> = Promise.resolve(false);
  const enter = async (line: string): Promise<boolean> => {
    if (await shell.feed(line)) {
      leave();
      return true;
    }
    prompt();
    return false;
  };
  rl.on('line', line => {
    lines = lines.then(quit => quit || enter(line));
  });
  rl.once('close', () => void lines.then(leave));
  const stop = (): void => interrupted(shell, rl, io, prompt);
  rl.on('SIGINT', stop);
  if (!terminal) process.on('SIGINT', stop);
  prompt();
  await left;
  process.off('SIGINT', stop);
  rl.close();
  if (terminal) io.stdout.write('\n');
  await shell.end();
  return code;
}

/** Ctrl-C ends what is being evaluated; else it gives up what has been typed; on an empty line it leaves. */
function interrupted(shell: ShellThread, rl: Interface, io: ProgramIo, prompt: () => void): void {
  if (shell.busy) {
    shell.interrupt();
    return;
  }
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

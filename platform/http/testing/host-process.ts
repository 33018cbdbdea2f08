/** For tests: `sx host` as people start it, in a process of its own, with its log lines, to be ended by any signal. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../../harness/project-root.ts';

export interface LogLine extends Record<string, unknown> {
  msg: string;
}

export class HostProcess {
  private text = '';
  url = '';

  private constructor(readonly child: ChildProcess) {
    child.stderr?.on('data', part => {
      this.text += part;
    });
  }

  /** Resolves when it serves; rejects with what it says if it ends before. */
  static async start(cwd: string, program: string, ...flags: string[]): Promise<HostProcess> {
    const sx = path.join(projectRoot(), 'bin/sx.js');
    const child = spawn(process.execPath, [sx, 'host', '--log', 'warn', '--port', '0', ...flags, program], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd,
    });
    const host = new HostProcess(child);
    const ended = once(child, 'close').then(([code]) => {
      throw new Error(`sx host ended with ${code}: ${host.text}`);
    });
    const [line] = await Promise.race([once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data'), ended]);
    ended.catch(() => undefined);
    host.url = String(line).trim();
    return host;
  }

  /** Log lines so far. */
  get lines(): LogLine[] {
    const whole = this.text.slice(0, this.text.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as LogLine);
  }

  /** Answers the exit code; null if the signal ended it. */
  async stop(signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

/**
 * The last resort for a corpus: a shallow clone of exactly the pinned commit, into the cache. Answers undefined with a reason when
 * git or the network is missing; that is normal on many machines and no error.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';

export interface CloneRequest {
  repository: string;
  commit: string;
  target: string;
  timeoutMs: number;
}

export async function shallowClone(request: CloneRequest): Promise<{ root: string } | { failure: string }> {
  const { repository, commit, target } = request;
  mkdirSync(path.dirname(target), { recursive: true });
  const temporary = mkdtempSync(`${target}.tmp-`);
  const options = {
    cwd: temporary,
    reject: false,
    timeout: request.timeoutMs,
    stdin: 'ignore',
    env: { GIT_TERMINAL_PROMPT: '0' },
  } as const;
  try {
    const steps = [
      ['init', '-q'],
      ['remote', 'add', 'origin', repository],
      ['fetch', '-q', '--depth', '1', 'origin', commit],
      ['-c', 'core.autocrlf=false', 'checkout', '-q', 'FETCH_HEAD'],
    ];
    for (const step of steps) {
      const ended = await execa('git', step, options);
      if (ended.failed)
        return { failure: ended.timedOut ? 'git took too long' : (ended.stderr.trim().split('\n').at(-1) ?? 'git failed') };
    }
    if (!existsSync(target)) renameSync(temporary, target);
    return { root: target };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

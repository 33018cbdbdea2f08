/** Every program prints on `sx js`, whatever the tier, what it prints on Node. */
import { execaNode } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { PROGRAMS, type ProgramName, runnable } from './programs.ts';

const TIERS = ['cek', 'native', 'auto'] as const;
/** The longest program takes a few seconds; the first on a fresh installation compiles the libraries as well. */
const TIME_LIMIT = 120_000;

interface Run {
  stdout: string;
  stderr: string;
  exitCode: number | undefined;
}

async function run(file: string, args: readonly string[] = []): Promise<Run> {
  const { stdout, stderr, exitCode } = await execaNode(file, args, {
    cwd: projectRoot(),
    reject: false,
    timeout: TIME_LIMIT,
    stripFinalNewline: false,
  });
  return { stdout, stderr, exitCode };
}

describe.each(Object.keys(PROGRAMS) as ProgramName[])('%s', name => {
  let file: string;
  let expected: Run;

  beforeAll(async () => {
    file = runnable(name);
    expected = await run(file);
  }, TIME_LIMIT);

  it('runs on Node', () => {
    expect(expected).toMatchObject({ stderr: '', exitCode: 0 });
    expect(expected.stdout.split('\n').length).toBeGreaterThan(20);
  });

  it.each(TIERS)(
    'prints the same on %s',
    async tier => {
      const command = ['js', '--tier', tier, file];
      expect(await run('bin/sx.js', command), `sx ${command.join(' ')}`).toEqual(expected);
    },
    TIME_LIMIT + 5_000,
  );
});
